"""Link previews that know research papers."""

__version__ = "0.1.0"

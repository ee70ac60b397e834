"""`python -m preview` is the command `paper-preview`."""

import sys

from preview.cli import main

sys.exit(main())

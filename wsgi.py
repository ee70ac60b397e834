"""The application for gunicorn: `gunicorn wsgi:app`."""

from __future__ import annotations

import os

from app import create_app
from preview.settings import Settings
from preview.web import logs

logs.configure()
app = create_app(Settings.from_env(os.environ))

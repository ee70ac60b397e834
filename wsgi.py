"""The application for gunicorn: `gunicorn wsgi:app`."""

from __future__ import annotations

import os

from app import create_app
from preview.settings import Settings
from preview.web import logs
from preview.web.books import MOMENT_S

logs.configure()
app = create_app(Settings.from_env(os.environ), moment_s=MOMENT_S)

"""WSGI entry for granian."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from minzhifa.access.grants import check_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhifa.config.settings")
application = get_wsgi_application()

# A server whose database role could read past row security must not answer a single request.
check_role()

"""What the owner does to the database after a migration."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from minzhifa.access.grants import grant_application


def grant_to_application() -> None:
    """Give the role named in `DATABASE_URL` its rights on every table."""
    role = urlsplit(os.environ.get("DATABASE_URL", "")).username or "minzhifa_app"
    grant_application(role)

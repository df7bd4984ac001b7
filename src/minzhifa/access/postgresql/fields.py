"""A JSON column that keeps its text as it was written."""

from __future__ import annotations

from typing import Any

from django.db import models


class WrittenJSONField(models.JSONField):
    """JSON in PostgreSQL's type `json`: the very bytes that came, not taken apart and put together anew.

    For what is written often, read whole and hardly ever looked into by SQL: half the work of `jsonb` when it is
    written. No equality, no index on the value itself.
    """

    def db_type(self, connection: Any) -> str:
        """`json` instead of `jsonb`."""
        return "json"

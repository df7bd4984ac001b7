"""What the server knows of the tables when it plans."""

from __future__ import annotations

from django.apps import apps
from django.db import connection


def count_anew(*rooms: str) -> None:
    """Count the tables of these rooms (app labels) after a load: the server itself does so only minutes later.

    Only their owner can; for any other role the server leaves them as they are.
    """
    tables = [model._meta.db_table for room in rooms for model in apps.get_app_config(room).get_models()]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")

"""Reading millions of rows without holding them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

_CHUNK = 5000


def stream_rows(name: str, query: str, *parameters: Any) -> Iterator[tuple[Any, ...]]:
    """Rows of `query` through a server-side cursor `name`, in the transaction that is open."""
    connection.ensure_connection()
    with connection.connection.cursor(name=name) as cursor:
        cursor.itersize = _CHUNK
        cursor.execute(query, parameters, binary=True)
        yield from cursor

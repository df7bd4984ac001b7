"""The second wall before the subject file: rows exist for transactions that were opened for a reader only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from minzhifa.access import Actor
from minzhifa.access.rls import acting
from minzhifa.subjects.policy import READERS


@contextmanager
def reading(actor: Actor) -> Iterator[None]:
    """One transaction in the actor's scope, with the subject file open when one of his roles may read it.

    For everybody else the file is empty in there. Inside a transaction that is under way it stays open until its end.
    """
    with acting(actor):
        with connection.cursor() as cursor:
            held = "on" if actor.holds(*READERS) else "off"
            cursor.execute("SELECT set_config('minzhifa.subjects', %s, true)", [held])
        yield

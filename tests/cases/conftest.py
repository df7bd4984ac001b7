"""People of one county market bureau, and a road on which they take a case as far as a test wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from cases_road import AT, Road


@pytest.fixture
def road(province: None, db: None) -> Road:
    """A road in a transaction that is rolled back."""
    return Road()


@pytest.fixture
def committed_road(province: None, committed: None) -> Road:
    """A road whose acts are really committed."""
    return Road()


@pytest.fixture
def statements() -> Callable[[], object]:
    """Counts the SQL statements of a block, without those that open and close the transaction or set its scope."""
    from contextlib import contextmanager

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    frame = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET LOCAL", "SELECT SET_CONFIG")

    @contextmanager
    def counting() -> Iterator[list[str]]:
        seen: list[str] = []
        with CaptureQueriesContext(connection) as captured:
            yield seen
        seen += [q["sql"] for q in captured.captured_queries if not q["sql"].strip().upper().startswith(frame)]

    return counting


__all__ = ["AT"]

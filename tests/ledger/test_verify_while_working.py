"""Acts go on while the ledger is verified: what is committed meanwhile is no finding."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from minzhifa.ledger.operations import Stream
from minzhifa.ledger.verify import streams, verify

pytestmark = pytest.mark.usefixtures("fresh_ledger")


def _elsewhere(act: Callable[[], object]) -> None:
    """On a connection of its own, committed when this returns."""
    from django.db import connection

    def alone() -> None:
        act()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(alone).result()


@pytest.mark.parametrize("whole", [True, False])
def test_an_act_after_the_snapshot_does_not_look_like_a_cut_log(
    history: Callable[..., Stream], monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    stream = history("案甲")
    read = streams.stream_rows

    def interrupted(name: str, query: str, *parameters: object) -> object:
        if name == "ledger_verify_events":  # the snapshot is taken, and now somebody works
            for _ in range(70):  # at least one in each lane
                _elsewhere(lambda: history("案乙", 1))
        return read(name, query, *parameters)

    monkeypatch.setattr(streams, "stream_rows", interrupted)
    assert verify(None if whole else stream).findings == []
    assert verify().streams == 71

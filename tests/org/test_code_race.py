"""One code, sent to many processes at the same moment."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import connections

from minzhifa.org.second_factor import spend


@pytest.mark.committed
def test_of_many_who_send_one_code_at_once_one_gets_in(committed: None) -> None:
    device, barrier = uuid4().int % 2**60, threading.Barrier(6)
    outcomes: list[bool] = []

    def send() -> None:
        barrier.wait()
        outcomes.append(spend(device, 58_000_000))
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 5 + [True]

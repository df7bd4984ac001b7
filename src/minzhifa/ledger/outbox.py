"""Work that may wait: jobs deferred inside the transaction of the act, so that both happen or neither does.

A room keeps its jobs in `minzhifa/<room>/jobs.py`, which is found by itself:

    @job("delivery.send", retry=5)
    def send(*, service_id: str) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ParamSpec, TypeVar, cast

import msgspec
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

P = ParamSpec("P")
R = TypeVar("R")


def job(
    name: str, *, retry: int = 0, cron: str | None = None, queue: str = "default"
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as the job `name`; keyword arguments only, JSON values only.

    `retry`: how many more times after a failure, each wait longer (2 s, 4 s, 8 s …). `cron`: also run on that
    schedule (UTC), then with `timestamp` (seconds) as its only argument. The function stays callable as it is.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        strategy = RetryStrategy(max_attempts=retry, exponential_wait=2) if retry else False
        task = app.task(name=name, queue=queue, retry=strategy)(function)
        if cron is not None:
            app.periodic(cron=cron)(cast("Any", task))
        return function

    return register


@dataclass(frozen=True, slots=True)
class Job:
    """A job that goes into the outbox with the very statement that writes the act; see `INSERT`."""

    task: str
    arguments: Mapping[str, Any]
    queue: str = "default"

    def parameters(self) -> dict[str, str]:
        """What `INSERT` needs."""
        arguments = msgspec.json.encode(self.arguments).decode()
        return {"job": self.task, "job_queue": self.queue, "job_arguments": arguments}


# What procrastinate_defer_jobs_v1 does for one job without lock or date, as a part of a larger statement.
INSERT = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES (%(job_queue)s, %(job)s, %(job_arguments)s)
"""


def defer(
    task_name: str,
    *,
    run_at: datetime | None = None,
    unique: str | None = None,
    queue: str = "default",
    **arguments: Any,
) -> int:
    """Put a job into the outbox of this transaction (one SQL statement); returns the job's number.

    `unique`: a key of which only one job may wait; a second one raises procrastinate's `AlreadyEnqueued`.
    """
    task = app.configure_task(task_name, schedule_at=run_at, queueing_lock=unique, queue=queue)
    return task.defer(**arguments)

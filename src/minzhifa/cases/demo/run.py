"""The run: one process plans, others stamp; every chunk is one transaction, written in order, so a run can go on later.

What a chunk changes (rows, histories, counters, the note of how far the run came) is committed together. A run that
was cut off goes on at its next chunk when it is called again with the same number, seed and day.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from queue import Empty
from typing import Any

from django.db import connection, transaction

from minzhifa import clock
from minzhifa.access.rls import lifted
from minzhifa.cases.demo import ground
from minzhifa.cases.demo.plan import Chunk, Numbers, Planner, Serials, shape
from minzhifa.cases.demo.stamp import stamp
from minzhifa.cases.demo.stock import Stock
from minzhifa.cases.demo.template import COLUMNS
from minzhifa.law.rulebook import Rules
from minzhifa.ledger import bulk
from minzhifa.org.demo import fixed
from minzhifa.rules import current

TABLES = tuple(COLUMNS)
RUNNER = fixed("account", "generated-province")
ALONE = 5000  # up to here one process is quicker than several


@dataclass(frozen=True, slots=True)
class Generated:
    """What a run wrote now (a run that went on counts its own part only)."""

    cases: int
    events: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """The note's key, and the day that counts as today."""

    key: str
    today: date


@dataclass(frozen=True, slots=True)
class Job:
    """What was asked for, taken apart."""

    cases: int
    seed: int
    run: Run
    parts: list[list[tuple[date, int]]]
    rules: Rules
    workers: int
    say: Callable[[str], None]
    began: float


class CountersMoved(Exception):
    """Somebody filed or issued meanwhile: plan again from where the counters now stand."""


def generate_cases(
    cases: int, *, seed: int = 1, on: date | None = None, workers: int = 2, say: Callable[[str], None] = lambda _: None
) -> Generated:
    """Make `cases` generated cases, registered in the 1,100 days up to `on` (default today). Owner's connection only.

    The same number, seed and day give the same cases, codes and numbers after the same database. Raises `Refused`.
    """
    key, began, rules = f"demo-cases:{cases}:{seed}", time.monotonic(), current()
    today, done = _noted(key, on or clock.local_date(clock.now()))
    noted = Run(key, today)
    parts = shape(cases, today, rules)
    if done:
        say(f"上次做到第 {done}/{len(parts)} 批，接着做")
    say("正在准备机关、人员和当事人")
    with transaction.atomic():
        stock = Stock(seed, cases, date(2026, 6, 1) if today >= date(2026, 6, 1) else today)
    gc.freeze()  # the stock stays to the end, and copies leave no cycles: nothing is searched for rubbish in vain
    gc.set_threshold(200_000, 50, 100)
    job = Job(cases, seed, noted, parts, rules, workers, say, began)
    if cases <= ALONE or workers == 1:
        made = _all(job, done, stock, _alone)
    else:
        with ground.cleared(cases, workers, say):
            made = _all(job, done, stock, _together)
    say("正在更新统计信息")
    with connection.cursor() as cursor:
        for table in (*TABLES, *bulk.TABLES):
            cursor.execute(f"ANALYZE {table}")
    return Generated(made.cases, made.events, time.monotonic() - began)


def _all(job: Job, done: int, stock: Stock, write: Callable[..., Iterator[tuple[int, int]]]) -> Generated:
    made, parts = Generated(0, 0, 0), job.parts
    while done < len(parts):
        serials, numbers = _counters()
        planner = Planner(
            stock, seed=job.seed, today=job.run.today, rules=job.rules, serials=serials, numbers=numbers
        )  # fmt: skip
        chunks = (planner.chunk(n, parts[n]) for n in range(done, len(parts)))
        try:
            for count, events in write(chunks, stock, job.run, job.workers):
                done += 1
                made = Generated(made.cases + count, made.events + events, 0)
                if done % 10 == 0 or done == len(parts):
                    job.say(_progress(made, job.cases, time.monotonic() - job.began))
        except CountersMoved:
            job.say("生成期间有人办案，编号已变，从当前编号接着做")
    return made


def _progress(made: Generated, cases: int, seconds: float) -> str:
    rate = made.cases / seconds
    return f"{made.cases}/{cases} 件，{made.events} 条记录，{seconds:.0f} 秒，每秒 {rate:.0f} 件"


def _noted(key: str, on: date) -> tuple[date, int]:
    """The day of the run and the chunks done: as noted by an earlier run of the same key, else `on` and none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM cases_idempotencykey WHERE account_id = %s AND key = %s", [RUNNER, key])
        row = cursor.fetchone()
    if row is None:
        return on, 0
    noted = json.loads(row[0]) if isinstance(row[0], str) else row[0]
    return date.fromisoformat(noted["on"]), int(noted["done"])


def _counters() -> tuple[Serials, Numbers]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prefix, last FROM cases_casecounter")
        serials = dict(cursor.fetchall())
        cursor.execute("SELECT agency_id, series, year, last FROM documents_numbercounter")
        return serials, {(agency, series, year): last for agency, series, year, last in cursor.fetchall()}


def _alone(chunks: Iterator[Chunk], stock: Stock, run: Run, _workers: int) -> Iterator[tuple[int, int]]:
    for chunk in chunks:
        lines, streams = stamp(chunk, stock)
        prepared = bulk.prepare(streams, recorded_at=clock.now())
        with transaction.atomic(), lifted(*TABLES, *bulk.TABLES):
            _copy(lines, prepared)
            events = _settle(chunk, prepared, run)
        yield len(chunk.copies), events


def _together(chunks: Iterator[Chunk], stock: Stock, run: Run, workers: int) -> Iterator[tuple[int, int]]:
    """The planner stays here; forked stampers take chunks and write them in turn."""
    context = multiprocessing.get_context("fork")
    connection.close()  # a connection is never shared between processes
    jobs, results = context.Queue(workers + 1), context.Queue()
    turn, waiting = context.Value("q", -1), context.Condition()
    team = [
        context.Process(target=_stamper, args=(jobs, results, turn, waiting, stock, run), daemon=True)
        for _ in range(workers)
    ]
    for process in team:
        process.start()
    try:
        yield from _feed(chunks, jobs, results, turn, team)
    finally:
        for process in team:
            process.terminate()
        for process in team:
            process.join()


def _feed(chunks: Iterator[Chunk], jobs: Any, results: Any, turn: Any, team: list[Any]) -> Iterator[tuple[int, int]]:
    sent = 0
    for chunk in chunks:
        if turn.value < 0:
            turn.value = chunk.index
        jobs.put(chunk)
        sent += 1
        while sent and not results.empty():
            yield _result(results, team)
            sent -= 1
    for _ in range(sent):
        yield _result(results, team)


def _result(results: Any, team: list[Any]) -> tuple[int, int]:
    while True:
        try:
            found = results.get(timeout=2)
        except Empty:
            if not all(process.is_alive() for process in team):
                raise RuntimeError("生成进程意外结束；再运行一次会从断点继续。") from None
            continue
        if isinstance(found, str):
            raise CountersMoved if found == "moved" else RuntimeError(found)
        return found  # type: ignore[no-any-return]


def _stamper(  # noqa: PLR0917 -- what a forked process is given, in order
    jobs: Any, results: Any, turn: Any, waiting: Any, stock: Stock, run: Run
) -> None:  # fmt: skip
    parent = os.getppid()
    while True:
        try:
            chunk: Chunk = jobs.get(timeout=5)
        except Empty:
            if os.getppid() != parent:
                return
            continue
        lines, streams = stamp(chunk, stock)
        prepared = bulk.prepare(streams, recorded_at=clock.now())
        try:
            with transaction.atomic():
                _copy(lines, prepared)
                with waiting:
                    while turn.value != chunk.index:
                        waiting.wait(2)
                        if os.getppid() != parent:
                            return
                events = _settle(chunk, prepared, run)
        except CountersMoved:
            results.put("moved")
            return
        except Exception as error:
            results.put(f"第 {chunk.index + 1} 批没有写成：{error}")
            return
        results.put((len(chunk.copies), events))
        with waiting:
            turn.value = chunk.index + 1
            waiting.notify_all()


def _copy(lines: dict[str, list[bytes]], prepared: bulk.Prepared) -> None:
    """The rows of a chunk; several processes do this side by side."""
    with connection.cursor() as cursor, connection.wrap_database_errors:
        for table, columns in COLUMNS.items():
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                text = lines[table]
                for start in range(0, len(text), 50):
                    copy.write(b"".join(text[start : start + 50]))
    bulk.write_events(prepared)


def _settle(chunk: Chunk, prepared: bulk.Prepared, run: Run) -> int:
    """What goes in the order of the chunks: the note, the counters, the signed entry. Returns the events."""
    _note(chunk, run)
    _advance(chunk)
    return bulk.sign(prepared)


_NOTE = """
INSERT INTO cases_idempotencykey AS k (account_id, key, remit_id, request_hash, answer, at)
VALUES (%(who)s, %(key)s, 0, '', jsonb_build_object('on', %(on)s::text, 'done', %(done)s::int), now())
ON CONFLICT (account_id, key) DO UPDATE SET answer = excluded.answer, at = excluded.at
 WHERE (k.answer->>'done')::int = %(done)s - 1
"""
_SERIALS = """
WITH given AS (SELECT * FROM unnest(%s::text[], %s::int[], %s::int[]) AS t(p, a, b)),
 i AS (INSERT INTO cases_casecounter (prefix, last) SELECT p, b FROM given WHERE a = 0
       ON CONFLICT DO NOTHING RETURNING 1),
 u AS (UPDATE cases_casecounter c SET last = b FROM given WHERE a > 0 AND c.prefix = p AND c.last = a RETURNING 1)
SELECT (SELECT count(*) FROM i) + (SELECT count(*) FROM u)
"""
_NUMBERS = """
WITH given AS (SELECT * FROM unnest(%s::int[], %s::text[], %s::int[], %s::int[], %s::int[]) AS t(g, s, y, a, b)),
 i AS (INSERT INTO documents_numbercounter (agency_id, series, year, last) SELECT g, s, y, b FROM given WHERE a = 0
       ON CONFLICT DO NOTHING RETURNING 1),
 u AS (UPDATE documents_numbercounter c SET last = b FROM given
        WHERE a > 0 AND c.agency_id = g AND c.series = s AND c.year = y AND c.last = a RETURNING 1)
SELECT (SELECT count(*) FROM i) + (SELECT count(*) FROM u)
"""


def _note(chunk: Chunk, run: Run) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {"who": RUNNER, "key": run.key, "on": run.today.isoformat(), "done": chunk.index + 1})
        if cursor.rowcount != 1:
            raise RuntimeError("另一个生成任务正在做同样的事。")


def _advance(chunk: Chunk) -> None:
    """Move the counters from where the plan found them to where it leaves them. Raises `CountersMoved`."""
    serials = [(prefix, *pair) for prefix, pair in chunk.serials.items()]
    numbers = [(*key, *pair) for key, pair in chunk.numbers.items()]
    with connection.cursor() as cursor:
        for sql, rows in ((_SERIALS, serials), (_NUMBERS, numbers)):
            if not rows:
                continue
            cursor.execute(sql, [list(column) for column in zip(*rows, strict=True)])
            if cursor.fetchone()[0] != len(rows):
                raise CountersMoved

"""A corrected calendar with the database: running terms read, recomputed, written and put on record.

The cases are copies of one running case, each with four running terms over the corrected days, and the operation is the
job's own. All of it happens in one transaction that is rolled back, so what the commits cost is left out.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from bench.cpu import seconds
from bench.report import keep, say
from minzhifa.access.rls import EVERYTHING, set_scope
from minzhifa.cases._row import loads
from minzhifa.cases.jobs import CALENDAR
from minzhifa.cases.operations.shift_terms import shift_terms
from minzhifa.law.identifiers_case import build_case_code
from minzhifa.law.procedure.clocks import start
from minzhifa.law.procedure.dates import span
from minzhifa.ledger.ids import uuid7
from minzhifa.rules import current, forget
from minzhifa.rules.models import HolidayYear

TERMS, TERMS_A_CASE = 10_000, 4
NAMES = ("filing_check", "review", "demand_notice", "reconsideration_reply")  # 15, 10, 10 and 10 working days
AT = datetime(2026, 6, 9, 3, tzinfo=UTC)
OFF = (date(2026, 6, 10), date(2026, 6, 11))
_CASE = "SELECT row_to_json(c) FROM cases_case c WHERE NOT historical AND stage = 'investigating' ORDER BY id LIMIT 1"
_CASES = "INSERT INTO cases_case SELECT * FROM json_populate_recordset(NULL::cases_case, %s)"
_CLOCKS = """
INSERT INTO cases_caseterm (case_id, remit_id, term_id, title, start, due, stopped, mark)
SELECT * FROM json_to_recordset(%s) AS r(case_id uuid, remit_id int, term_id text, title text, start text, due date,
       stopped text, mark text)
"""


def bench() -> dict[str, Any]:
    """Measure, print and keep."""
    with transaction.atomic():
        set_scope(EVERYTHING)
        _copies(TERMS // TERMS_A_CASE)
        _corrected()
        session = connection.connection.info.backend_pid
        clock, cpu, theirs = time.perf_counter(), time.process_time(), seconds(session)
        done = shift_terms(actor=CALENDAR, year=AT.year, at=AT)
        wall, own = time.perf_counter() - clock, time.process_time() - cpu
        after = seconds(session)
        transaction.set_rollback(True)
    forget()
    line = {"moved": done.moved, "cases": done.cases, "wall_s": round(wall, 2), "cpu_s": round(own, 2),
            "database_cpu_s": None if after is None or theirs is None else round(after - theirs, 2)}  # fmt: skip
    cpus = f"本进程 CPU {line['cpu_s']} 秒，数据库 CPU {line['database_cpu_s']} 秒"
    say(f"日历更正：{done.cases} 个案件的 {done.moved} 个期限，{line['wall_s']} 秒，{cpus}")
    keep("calendar", line)
    return line


def _copies(many: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CASE)
        (found,) = cursor.fetchone()
        like = loads(found)
        cases = [dict(one) for one in _cases(like, many)]
        cursor.execute(_CASES, [json.dumps(cases)])
        terms = [
            {"case_id": one["id"], "remit_id": one["remit_id"], "term_id": term, "title": clock["title"],
             "start": clock["start"], "due": clock["due"], "stopped": "", "mark": clock["mark"]}
            for one in cases
            for term, clock in one["state"]["clocks"].items()
        ]  # fmt: skip
        cursor.execute(_CLOCKS, [json.dumps(terms)])
        cursor.execute("ANALYZE cases_caseterm")


def _cases(like: dict[str, Any], many: int) -> Iterator[dict[str, Any]]:
    """Copies of a case, begun on the working days before."""
    for number in range(many):
        begun = span((AT.date() - timedelta(days=1 + number % 5)).isoformat())
        clocks = {name: start(name, "market", begun, current()) for name in NAMES}
        yield {
            **like, "id": str(uuid7()), "code": build_case_code("3599", "01", 2026, number + 1), "source_ref": None,
            "state": {**like["state"], "clocks": clocks},
        }  # fmt: skip


def _corrected() -> None:
    held = current().calendar.years[AT.year]
    off = {**held.off, **dict.fromkeys(OFF, "更正")}
    HolidayYear.objects.create(
        year=AT.year, off={day.isoformat(): name for day, name in off.items()},
        work={day.isoformat(): name for day, name in held.work.items()}, source="更正通知",
        imported_by=CALENDAR.account_id, imported_by_name="测量", imported_at=AT,
    )  # fmt: skip
    forget()

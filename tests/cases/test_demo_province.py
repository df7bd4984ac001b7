"""A generated province is true to the procedure, whole in the ledger, and can be continued."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

import psycopg
import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from psycopg import conninfo

TODAY = date(2026, 11, 20)
CASES = 60


@contextmanager
def as_owner(database_urls: dict[str, str]) -> Iterator[None]:
    """Bulk loads run on the owner's connection."""
    settings, user = connection.settings_dict, connection.settings_dict["USER"]
    connection.close()
    settings["USER"] = conninfo.conninfo_to_dict(database_urls["owner"])["user"]
    try:
        yield
    finally:
        connection.close()
        settings["USER"] = user


def emptied(superuser: psycopg.Connection) -> None:
    """No cases, documents or histories: only a superuser can do that, with the triggers off."""
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        superuser.execute(
            "TRUNCATE ledger_event, ledger_head, ledger_entry, cases_case, cases_caseparty, cases_caseterm,"
            " cases_caseofficer, cases_pendingapproval, cases_idempotencykey, cases_casecounter, documents_document,"
            " documents_numbercounter CASCADE"
        )


@dataclass
class Ground:
    """A database without other cases, and what was generated into it last; tests that only read share one set."""

    superuser: psycopg.Connection
    urls: dict[str, str]
    settings: LazySettings
    kept: dict[str, Any]

    def empty(self) -> None:
        """No cases; a new folder of anchors, for the new ledger is not the old one."""
        emptied(self.superuser)
        self.kept["anchors"] = self.settings.ANCHORS_DIR = self.kept["folder"] / f"anchors{next(self.kept['count'])}"
        self.kept["shared"] = None

    def make(self, cases: int, seed: int) -> Any:
        """Generate as the command does."""
        from minzhifa.cases.demo.run import generate_cases

        with as_owner(self.urls):
            return generate_cases(cases, seed=seed, on=TODAY)

    def shared(self) -> Any:
        """The set that tests read and leave as it is."""
        if self.kept["shared"] is None:
            self.empty()
            self.kept["shared"] = self.make(CASES, 3)
        self.settings.ANCHORS_DIR = self.kept["anchors"]
        return self.kept["shared"]


@pytest.fixture(scope="module")
def kept(
    province: None, database_urls: dict[str, str], django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """The catalogue, once; and what the tests of this file keep between them. Leaves no case behind."""
    from minzhifa.catalog.loading import load_shipped_catalog

    with django_db_blocker.unblock(), as_owner(database_urls):
        load_shipped_catalog()
    yield {"folder": tmp_path_factory.mktemp("generated"), "count": count(), "shared": None}
    name = os.environ["MINZHIFA_TEST_DATABASE"]
    url = conninfo.make_conninfo(database_urls["superuser"], dbname=name)
    with psycopg.connect(url, autocommit=True) as superuser:
        emptied(superuser)


@pytest.fixture
def ground(
    kept: dict[str, Any], committed: None, superuser: psycopg.Connection, database_urls: dict[str, str],
    settings: LazySettings,
) -> Ground:  # fmt: skip
    """Where the tests generate."""
    return Ground(superuser, database_urls, settings, kept)


def test_a_generated_province_is_whole_and_true(ground: Ground, superuser: psycopg.Connection) -> None:
    from minzhifa.law.identifiers import check_citizen_id, check_uscc
    from minzhifa.law.identifiers_case import parse_case_code
    from minzhifa.law.procedure import CaseState, Event, evolve
    from minzhifa.ledger.verify import verify

    done = ground.shared()
    assert done.cases == CASES
    report = verify()
    assert report.ok, report.findings[:3]
    assert report.streams == CASES
    events: dict[Any, list[Any]] = {}
    for stream, kind, payload in superuser.execute(
        "SELECT stream_id, type, payload FROM ledger_event ORDER BY stream_id, seq"
    ):
        events.setdefault(stream, []).append((kind, payload))
    stages = set()
    for key, code, stage, state in superuser.execute("SELECT id, code, stage, state FROM cases_case").fetchall():
        parse_case_code(code)
        assert len(events[key]) >= 8
        folded = CaseState()
        for kind, payload in events[key]:
            if "action" in payload:
                folded = evolve(folded, Event(kind, payload["action"], payload["on"], payload["facts"]))
        assert json.loads(json.dumps(folded.to_json())) == state, code
        assert stage == state["stage"]
        assert "‹" not in json.dumps(state, ensure_ascii=False)
        stages.add(stage)
        party = state["facts"].get("party") or {}
        if party.get("uscc"):
            check_uscc(party["uscc"])
    assert {"archived", "declined"} <= stages
    assert len(stages) >= 5
    for (number,) in superuser.execute("SELECT id_number FROM subjects_subject WHERE id_number IS NOT NULL LIMIT 3"):
        from minzhifa.crypto import open_text

        check_citizen_id(open_text(number, purpose="subjects.subject.id_number"))


def test_numbers_have_no_gaps_and_new_cases_continue(ground: Ground, superuser: psycopg.Connection) -> None:
    from cases_road import Road

    ground.shared()
    counters = superuser.execute(
        "SELECT c.last, count(d.id), count(DISTINCT d.number) FROM documents_numbercounter c"
        " JOIN documents_document d ON d.number_agency_id = c.agency_id AND d.counted"
        "  AND d.number LIKE '%〔' || c.year || '〕%' AND (CASE d.kind WHEN 'prior_notice' THEN 'prior_notice'"
        "   WHEN 'penalty_decision' THEN 'penalty' ELSE 'decline' END) = c.series GROUP BY c.id, c.last"
    ).fetchall()
    assert counters
    assert all(last == found == different for last, found, different in counters)
    before = dict(superuser.execute("SELECT prefix, last FROM cases_casecounter").fetchall())
    with transaction.atomic():
        code = Road().lead(on="2026-11-20").code
        transaction.set_rollback(True)  # other tests read the same set
    prefix, serial = code[:12], int(code[13:20])
    assert serial == before.get(prefix, 0) + 1


def test_the_same_seed_gives_the_same_province(ground: Ground, superuser: psycopg.Connection) -> None:
    def seen() -> Any:
        return superuser.execute(
            "SELECT array_agg((id, code, stage, party_name, cause, remit_id)::text ORDER BY id) FROM cases_case"
        ).fetchone()

    ground.shared()
    first = seen()
    ground.empty()
    ground.make(CASES, 12)
    assert seen() != first
    ground.empty()
    ground.shared()
    assert seen() == first


def test_a_run_that_was_cut_off_goes_on(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    from minzhifa.cases.demo import plan, run
    from minzhifa.ledger.verify import verify

    ground.empty()
    monkeypatch.setattr(plan, "CHUNK", 9)
    written, really = [], run._settle

    def cut(*given: Any) -> int:
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(1)
        return really(*given)

    monkeypatch.setattr(run, "_settle", cut)
    with pytest.raises(KeyboardInterrupt):
        ground.make(36, 5)
    monkeypatch.setattr(run, "_settle", really)
    rest = ground.make(36, 5)
    assert 0 < rest.cases < 36
    report = verify()
    assert report.ok
    assert report.streams == 36


DEFINED = """
SELECT array_agg(d ORDER BY d) FROM (
  SELECT concat_ws(' ', indexrelid::regclass, indisunique, indisprimary, indkey, indpred IS NULL) AS d FROM pg_index
   WHERE indrelid = ANY (%(tables)s::regclass[])
  UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
   WHERE conrelid = ANY (%(tables)s::regclass[])
  UNION ALL SELECT oid::regclass || ' ' || relforcerowsecurity || coalesce(reloptions::text, '') FROM pg_class
   WHERE oid = ANY (%(tables)s::regclass[])) t
"""


def test_a_large_load_makes_again_what_it_put_aside(
    ground: Ground, superuser: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    from minzhifa.cases.demo import ground as aside
    from minzhifa.cases.demo import plan, run
    from minzhifa.ledger.verify import verify

    ground.empty()
    before = superuser.execute(DEFINED, {"tables": aside.TABLES}).fetchone()
    monkeypatch.setattr(plan, "CHUNK", 9)
    monkeypatch.setattr(run, "ALONE", 10)
    assert ground.make(36, 5).cases == 36
    assert superuser.execute(DEFINED, {"tables": aside.TABLES}).fetchone() == before
    report = verify()
    assert (report.findings, report.streams) == ([], 36)

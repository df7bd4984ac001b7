"""The engine: constant statements, one fold, sealed personal data, walls, two people at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from cases_road import AT, FIELD, Road, party


def file(road: Road, **how: Any) -> Any:
    from minzhifa.cases.operations import register_and_file

    facts = {
        "source_kind": "inspection", "summary": "检查发现", "cause": "某案", "party": party(),
        "officers": road.officers(), "violated": ["《食品安全法》第三十四条"],
        "basis": ["《食品安全法》第一百二十四条"],
    }  # fmt: skip
    return register_and_file(
        actor=road.actor("gl_officer1"), agency_id=road.agency_id, field=FIELD, on=AT.date(), at=AT, facts=facts, **how
    )


def fresh_rules() -> None:
    """The rules are read anew once a minute; not in the middle of a count."""
    from minzhifa import rules

    rules.forget()
    rules.current()


def test_filing_takes_at_most_eleven_statements(road: Road, statements: Callable[[], Any]) -> None:
    file(road, idempotency_key="warm-0000001")
    fresh_rules()
    with statements() as seen:
        done = file(road, idempotency_key="key-00000002")
    assert done.stage == "filing_proposed"
    assert len(seen) <= 11, "\n".join(seen)  # one more is spent on the token: twelve in all


def test_filing_with_matter_approval_and_number_still_takes_eleven(road: Road, statements: Callable[[], Any]) -> None:
    from dataclasses import replace

    from minzhifa.access import Grant, Role
    from minzhifa.cases.operations import FiledBy

    officer = road.actor("gl_officer1")
    head = Grant(Role.AGENCY_HEAD, road.agency_id, frozenset({road.remit.id}))
    road._actors["gl_officer1"] = replace(officer, grants=(*officer.grants, head))
    approved = FiledBy("head-7", "郑某")
    file(road, approved=approved, idempotency_key="warm-0000001")
    fresh_rules()
    with statements() as seen:
        done = file(road, approved=approved, idempotency_key="key-00000002")
    assert done.stage == "investigating"
    assert done.documents
    assert len(seen) <= 11, "\n".join(seen)


def test_an_act_takes_few_statements(road: Road, statements: Callable[[], Any]) -> None:
    road.until("propose_filing")
    with statements() as seen:
        road.act("gl_head", "approve_filing", "2026-06-09")
    assert len(seen) <= 10, "\n".join(seen)


def test_the_state_is_the_fold_of_the_ledger(road: Road) -> None:
    from minzhifa.cases.queries import case_page
    from minzhifa.law.procedure import CaseState, Event, evolve

    done = road.until("archive_case")
    page = case_page(road.actor("gl_head"), done.case_id, on=AT.date())
    state = CaseState()
    for row in page.ledger:
        if "action" in row.payload:
            state = evolve(state, Event(row.type, row.payload["action"], row.payload["on"], row.payload["facts"]))
    assert state.to_json() == page.state.to_json()
    issued = [row.payload["number"] for row in page.ledger if row.type == "case.document_issued"]
    assert [d.number for d in page.documents] == issued


def test_the_ledger_of_a_walk_verifies(road: Road) -> None:
    from minzhifa.access import Scope, rls
    from minzhifa.ledger import verify

    done = road.until("approve_filing")
    with rls.acting(road.actor("gl_head"), scope=Scope(everything=True)):
        report = verify.verify(done.case_id) if hasattr(verify, "verify") else verify(done.case_id)
    assert report.ok, report


def test_personal_data_stand_sealed_and_masked(road: Road) -> None:
    from django.db import connection

    from minzhifa.access import rls
    from minzhifa.cases.queries import case_page

    person = {
        "kind": "natural_person", "name": "陈某某", "id_number": "350102199003070015", "phone": "13800138000",
        "address": "福州市鼓楼区东街12号3单元",
    }  # fmt: skip
    from stdnum.cn import ric

    person["id_number"] = person["id_number"][:17] + ric.calc_check_digit(person["id_number"])
    road.lead()
    facts = {"cause": "某案", "party": person, "officers": road.officers(), "violated": ["某法第一条"]}
    done = road.act("gl_officer1", "propose_filing", "2026-06-09", facts)
    with rls.acting(road.actor("gl_head")), connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(to_jsonb(c)::text, '') FROM cases_case c")
        held = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(to_jsonb(c)::text, '') FROM cases_caseparty c")
        held += cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(payload::text, '') FROM ledger_event")
        held += cursor.fetchone()[0]
    for secret in (person["id_number"], person["phone"], "3单元"):
        assert secret not in held
    shown = case_page(road.actor("gl_head"), done.case_id, on=AT.date()).party
    assert shown.phone == "138****8000"
    assert shown.id_number.startswith("350102****")


def test_rows_of_a_case_are_hidden_without_scope_and_from_neighbours(road: Road) -> None:
    from django.db import connection

    from minzhifa.access import Scope, rls

    road.until("approve_filing")
    tables = ["case", "caseparty", "caseterm", "caseofficer"]
    for scope in (Scope(), road.actor("pt_head").scope):
        with rls.acting(road.actor("gl_head"), scope=scope), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"SELECT count(*) FROM cases_{table}")  # noqa: S608 -- the test's own table names
                assert cursor.fetchone()[0] == 0, table


def test_policy_and_visibility_agree(road: Road) -> None:
    from minzhifa.access import allows, rls, visible
    from minzhifa.cases.models import Case

    done = road.lead()
    with rls.acting(road.actor("gl_head")):
        case = Case.objects.get(pk=done.case_id)
        for name in ("gl_officer1", "gl_head", "fz_head", "pt_officer1", "fz_supervisor", "fj_operator"):
            actor = road.actor(name)
            seen = visible(actor, Case.objects.filter(pk=done.case_id)).exists()
            assert seen == allows(actor, "view", case), name


def test_two_heads_at_once_one_wins_and_the_other_reads_who_and_when(committed_road: Road) -> None:
    from django.db import connections

    from minzhifa.access.errors import Refused

    road = committed_road
    proposed = road.until("propose_filing")
    for name in ("gl_head", "gl_head2"):
        road.actor(name)
    start, outcomes = threading.Barrier(2), []

    def approve(who: str) -> None:
        try:
            start.wait()
            outcomes.append(road.act(who, "approve_filing", "2026-06-09", expected_version=proposed.version).stage)
        except Refused as error:
            outcomes.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=approve, args=(who,)) for who in ("gl_head", "gl_head2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["investigating", "stale_case"]


def test_the_same_request_sent_four_times_at_once_files_one_case(committed_road: Road) -> None:
    from django.db import connections

    from minzhifa.ledger.ids import uuid7

    road, key, done, errors = committed_road, f"key-{uuid7()}", [], []
    road.officers()
    start = threading.Barrier(4)

    def send() -> None:
        try:
            start.wait()
            done.append(file(road, idempotency_key=key))
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len({d.code for d in done}) == 1
    assert sorted(d.repeated for d in done) == [False, True, True, True]


def test_numbers_stay_without_gaps_when_acts_are_refused_in_between(road: Road) -> None:
    from minzhifa.access.errors import Refused
    from minzhifa.cases.queries import case_page

    numbers = []
    for _ in range(3):
        done = road.until("approve_notice")
        with pytest.raises(Refused):
            road.act("gl_head", "approve_notice", "2026-07-01")
        page = case_page(road.actor("gl_head"), done.case_id, on=AT.date())
        numbers += [d.number for d in page.documents if d.kind == "prior_notice"]
    assert [n.split("〕")[1] for n in numbers] == ["1号", "2号", "3号"]


def test_case_codes_carry_city_field_year_and_a_check_character(road: Road) -> None:
    from minzhifa.law.identifiers_case import parse_case_code

    first, second = parse_case_code(road.lead().code), parse_case_code(road.lead().code)
    assert (first.region, first.field, first.year) == ("3501", road.remit.field_code, 2026)
    assert second.serial == first.serial + 1

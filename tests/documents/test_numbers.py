"""Numbers: gap-free under concurrency and rollback, void ones logged and never given again."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from dataclasses import dataclass

import pytest
from django.db import Error, connection, connections, transaction
from documents.samples import sample

from minzhifa.access import Actor, Denied, Grant, Role, Scope
from minzhifa.access.errors import Refused
from minzhifa.access.rls import acting
from minzhifa.documents.errors import BadNumber, DocumentIssued, DocumentVoid, IncompleteDocument, NotFound, StaleDraft
from minzhifa.documents.models import Document, VoidNumber
from minzhifa.documents.numbers import format_number, normalise
from minzhifa.documents.operations import issue, save_draft, take_number, void_document
from minzhifa.documents.queries import document_data, documents

AT = dt.datetime(2026, 4, 2, 8, tzinfo=dt.UTC)
REMIT = 41


@dataclass(frozen=True)
class Agency:
    """The agency of these tests; its numbers are its own."""

    id: int
    number_agency_id: int
    name: str = "莆田市秀屿区市场监督管理局"


def fresh_agency() -> Agency:
    """An agency id that no other test has used."""
    number = uuid.uuid4().int % 1_000_000_000
    return Agency(number, number)


def actor(*roles: Role, remit: int = REMIT) -> Actor:
    """An account with these roles over one remit."""
    remits = frozenset({remit})
    return Actor(uuid.uuid4(), "林堃", tuple(Grant(role, 1, remits) for role in roles), scope=Scope(remits=remits))


OFFICER = actor(Role.OFFICER)
HEAD = actor(Role.AGENCY_HEAD)


def issue_decision(agency: Agency, case_id: uuid.UUID, **changes: object) -> object:
    """Issue the sample decision."""
    data = {k: v for k, v in sample("penalty_decision").items() if k != "number"}
    values = {"number": "auto", "word": "闽莆秀市监罚", **changes}
    return issue(
        actor=OFFICER,
        case_id=case_id,
        remit_id=REMIT,
        agency=agency,
        kind="penalty_decision",
        data=data,
        at=AT,
        **values,
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("闽莆环罚〔2026〕6号", "闽莆环罚〔2026〕6号"),
        ("闽莆环罚[2026]06号", "闽莆环罚〔2026〕6号"),
        ("闽莆环罚【2026】第6号", "闽莆环罚〔2026〕6号"),
        ("闽莆环罚（2026）6-1号", "闽莆环罚〔2026〕6-1号"),
    ],
)
def test_a_number_is_normalised_to_hexagonal_brackets(given: str, expected: str) -> None:
    assert normalise(given) == expected


def test_a_number_needs_the_word_of_its_agency() -> None:
    assert format_number("闽莆环罚", 2026, 6) == "闽莆环罚〔2026〕6号"
    with pytest.raises(BadNumber):
        format_number("", 2026, 6)
    with pytest.raises(BadNumber):
        normalise("2023年第4期")


def test_a_number_outside_a_transaction_is_a_programming_error(committed: None) -> None:
    with pytest.raises(RuntimeError):
        take_number(agency_id=1, kind="penalty_decision", year=2026, word="闽")


def test_many_threads_with_rollbacks_leave_no_gap_and_no_double(committed: None) -> None:
    agency = fresh_agency().id
    kept: list[str] = []
    problems: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            for turn in range(12):
                try:
                    with transaction.atomic():
                        number = take_number(agency_id=agency, kind="penalty_decision", year=2026, word="闽莆环罚")
                        if (worker + turn) % 3 == 0:
                            raise InterruptedError
                    kept.append(number)
                except InterruptedError:
                    continue
        except BaseException as error:
            problems.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(kept) == 48
    assert sorted(kept, key=lambda text: int(text[9:-1].strip("〕"))) == [
        f"闽莆环罚〔2026〕{n}号" for n in range(1, 49)
    ]


@pytest.mark.django_db
def test_each_agency_kind_and_year_counts_for_itself() -> None:
    first, second = fresh_agency().id, fresh_agency().id
    take = [
        take_number(agency_id=agency, kind=kind, year=year, word="闽")
        for agency, kind, year in (
            (first, "penalty_decision", 2026),
            (first, "penalty_decision", 2026),
            (first, "prior_notice", 2026),
            (first, "penalty_decision", 2027),
            (second, "penalty_decision", 2026),
        )
    ]
    assert take == ["闽〔2026〕1号", "闽〔2026〕2号", "闽〔2026〕1号", "闽〔2027〕1号", "闽〔2026〕1号"]


@pytest.mark.django_db
def test_a_kind_without_numbers_gives_none() -> None:
    with pytest.raises(BadNumber):
        take_number(agency_id=1, kind="interview_record", year=2026, word="闽")


@pytest.mark.django_db
def test_issuing_takes_one_statement_and_the_next_number(django_assert_num_queries: object) -> None:
    agency, case = fresh_agency(), uuid.uuid4()
    with acting(OFFICER):
        with django_assert_num_queries(1):  # type: ignore[operator]
            first = issue_decision(agency, case)
        second = issue_decision(agency, case)
    assert (first.number, second.number) == ("闽莆秀市监罚〔2026〕1号", "闽莆秀市监罚〔2026〕2号")


@pytest.mark.django_db
def test_a_refused_document_consumes_no_number() -> None:
    agency, case = fresh_agency(), uuid.uuid4()
    with acting(OFFICER):
        with pytest.raises(IncompleteDocument) as refused:
            issue(
                actor=OFFICER, case_id=case, remit_id=REMIT, agency=agency, kind="penalty_decision", data={}, at=AT,
                number="auto", word="闽",
            )  # fmt: skip
        assert refused.value.article
        assert issue_decision(agency, case).number.endswith("〕1号")


@pytest.mark.django_db
def test_a_historical_number_is_kept_as_it_is_and_consumes_nothing() -> None:
    agency, case = fresh_agency(), uuid.uuid4()
    with acting(OFFICER):
        old = issue_decision(agency, case, number="闽莆环罚[2019]6号", on="2019-05", recorded=True)
        assert (old.number, old.on) == ("闽莆环罚[2019]6号", "2019-05")
        assert issue_decision(agency, case).number.endswith("〕1号")


@pytest.mark.django_db
def test_a_void_number_is_logged_and_never_given_again() -> None:
    agency, case = fresh_agency(), uuid.uuid4()
    with acting(HEAD):
        first = issue_decision(agency, case)
        with pytest.raises(Refused):
            void_document(actor=HEAD, document_id=first.id, reason=" ", at=AT)
        with pytest.raises(Denied):
            void_document(actor=OFFICER, document_id=first.id, reason="打印错误", at=AT)
        assert void_document(actor=HEAD, document_id=first.id, reason="打印错误", at=AT).status == "void"
        with pytest.raises(DocumentVoid):
            void_document(actor=HEAD, document_id=first.id, reason="打印错误", at=AT)
        assert VoidNumber.objects.get(document_id=first.id).number == first.number
        assert issue_decision(agency, case).number.endswith("〕2号")
        with pytest.raises(Error), transaction.atomic():
            VoidNumber.objects.filter(document_id=first.id).delete()


@pytest.mark.django_db
def test_a_draft_is_saved_with_gaps_and_issued_once() -> None:
    agency, case = fresh_agency(), uuid.uuid4()
    common = {
        "actor": OFFICER,
        "case_id": case,
        "remit_id": REMIT,
        "agency": agency,
        "kind": "penalty_decision",
        "at": AT,
    }
    data = {k: v for k, v in sample("penalty_decision").items() if k != "number"}
    with acting(OFFICER):
        draft = save_draft(data={}, **common)
        again = save_draft(data=data, document_id=draft.id, version=1, **common)
        with pytest.raises(StaleDraft):
            save_draft(data=data, document_id=draft.id, version=1, **common)
        issued = issue(data=data, document_id=draft.id, number="auto", word="闽", **common)
        assert (draft.version, again.version, issued.version) == (1, 2, 3)
        assert [row.status for row in documents(OFFICER, case)] == ["issued"]
        with pytest.raises(DocumentIssued):
            save_draft(data=data, document_id=draft.id, version=3, **common)
        with pytest.raises(DocumentIssued):
            issue(data=data, document_id=draft.id, number="auto", word="闽", **common)
        assert issue_decision(agency, case).number.endswith("〕2号"), "the refused second issue took no number"
        with pytest.raises(NotFound):
            save_draft(data=data, document_id=uuid.uuid4(), version=1, **common)


@pytest.mark.django_db
def test_personal_fields_are_sealed_in_the_table_and_whole_in_the_document() -> None:
    case = uuid.uuid4()
    data = sample("interview_record")
    data["person"] = "廖玥"
    with acting(OFFICER):
        row = issue(
            actor=OFFICER,
            case_id=case,
            remit_id=REMIT,
            agency=fresh_agency(),
            kind="interview_record",
            data=data,
            at=AT,
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT data::text || sealed FROM documents_document WHERE id = %s", [row.id])
            stored = cursor.fetchone()[0]
        assert data["person_id"] not in stored
        assert data["person_phone"] not in stored
        assert document_data(OFFICER, row.id)["person_id"] == data["person_id"]


@pytest.mark.django_db
def test_a_neighbour_sees_nothing_by_policy_and_nothing_behind_the_second_wall() -> None:
    case = uuid.uuid4()
    with acting(OFFICER):
        row = issue_decision(fresh_agency(), case)
    neighbour = actor(Role.OFFICER, remit=REMIT + 1)
    with acting(neighbour):
        assert documents(neighbour, case) == []
        assert not Document.objects.filter(id=row.id).exists()
        with pytest.raises(NotFound):
            document_data(neighbour, row.id)
        with pytest.raises(Denied):
            issue_decision_as(neighbour, case)


def issue_decision_as(who: Actor, case_id: uuid.UUID) -> object:
    """The sample decision issued by somebody else."""
    data = sample("penalty_decision")
    return issue(
        actor=who, case_id=case_id, remit_id=REMIT, agency=fresh_agency(), kind="penalty_decision", data=data, at=AT
    )

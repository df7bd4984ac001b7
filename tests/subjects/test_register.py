from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from minzhifa.access import Actor, Denied, Grant, Role
from minzhifa.access.errors import NotFound, Refused
from minzhifa.access.rls import acting
from minzhifa.law.identifiers_mask import mask_name
from minzhifa.ledger.models import Event
from minzhifa.ledger.queries import events
from minzhifa.ledger.types import Stream
from minzhifa.subjects.errors import BadSubject, SubjectChanged, SubjectExists
from minzhifa.subjects.models import Subject, SubjectName
from minzhifa.subjects.operations import open_private, register_subject, update_subject
from minzhifa.subjects.queries import by_uscc, open_party_value, party_snapshot, search, subject

COMPANY = {"kind": "legal_person", "name": "福州嘉禾食品有限公司", "uscc": "91350102MA00000T4Q"}
HOME = "福建省福州市鼓楼区杨桥中路201号"
PERSON = {"kind": "natural_person", "name": "陈某某", "id_number": "350102199003071234", "phone": "13800001234"}


def test_a_company_is_registered_and_written_to_the_ledger(db: None, officer: Actor, at: datetime) -> None:
    done = register_subject(actor=officer, at=at, **COMPANY, address="鼓楼区东街1号")
    assert done.created
    assert by_uscc(officer, " 91350102ma00000t4q ") == done.id
    rows = events(Stream("subject", done.id))
    assert [(r.type, r.payload["uscc"]) for r in rows] == [("subject_registered", "91350102MA00000T4Q")]


def test_the_same_code_and_name_give_the_subject_that_is_there(db: None, officer: Actor, at: datetime) -> None:
    first = register_subject(actor=officer, at=at, **COMPANY)
    again = register_subject(actor=officer, at=at, **COMPANY)
    assert (again.id, again.created) == (first.id, False)


def test_the_same_code_under_another_name_is_refused_and_names_the_owner(
    db: None, officer: Actor, at: datetime
) -> None:
    first = register_subject(actor=officer, at=at, **COMPANY)
    with pytest.raises(SubjectExists, match="福州嘉禾食品有限公司") as refusal:
        register_subject(actor=officer, at=at, **{**COMPANY, "name": "厦门别家贸易有限公司"})
    assert refusal.value.existing == first.id
    assert refusal.value.fields == ("uscc",)


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({**COMPANY, "uscc": "91350102MA00000T4R"}, "uscc", "校验码不正确"),
        ({**COMPANY, "uscc": "9135"}, "uscc", "应为 18 位"),
        ({**PERSON, "id_number": "350102199003071235"}, "id_number", "校验码不正确"),
        ({**PERSON, "id_number": "350102199002301234"}, "id_number", "出生日期不存在"),
        ({**COMPANY, "name": "  "}, "name", "请填写名称"),
        ({**COMPANY, "kind": "company"}, "kind", "请选择"),
        ({**PERSON, "uscc": "91350102MA00000T4Q"}, "uscc", "没有统一社会信用代码"),
        ({**COMPANY, "id_number": "350102199003071234"}, "id_number", "只有自然人"),
        ({**COMPANY, "region_code": "3501"}, "region_code", "行政区划代码"),
        ({**COMPANY, "phone": "打不通"}, "phone", "联系电话"),
    ],
)
def test_a_wrong_fact_is_refused_with_its_field(  # noqa: PLR0917 - fixtures and cases
    db: None, officer: Actor, at: datetime, facts: dict[str, str], field: str, sentence: str
) -> None:
    with pytest.raises(BadSubject, match=sentence) as refusal:
        register_subject(actor=officer, at=at, **facts)
    assert refusal.value.fields == (field,)
    assert not Subject.objects.exists()


def test_an_old_documents_wrong_code_is_kept_as_written_but_is_no_code(db: None, officer: Actor, at: datetime) -> None:
    facts = {**COMPANY, "uscc": "91350102MA00000T4R"}
    done = register_subject(actor=officer, at=at, historical=True, **facts)
    row = Subject.objects.get(pk=done.id)
    assert (row.uscc, row.stated_code) == (None, "91350102MA00000T4R")


def test_number_telephone_and_home_are_never_stored_in_the_clear(db: None, officer: Actor, at: datetime) -> None:
    done = register_subject(actor=officer, at=at, **PERSON, address=HOME)
    with connection.cursor() as cursor:
        cursor.execute("SELECT s::text FROM subjects_subject s WHERE id = %s", [done.id])
        stored = cursor.fetchone()[0]
    written = str(events(Stream("subject", done.id)))
    for text in (stored, written):
        assert "350102199003071234" not in text
        assert "13800001234" not in text
        assert "杨桥中路" not in text
    assert search(officer, PERSON["name"]).rows[0].address == "福建省福州市鼓楼区***"
    assert subject(officer, done.id).address == "福建省福州市鼓楼区***"


def test_a_look_at_what_is_masked_needs_a_role_and_a_reason_and_is_on_record(
    db: None, officer: Actor, at: datetime
) -> None:
    done = register_subject(actor=officer, at=at, **PERSON, address=HOME)
    look = {"subject_id": done.id, "at": at}
    with pytest.raises(Refused, match="理由"):
        open_private(actor=officer, what="phone", reason=" ", **look)
    archivist = replace(officer, grants=(Grant(Role.ARCHIVIST, 1, frozenset({1})),))
    with pytest.raises(Denied):
        open_private(actor=archivist, what="phone", reason="看看", **look)
    with pytest.raises(NotFound):
        open_private(actor=officer, what="search_text", reason="看看", **look)
    seen = [
        open_private(actor=officer, what=w, reason="制作、送达文书", **look) for w in ("id_number", "phone", "address")
    ]
    assert seen == ["350102199003071234", "13800001234", HOME]
    with acting(officer):
        record = [row for row in events(Stream("subject", done.id)) if row.type == "private_opened"]
    assert [(row.payload["what"], row.reason) for row in record] == [
        (what, "制作、送达文书") for what in ("id_number", "phone", "address")
    ]
    labels = {row.label for row in Event.objects.filter(stream_id=done.id)}
    assert labels == {mask_name(PERSON["name"])}


def test_the_address_of_an_enterprise_is_public_and_a_home_becomes_one_only_for_people(
    db: None, officer: Actor, at: datetime
) -> None:
    done = register_subject(actor=officer, at=at, **COMPANY, address="福建省福州市鼓楼区东街1号")
    assert subject(officer, done.id).address == "福建省福州市鼓楼区东街1号"
    assert not subject(officer, done.id).at_home
    person = register_subject(actor=officer, at=at, **PERSON, address=HOME)
    update_subject(actor=officer, at=at, subject_id=person.id, version=1, changes={"address": "晋江市陈埭镇湖中村1号"})
    assert subject(officer, person.id).address == "晋江市***"
    assert party_snapshot(officer, person.id)["address"] == "晋江市陈埭镇湖中村1号"


def test_a_party_is_a_masked_snapshot_with_sealed_values(db: None, officer: Actor, at: datetime) -> None:
    done = register_subject(actor=officer, at=at, **PERSON, address="鼓楼区")
    party = party_snapshot(officer, done.id)
    assert party["id_number"] == "350102********1234"
    assert party["phone"] == "138****1234"
    assert "350102199003071234" not in str(party)
    assert open_party_value(party["id_sealed"]) == "350102199003071234"
    assert open_party_value(party["phone_sealed"]) == "13800001234"
    update_subject(actor=officer, at=at, subject_id=done.id, version=1, changes={"address": "仓山区"})
    assert party["address"] == "鼓楼区"


def test_a_change_of_name_keeps_the_old_one(db: None, officer: Actor, at: datetime) -> None:
    done = register_subject(actor=officer, at=at, **COMPANY)
    changed = update_subject(
        actor=officer, at=at, subject_id=done.id, version=1, changes={"name": "福州嘉禾控股有限公司"}, reason="更名"
    )
    card = subject(officer, done.id)
    assert changed.version == card.version == 2
    assert [n[0] for n in card.names] == ["福州嘉禾控股有限公司", "福州嘉禾食品有限公司"]
    assert card.names[1][2] == card.names[0][1] == at.date()
    assert [r.type for r in events(Stream("subject", done.id))] == ["subject_registered", "subject_updated"]


def test_who_read_an_older_version_is_told_so(db: None, officer: Actor, at: datetime) -> None:
    done = register_subject(actor=officer, at=at, **COMPANY)
    update_subject(actor=officer, at=at, subject_id=done.id, version=1, changes={"address": "东街1号"})
    with pytest.raises(SubjectChanged):
        update_subject(actor=officer, at=at, subject_id=done.id, version=1, changes={"address": "东街2号"})


def test_a_code_cannot_be_taken_over_from_another_subject(db: None, officer: Actor, at: datetime) -> None:
    first = register_subject(actor=officer, at=at, **COMPANY)
    other = register_subject(actor=officer, at=at, kind="legal_person", name="泉州天佑机械有限公司")
    with pytest.raises(SubjectExists) as refusal:
        update_subject(actor=officer, at=at, subject_id=other.id, version=1, changes={"uscc": COMPANY["uscc"]})
    assert refusal.value.existing == first.id


def test_a_change_that_changes_nothing_is_no_act(db: None, officer: Actor, at: datetime) -> None:
    done = register_subject(actor=officer, at=at, **COMPANY)
    same = update_subject(actor=officer, at=at, subject_id=done.id, version=1, changes={"name": COMPANY["name"]})
    assert same.version == 1
    assert len(events(Stream("subject", done.id))) == 1


def test_an_unknown_field_is_refused(db: None, officer: Actor, at: datetime) -> None:
    done = register_subject(actor=officer, at=at, **COMPANY)
    with pytest.raises(BadSubject) as refusal:
        update_subject(actor=officer, at=at, subject_id=done.id, version=1, changes={"verified": "1"})
    assert refusal.value.fields == ("verified",)


def test_an_operator_of_the_platform_may_not_register(db: None, operator: Actor, at: datetime) -> None:
    with pytest.raises(Denied):
        register_subject(actor=operator, at=at, **COMPANY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "company"},
        {"kind": "natural_person", "uscc": "91350102MA00000T4Q"},
        {"uscc": "91350102MA00000T4I"},
        {"name": ""},
        {"stated_code": "123"},
        {"id_index": "0" * 64},
    ],
)
def test_the_database_itself_refuses_a_contradictory_row(db: None, at: datetime, wrong: dict[str, str]) -> None:
    facts = {"kind": "legal_person", "name": "某公司", "search_text": "x", "created_at": at, "updated_at": at} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Subject.objects.create(**facts)


def test_one_subject_has_one_present_name(db: None, officer: Actor, at: datetime) -> None:
    done = register_subject(actor=officer, at=at, **COMPANY)
    with pytest.raises(IntegrityError), transaction.atomic():
        SubjectName.objects.create(subject_id=done.id, name="第二个现名")

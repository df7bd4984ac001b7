"""Names and codes with characters that nobody sees are refused; in long texts they stay, and are not printed."""

from __future__ import annotations

import pytest
from cases_road import Road, party
from old_records import BASE, page_of, replay

from minzhifa.cases.errors import BadFacts
from minzhifa.subjects.checks import Facts, checked_facts
from minzhifa.subjects.errors import BadSubject


@pytest.mark.parametrize("field", ["name", "legal_representative"])
def test_a_hidden_character_in_a_name_is_refused_with_its_field(road: Road, field: str) -> None:
    road.until("register_lead")
    odd = {**party(), field: "云\u202e堃"}
    filing = {"cause": "某案", "party": odd, "officers": road.officers(), "violated": ["某法第一条"]}
    with pytest.raises(BadFacts, match="看不见的字符") as refused:
        road.act("gl_officer1", "propose_filing", "2026-06-10", filing)
    assert refused.value.fields == (f"party.{field}",)


@pytest.mark.parametrize("field", ["name", "address", "legal_representative"])
def test_a_subject_is_not_registered_under_a_name_that_hides_something(field: str) -> None:
    facts = {"name": "某厂", field: "某\u200b厂"}
    with pytest.raises(BadSubject, match="U\\+200B"):
        checked_facts(Facts(kind="legal_person", **facts))


def test_an_old_record_enters_without_them_and_is_kept_as_it_came(province: None, db: None) -> None:
    record = {**BASE, "id": "HID", "party": {"type": "企业", "name": "某\u200b厂\ufeff"}}
    answer = replay(record).to_json()
    assert answer["ok"]
    page = page_of(answer["case_code"])
    assert page.record == record
    assert page.state.facts["party"]["name"] == "某厂"

"""A published list over the engine: what the platform reads itself, on the right day, for this agency and this act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from cases_road import AT, FIELD, Road, party
from test_roads_of_their_own import DAY, lead, page, sparing

from minzhifa.cases.errors import LawRefused
from minzhifa.cases.queries import sparing_choices
from minzhifa.catalog.models import SparingList, SparingListVersion
from minzhifa.catalog.publishing import open_publishing

ENTRY = {
    "key": "3", "violation": "经营超过保质期的食品", "matters": [], "harm": "", "corrected": "", "amount_of": "",
    "provisions": ["《食品安全法》第三十四条第（十）项"], "conditions": "及时下架", "amount_most": "",
}  # fmt: skip
MINOR = "处罚法第三十三条第一款"
Publish = Callable[..., str]


@pytest.fixture
def publish(province: None, db: None) -> Iterator[Publish]:
    """Publishes a list of one entry; the reference of the entry."""

    def made(
        code: str = "SJ-1", *, since: date = date(2026, 1, 1), until: date | None = None, kind: str = "first",
        field: str = "01", owner: int | None = None, months: int | None = 24, **entry: Any,
    ) -> str:  # fmt: skip
        open_publishing(frozenset({"province"} | ({f"remit:{owner}"} if owner else set())))
        one = SparingList.objects.create(code=code, kind=kind, field=FIELD, field_code=field, owner_remit_id=owner)
        SparingListVersion.objects.create(
            listing=one, number=1, state="approved", shipped=True, effective_from=since, effective_to=until,
            title="某首违不罚清单", organ="某局", months=months,
            entries=[{**ENTRY, **entry}], mark="page", source="某文",
        )  # fmt: skip
        return f"{code}/3"

    yield made


def propose(road: Road, entry: str, **claimed: Any) -> Any:
    lead(road, "no_penalty")
    facts = sparing(road, "first")
    facts["no_penalty"]["entry"] = entry
    return road.act("gl_officer1", "propose_no_penalty", DAY, {**facts, **claimed})


def test_the_list_is_kept_with_the_case_and_cited_in_the_decision(road: Road, publish: Publish) -> None:
    from minzhifa.documents.queries import document_data

    propose(road, publish())
    road.act("gl_head", "approve_no_penalty", "2026-06-09")
    seen = page(road)
    listed = seen.state.facts["listed"]
    assert (listed["title"], listed["key"], listed["by"], listed["version"]) == ("某首违不罚清单", "3", "decision", 1)
    paper = next(d for d in seen.documents if d.kind == "no_penalty_decision")
    said = document_data(road.actor("gl_officer1"), paper.id)["ground"]
    assert "第三十三条第一款" in said
    assert "某局《某首违不罚清单》第3项“经营超过保质期的食品”" in said


def test_what_somebody_claims_of_a_list_is_not_taken(road: Road, publish: Publish) -> None:
    publish()
    claimed = {"ref": "SJ-1/9", "found": True, "in_force": True, "ours": True, "fits": True, "kind": "first"}
    with pytest.raises(LawRefused) as refused:
        propose(road, "SJ-1/9", listed=claimed)
    assert (refused.value.code, refused.value.article) == ("no_such_entry", MINOR)
    with pytest.raises(LawRefused) as refused:
        propose(Road(), "SJ-7/3", listed={**claimed, "ref": "SJ-7/3"})
    assert refused.value.code == "no_such_entry"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"since": date(2026, 6, 9)}, "list_not_in_force"),
        ({"until": date(2026, 6, 8)}, "list_not_in_force"),
        ({"kind": "minor"}, "list_of_other_kind"),
        ({"field": "03"}, "list_of_others"),
        ({"provisions": ["《食品安全法》第五十四条"]}, "entry_of_other_matter"),
        ({"amount_of": "货值金额", "amount_most": "100.00"}, "entry_condition"),
    ],
)
def test_a_list_that_does_not_carry_the_case_is_refused_and_nothing_happens(
    road: Road, publish: Publish, change: dict[str, Any], code: str
) -> None:
    entry = publish(**change)
    with pytest.raises(LawRefused) as refused:
        propose(road, entry)
    assert (refused.value.code, refused.value.article) == (code, MINOR)
    assert page(road).case.stage == "checking"


def test_a_list_that_ended_between_act_and_decision_still_spares_as_the_more_lenient_one(
    road: Road, publish: Publish
) -> None:
    propose(road, publish(until=date(2026, 6, 9)))
    road.act("gl_head", "approve_no_penalty", "2026-06-10")
    assert page(road).state.facts["listed"]["by"] == "act"


def test_an_agencys_own_list_binds_it_and_those_below_it(road: Road, publish: Publish) -> None:
    from minzhifa.org.models import Agency
    from minzhifa.org.queries import remit

    city, other = (remit(Agency.objects.get(slug=slug).pk, FIELD).id for slug in ("market-350100", "market-350300"))
    publish("FZ-1", owner=city)
    publish("PT-1", owner=other)
    asked = sparing_choices(road.agency_id, "01", {"occurred_on": DAY}, AT.date())
    assert [one.ref for one in asked if one.card.organ == "某局"] == ["FZ-1/3"]
    with pytest.raises(LawRefused) as refused:
        propose(road, "PT-1/3")
    assert refused.value.code == "list_of_others"
    below = Road()
    propose(below, "FZ-1/3")
    assert page(below).state.facts["listed"]["ours"] is True


def test_a_penalty_within_the_lists_period_makes_it_no_first_offence(road: Road, publish: Publish) -> None:
    road.until("approve_decision")
    entry = publish(months=24)
    with pytest.raises(LawRefused) as refused:
        propose(Road(), entry)
    assert (refused.value.code, refused.value.article) == ("not_first_offence", MINOR)


def test_the_ordinary_procedure_asks_the_list_again_on_the_day_of_the_decision(road: Road, publish: Publish) -> None:
    entry = publish()
    road.until("set_elements")
    stated = {"ground": "first", "corrected": True, "harm": "slight", "entry": entry, "facts": "当日下架"}
    concluded = {
        "officers": road.officers(), "opinion": {"outcome": "no_penalty", "reasons": "初次违法，及时改正"},
        "no_penalty": stated, "discretion": {"grade": "不予处罚", "reasons": "初次违法，及时改正"},
        "significance": dict.fromkeys(("major_public_interest", "complex", "statutory", "major_violation"), False),
    }  # fmt: skip
    road.act("gl_officer1", "conclude_investigation", "2026-06-24", concluded)
    assert page(road).state.facts["listed"]["cited"].startswith("某局")
    for step in ("submit_review", "complete_review"):
        road.steps()[step]()
    open_publishing(frozenset({"province"}))
    SparingListVersion.objects.update(effective_from=date(2026, 6, 20), effective_to=date(2026, 6, 25))
    with pytest.raises(LawRefused) as refused:
        road.act("gl_officer1", "propose_decision", "2026-06-30", {"decision": {"reasons": "不予处罚"}})
    assert refused.value.code == "list_not_in_force"


def test_an_interview_and_a_warning_have_papers_of_their_own(road: Road, publish: Publish) -> None:
    lead(road, "no_penalty")
    road.act("gl_officer1", "propose_no_penalty", DAY, {**sparing(road, "first"), "party": party()})
    for way in ("interview", "warning", "persuasion"):
        taught = {"education": [{"way": way, "person": "林某", "text": f"{way}：讲明规定"}]}
        road.act("gl_officer1", "record_education", DAY, taught)
    kinds = [d.kind for d in page(road).documents if d.kind in {"talk_record", "guidance_letter", "education_record"}]
    assert kinds == ["talk_record", "guidance_letter", "education_record"]


def test_a_penalty_that_was_revoked_does_not_count_against_a_first_offence(road: Road, publish: Publish) -> None:
    from minzhifa.cases.models import Case

    road.until("approve_decision")
    held = Case.objects.get(pk=road.case_id)
    decision = {**held.state["facts"]["decision"], "status": "revoked", "penalties": []}
    facts = {**held.state["facts"], "decision": decision}
    Case.objects.filter(pk=held.pk).update(state={**held.state, "facts": facts})
    second = Road()
    propose(second, publish(months=None))
    assert page(second).state.facts["history"] == {"checked": True, "penalties": []}

"""The rulebook: lookup by domain and day, marks, thresholds, and the tables themselves."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from minzhifa.law.errors import BadInput
from minzhifa.law.holidays import Calendar
from minzhifa.law.rulebook import NoRule, NoRuleVersion, Rules, TermRule, compute
from minzhifa.law.rulebook_parse import build, parse_terms, parse_values
from minzhifa.law.terms import Period, Unit
from minzhifa.rules import shipped

ON = date(2024, 9, 27)
FULL_DOMAINS = ("market", "housing", "agriculture", "transport", "ecology")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return shipped()


# The columns of the departments: term → market, housing, transport, agriculture, ecology
COLUMNS = {
    "filing_check": ("15wd", "15wd", None, "7wd", "15d"),
    "preservation": ("7wd", "7wd", "7wd", "7wd", "7wd"),
    "statement": ("5wd", "5wd", "5wd", "3wd", "5wd"),
    "hearing_request": ("5wd", "5wd", "5wd", "5wd", "5wd"),
    "hearing_notice": ("7wd", "7wd", "7wd", "7wd", "7wd"),
    "decision": ("90d", "90d", "90d", "90d", "90d"),
    "decision_service": ("7wd", "7wd", "7wd", "7wd", "7wd"),
    "simple_filing": ("7wd", "3wd", "5wd", "2wd", "3wd"),
    "closing": ("15wd", "15wd", None, None, None),
    "public_notice": ("30d", "30d", "60d", "60d", "30d"),
    "disclosure_withdrawal": ("3wd", "3wd", "3wd", "3wd", "3wd"),
    "review": ("10wd", "10wd", None, "5wd", None),
    "assistance": ("15wd", None, None, None, None),
    "jurisdiction_negotiation": ("7wd", "7wd", None, "7wd", None),
    "demand_notice": ("10wd", "10wd", "10wd", "10wd", "10wd"),
    "court_application": ("3m", "3m", "3m", "3m", "3m"),
    "payment": ("15d", "15d", "15d", "15d", "15d"),
    "seizure": ("30d", "30d", "30d", "30d", "30d"),
}


@pytest.mark.parametrize("term", COLUMNS)
def test_every_department_has_its_own_number(rules: Rules, term: str) -> None:
    domains = ("market", "housing", "transport", "agriculture", "ecology")
    found = [rules.find_term(term, domain, ON) for domain in domains]
    assert tuple(rule.period.code if rule else None for rule in found) == COLUMNS[term]


@pytest.mark.parametrize(
    ("domain", "extensions"),
    [
        ("market", [("30d", "agency_head"), (None, "panel")]),
        ("housing", [("30d", "agency_head"), ("60d", "panel")]),
        ("transport", [("30d", "agency_head")]),
        ("agriculture", [("30d", "agency_head"), (None, "superior_agency")]),
        ("ecology", [("30d", "agency_head"), ("30d", "panel")]),
        ("general", []),
    ],
)
def test_the_ninety_days_are_extended_as_each_department_says(
    rules: Rules, domain: str, extensions: list[tuple[str | None, str]]
) -> None:
    rule = rules.term("decision", domain, ON)
    assert [(e.period.code if e.period else None, e.approver) for e in rule.extendable] == extensions


def test_a_department_without_own_rule_falls_back_to_the_general_one(rules: Rules) -> None:
    rule = rules.term("litigation", "market", ON)
    assert (rule.domain, rule.mark, rule.period) == ("general", "V", Period(6, Unit.MONTH))


def test_a_department_whose_rules_are_not_loaded_borrows_with_a_mark(rules: Rules) -> None:
    rule = rules.term("decision", "emergency", ON)
    assert rule.mark == "M"
    assert "《安全生产违法行为行政处罚办法》尚未载入" in rule.note
    assert not rules.value("hearing_fine_threshold", "emergency", ON, party_kind="legal_person").verified


def test_urban_management_follows_housing_with_a_mark(rules: Rules) -> None:
    rule = rules.term("simple_filing", "urban", ON)
    assert (rule.period.code, rule.mark) == ("3wd", "M")
    assert "参照" in rule.note


def test_a_marked_rule_says_so_in_its_explanation(rules: Rules) -> None:
    computed = compute(rules.term("decision", "ecology", ON), ON, rules.calendar)
    assert computed.mark == "M"
    assert "待核" in computed.explanation


def test_an_act_before_the_new_penalty_act_has_no_version_where_none_is_loaded(rules: Rules) -> None:
    for term, domain in (("decision", "general"), ("hearing_request", "market"), ("filing_check", "market")):
        with pytest.raises(NoRuleVersion, match="没有该日期适用的规则版本"):
            rules.term(term, domain, date(2021, 7, 14))
    with pytest.raises(NoRuleVersion, match="没有该日期适用的规则版本"):
        rules.value("hearing_fine_threshold", "market", date(2021, 7, 14), party_kind="legal_person")


def test_what_is_certain_of_the_older_act_is_loaded(rules: Rules) -> None:
    before = date(2015, 3, 1)
    assert rules.term("payment", "general", before).period.code == "15d"
    assert rules.value("simple_fine_limit", "general", before, party_kind="natural_person").amount == 50


def test_a_ministry_rule_begins_on_its_own_day(rules: Rules) -> None:
    assert rules.term("decision", "housing", date(2022, 4, 30)).domain == "general"
    assert rules.term("decision", "housing", date(2022, 5, 1)).domain == "housing"


def test_public_notice_was_sixty_days_before(rules: Rules) -> None:
    assert rules.term("public_notice", "general", date(2021, 12, 31)).period.code == "60d"
    assert rules.term("public_notice", "general", date(2022, 1, 1)).period.code == "30d"


def test_the_ecology_code_changes_the_source_of_limitation(rules: Rules) -> None:
    assert rules.term("limitation_long", "ecology", date(2026, 8, 14)).domain == "general"
    assert "《生态环境法典》第一千零五十四条" in rules.term("limitation_long", "ecology", date(2026, 8, 15)).source


@pytest.mark.parametrize("domain", ["", "marketing", "GENERAL"])
def test_an_unknown_domain_is_refused(rules: Rules, domain: str) -> None:
    with pytest.raises(NoRule, match="没有名为"):
        rules.term("decision", domain, ON)


def test_an_unknown_term_or_key_is_refused(rules: Rules) -> None:
    with pytest.raises(LookupError, match="规则库中没有期限"):
        rules.term("coffee_break", "market", ON)
    with pytest.raises(LookupError, match="规则库中没有"):
        rules.value("coffee_price", "market", ON)
    assert rules.find_term("coffee_break", "market", ON) is None


# domain, party kind, amount, must a hearing be told
HEARINGS = [
    ("market", "legal_person", "100000.00", True),
    ("market", "legal_person", "99999.99", False),
    ("market", "natural_person", "10000.00", True),
    ("market", "sole_trader", "10000.00", True),
    ("agriculture", "legal_person", "100000.00", False),
    ("agriculture", "legal_person", "100000.01", True),
    ("ecology", "natural_person", "5000.00", True),
    ("ecology", "legal_person", "199999.99", False),
    ("housing", "legal_person", "100000.00", True),
    ("public_security", "natural_person", "4000.00", True),
]


@pytest.mark.parametrize(("domain", "party", "amount", "told"), HEARINGS)
def test_a_hearing_is_told_from_the_threshold_on(
    rules: Rules, domain: str, party: str, amount: str, told: bool
) -> None:
    ruling = rules.value("hearing_fine_threshold", domain, date(2026, 3, 1), "350102", party)
    assert ruling.reached(Decimal(amount)) is told


def test_a_fine_and_a_confiscation_are_judged_separately(rules: Rules) -> None:
    fine = rules.value("hearing_fine_threshold", "market", ON, party_kind="legal_person")
    confiscation = rules.value("hearing_confiscation_threshold", "market", ON, party_kind="legal_person")
    assert rules.value("hearing_sum_with_confiscation", "market", ON).value is False
    assert not fine.reached(Decimal(60_000))
    assert not confiscation.reached(Decimal(50_000))


def test_a_threshold_by_party_kind_asks_for_the_kind(rules: Rules) -> None:
    with pytest.raises(NoRule, match="须先写明当事人类别"):
        rules.value("hearing_fine_threshold", "market", ON)


def test_the_threshold_of_fujian_housing_holds_in_fujian_and_is_unverified(rules: Rules) -> None:
    inside = rules.value("hearing_fine_threshold", "housing", date(2023, 1, 1), "350200", "legal_person")
    outside = rules.value("hearing_fine_threshold", "housing", date(2023, 1, 1), "110000", "legal_person")
    assert "2021年11月16日" in inside.source and "2021年11月16日" not in outside.source
    assert (inside.mark, outside.mark) == ("M", "M")


@pytest.mark.parametrize(
    ("party", "amount", "simple"),
    [
        ("natural_person", "200.00", True),
        ("natural_person", "200.01", False),
        ("sole_trader", "3000.00", False),
        ("legal_person", "3000.00", True),
        ("legal_person", "3000.01", False),
    ],
)
def test_the_simple_procedure_ends_at_its_limit(rules: Rules, party: str, amount: str, simple: bool) -> None:
    ruling = rules.value("simple_fine_limit", "general", ON, party_kind=party)
    assert ruling.operator == "<="
    assert (Decimal(amount) <= ruling.amount) is simple


def test_review_and_panel_follow_the_department(rules: Rules) -> None:
    assert rules.value("case_review", "market", ON).value is True
    assert rules.value("case_review", "housing", ON).value is False
    assert rules.value("legal_review_place_after_hearing", "market", ON).value == "after_hearing"
    assert rules.value("panel_triggers", "market", ON).value == ("legal_review_case",)
    assert rules.value("minimum_officers", "transport", ON).value == 2


def test_the_surcharge_had_no_cap_before_the_coercion_act(rules: Rules) -> None:
    assert rules.surcharge_terms(date(2011, 12, 31)) == (Decimal("0.03"), None)
    assert rules.surcharge_terms(date(2012, 1, 1)) == (Decimal("0.03"), Decimal(1))


def every_rule() -> list[TermRule]:
    return [rule for versions in shipped().terms.values() for rule in versions]


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: f"{rule.domain}-{rule.id}-{rule.valid_from}")
def test_every_rule_is_complete_and_computes(rule: TermRule) -> None:
    assert rule.title
    assert "《" in rule.source or "〔" in rule.source
    assert rule.mark in ("V", "M")
    if rule.unit is not Unit.HOUR:
        start = date(2020, 3, 2)
        due = compute(rule, start, shipped().calendar).due
        assert (due < start) if rule.direction == "backward" else (due > start)
    if rule.unit is Unit.DAY and rule.mark == "V" and not rule.roll:
        exempt = {"decision", "surcharge_enforcement", "court_ruling_doubtful", "reconsideration_decision"}
        never_rolls = {"seizure", "freeze", "public_notice", "disclosure_minimum", "transfer_decision"}
        transfers = {"transfer_objection", "transfer_handover", "supervision_suggestion"}
        assert rule.id in exempt | never_rolls | transfers | {"police_review", "police_reconsideration"}


@pytest.mark.parametrize("domain", FULL_DOMAINS)
def test_every_value_answers_in_every_department(rules: Rules, domain: str) -> None:
    for key in rules.value_titles:
        assert rules.value(key, domain, ON, "350102", "legal_person").source


def _table(**row: object) -> dict[str, object]:
    term = {"id": "t", "title": "题", "period": "5wd", "start": "s", "source": "第一条", **row}
    return {"domain": "general", "statute": "《甲法》", "from": ON, "mark": "V", "term": [term]}


@pytest.mark.parametrize("row", [{"period": "5x"}, {"mark": "?"}, {"colour": "red"}])
def test_a_wrong_table_is_refused_when_it_is_loaded(row: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        parse_terms(_table(**row))


def test_two_versions_in_force_on_one_day_are_refused() -> None:
    until = ON + timedelta(10)
    first = parse_terms(_table(to=until))
    assert build(Calendar(), [*first, *parse_terms(_table(**{"from": until}))], ([], {}), {}).terms
    with pytest.raises(BadInput, match="两个版本同时生效"):
        build(Calendar(), [*first, *parse_terms(_table(**{"from": until - timedelta(1)}))], ([], {}), {})


def test_a_value_of_the_wrong_type_is_refused() -> None:
    row = {"key": "k", "value": "yes", "source": "《甲法》", "mark": "V", "from": ON}
    with pytest.raises(BadInput, match="不是 bool"):
        parse_values({"keys": {"k": {"type": "bool", "title": "开关"}}, "value": [row]})


@pytest.mark.parametrize(
    ("term", "domain", "before", "since"),
    [
        ("filing_check", "market", date(2022, 10, 31), date(2022, 11, 1)),  # the text read is that of the 2022 revision
        ("litigation", "general", date(2017, 6, 30), date(2017, 7, 1)),
        ("transfer", "general", date(2020, 8, 6), date(2020, 8, 7)),
        ("reconsideration", "general", date(2023, 12, 31), date(2024, 1, 1)),
    ],
)
def test_a_rule_is_verified_only_from_the_day_the_text_that_was_read_came_into_force(
    rules: Rules, term: str, domain: str, before: date, since: date
) -> None:
    assert rules.term(term, domain, before).mark == "M"
    assert rules.term(term, domain, since).mark == "V"
    assert rules.term(term, domain, before).period == rules.term(term, domain, since).period


def test_a_hearing_term_of_the_market_is_verified_from_the_revision_of_2021(rules: Rules) -> None:
    assert rules.term("hearing_host", "market", date(2021, 7, 15)).mark == "V"

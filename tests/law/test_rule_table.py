"""The table stage × department as published, cell by cell, and which rule holds where two say different things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from minzhifa.law.errors import AmbiguousRule, NoRule, NotLoaded
from minzhifa.law.precedence import Conflict
from minzhifa.law.rulebook import Rules, TermRule, compute
from minzhifa.rules import shipped

ON = date(2026, 3, 1)
LAW = "(law)"  # the department has nothing of its own: the general Act applies
NONE = "–"  # nobody fixes a number

# stage → department → "length mark" of its own rule, with permitted extensions after "+" (a: by its head, p: collective
# discussion, s: by the superior agency; without a number: as the decision says)
TABLE: dict[str, dict[str, str]] = {
    "filing_check": {
        "market": "15wd V +15wd/a", "housing": "15wd V +10wd/a", "transport": NONE, "agriculture": "7wd V +7wd/a",
        "ecology": "15d M +15d/a", "medical_insurance": "15wd M +15wd/a", "health": "7d M", "emergency": NONE,
    },
    "filing_urgent": {"market": NONE, "housing": NONE, "transport": NONE, "agriculture": NONE, "ecology": "7wd M"},
    "jurisdiction_negotiation": {
        "market": "7wd V", "housing": "7wd V", "transport": NONE, "agriculture": "7wd V", "ecology": NONE,
    },
    "jurisdiction_designation": {
        "market": "7wd V", "housing": "7wd V", "transport": NONE, "agriculture": "7wd V", "ecology": NONE,
    },
    "preservation": {
        "market": "7wd V", "housing": "7wd V", "transport": "7wd V", "agriculture": "7wd V", "ecology": "7wd M",
    },
    "seizure": {
        "market": "30d V +30d/a", "housing": LAW, "transport": "30d V +30d/a", "agriculture": LAW, "ecology": LAW,
    },
    "assistance": {"market": "15wd V", "housing": NONE, "transport": NONE, "agriculture": NONE, "ecology": NONE},
    "review": {
        "market": "10wd V +/a", "housing": "10wd V", "transport": NONE, "agriculture": "5wd V +15d/a",
        "ecology": NONE, "medical_insurance": "10wd M +10wd/a", "emergency": NONE,
    },
    "statement": {
        "market": "5wd V", "housing": "5wd V", "transport": LAW, "agriculture": "3wd V", "ecology": "5wd M",
        "customs": "5wd M",
    },
    "hearing_request": {
        "market": "5wd V", "housing": "5wd V", "transport": "5wd V", "agriculture": "5wd V", "ecology": "5wd M",
        "customs": "5wd M",
    },
    "hearing_notice": {
        "market": "7wd V", "housing": "7wd V", "transport": "7wd V", "agriculture": "7wd V", "ecology": "7wd M",
    },
    "hearing_evidence": {
        "market": NONE, "housing": NONE, "transport": NONE, "agriculture": "3wd V", "ecology": NONE,
    },
    "decision": {
        "market": "90d V +30d/a +/p", "housing": "90d V +30d/a +60d/p", "transport": "90d V +30d/a",
        "agriculture": "90d V +30d/a +/s", "ecology": "90d M +30d/a +30d/p",
        "medical_insurance": "90d M +30d/a +60d/p", "customs": "6m M +6m/a", "health": "3m M",
        "natural_resources": "90d M", "water": "90d M", "public_security": "30d V +30d/s +30d/s", "emergency": LAW,
    },
    "decision_service": {
        "market": "7wd V", "housing": LAW, "transport": LAW, "agriculture": "7wd V", "ecology": "7wd M",
    },
    "simple_filing": {
        "market": "7wd V", "housing": "3wd V", "transport": "5wd V", "agriculture": "2wd V", "ecology": "3wd M",
        "public_security": "24h V",
    },
    "closing": {
        "market": "15wd V", "housing": "15wd V", "transport": NONE, "agriculture": NONE, "ecology": NONE,
        "emergency": NONE,
    },
    "public_notice": {
        "market": "30d V", "housing": LAW, "transport": "60d V", "agriculture": "60d V", "ecology": "30d M",
        "health": "60d M",
    },
    "disclosure_withdrawal": {
        "market": "3wd V", "housing": "3wd V", "transport": "3wd V", "agriculture": LAW, "ecology": "3wd M",
    },
    "demand_notice": {
        "market": "10wd V", "housing": LAW, "transport": "10wd V", "agriculture": LAW, "ecology": LAW,
    },
    "court_application": {
        "market": "3m V", "housing": LAW, "transport": "3m V", "agriculture": LAW, "ecology": LAW,
    },
    "limitation": {
        "market": LAW, "housing": LAW, "transport": LAW, "agriculture": "2y V", "ecology": LAW,
        "public_security": "6m V",
    },
}  # fmt: skip
CELLS = [(term, domain, cell) for term, row in TABLE.items() for domain, cell in row.items()]
APPROVERS = {"a": "agency_head", "p": "panel", "s": "superior_agency"}
EXCLUDED = {
    "market": {"suspension", "hearing", "public_notice", "testing", "rights_holder_identification", "refund_order"},
    "housing": {"hearing", "testing", "suspension"},
    "transport": set(),
    "agriculture": {"suspension", "hearing", "public_notice", "testing"},
}
# the roll of the last day, by department: the agency's own ninety days
ROLLS = {"market": True, "housing": True, "transport": True, "agriculture": True, "ecology": True, "general": False}


@pytest.fixture(scope="module")
def rules() -> Rules:
    return shipped()


def written(rule: TermRule) -> str:
    short = {name: letter for letter, name in APPROVERS.items()}
    more = [f"+{one.period.code if one.period else ''}/{short[one.approver]}" for one in rule.extendable]
    return " ".join([rule.period.code, rule.mark, *more])


@pytest.mark.parametrize(("term", "domain", "cell"), CELLS, ids=str)
def test_each_cell_is_as_the_table_says(rules: Rules, term: str, domain: str, cell: str) -> None:
    if cell == NONE:
        with pytest.raises(NoRule):
            rules.term(term, domain, ON)
        return
    rule = rules.term(term, domain, ON)
    assert rule.domain == ("general" if cell == LAW else domain)
    assert rule.source
    assert cell == LAW or written(rule) == cell


@pytest.mark.parametrize("domain", EXCLUDED)
def test_the_time_that_is_not_counted_is_as_the_department_says(rules: Rules, domain: str) -> None:
    assert set(rules.term("decision", domain, ON).excluded_events) == EXCLUDED[domain]


@pytest.mark.parametrize("domain", ROLLS)
def test_the_last_day_rolls_where_the_department_says_so(rules: Rules, domain: str) -> None:
    assert rules.term("decision", domain, ON).roll is ROLLS[domain]


@pytest.mark.parametrize("domain", ["market", "housing", "transport"])
def test_preserved_evidence_is_free_by_itself(rules: Rules, domain: str) -> None:
    assert "自动解除" in rules.term("preservation", domain, ON).lapse


def test_the_old_numbers_of_a_replaced_rule_end_with_it(rules: Rules) -> None:
    before = date(2023, 5, 31)
    assert written(rules.term("filing_check", "cyberspace", before)) == "7wd M"
    assert written(rules.term("statement", "cyberspace", before)) == "3wd M"
    with pytest.raises(NotLoaded, match="没有见到《网信部门行政执法程序规定》的文本，须由省互联网信息办公室提供"):
        rules.term("filing_check", "cyberspace", date(2023, 6, 1))
    assert written(rules.term("decision", "natural_resources", date(2024, 4, 30))) == "60d M +30d/a"


@pytest.mark.parametrize("term", ["filing_check", "review", "closing", "assistance"])
def test_a_number_that_nobody_has_seen_is_not_guessed(rules: Rules, term: str) -> None:
    with pytest.raises(NotLoaded, match="省应急管理厅提供"):
        rules.term(term, "emergency", ON)
    assert rules.find_term(term, "emergency", ON) is None


def test_a_rule_that_says_promptly_says_so(rules: Rules) -> None:
    with pytest.raises(NotLoaded, match=r"只写“及时”，没有规定天数（《交通运输行政执法程序规定》第六十二条）"):
        rules.term("filing_check", "transport", ON)


def test_every_rule_has_a_rank(rules: Rules) -> None:
    assert not [rule for versions in rules.terms.values() for rule in versions if not rules.precedence.ranks[rule.rank]]


def test_every_term_of_every_field_has_one_answer_or_a_sentence(rules: Rules) -> None:
    days = sorted({rule.valid_from for versions in rules.terms.values() for rule in versions if rule.valid_from > ON})
    for term in {name for name, _ in rules.terms}:
        for domain in rules.domains:
            for on in (date(2021, 7, 15), date(2022, 6, 1), date(2024, 9, 27), ON, *days):
                try:
                    why = rules.why(term, domain, on)
                except NoRule as nothing:
                    assert str(nothing)
                else:
                    assert why.reason
                    assert rules.term(term, domain, on).source == why.winner.source


def test_a_rule_may_depart_from_the_act_where_the_act_itself_allows_it(rules: Rules) -> None:
    why = rules.why("limitation", "public_security", ON)
    assert (why.winner.period.code, why.winner.rank, why.mark) == ("6m", "law", "V")
    assert [(lost.rule.domain, lost.principle) for lost in why.losers] == [("general", "special")]
    assert "法律另有规定的除外" in why.reason
    assert why.reason in rules.term("limitation", "public_security", ON).note


def test_what_the_act_leaves_open_only_to_laws_a_rule_of_a_ministry_cannot_change(rules: Rules) -> None:
    own = replace(rules.term("limitation", "agriculture", ON), n=1)
    why = replace(rules, terms={**rules.terms, ("limitation", "agriculture"): (own,)}).why(
        "limitation", "agriculture", ON
    )
    assert (why.winner.domain, why.losers[0].rule.domain, why.losers[0].principle) == (
        "general",
        "agriculture",
        "higher",
    )
    assert "法律高于规章" in why.reason


@pytest.mark.parametrize(("length", "winner"), [(60, "transport"), (20, "general")])
def test_of_two_notices_the_longer_holds_for_it_is_the_partys(rules: Rules, length: int, winner: str) -> None:
    own = replace(rules.term("public_notice", "transport", ON), n=length, note="")
    changed = replace(rules, terms={**rules.terms, ("public_notice", "transport"): (own,)})
    assert changed.term("public_notice", "transport", ON).domain == winner
    assert "当事人的权利，取较长的" in changed.why("public_notice", "transport", ON).reason


@pytest.mark.parametrize(("length", "winner"), [(2, "public_security"), (9, "general")])
def test_of_two_duties_of_the_agency_the_stricter_holds(rules: Rules, length: int, winner: str) -> None:
    own = replace(rules.term("decision_service", "public_security", ON), n=length)
    changed = replace(rules, terms={**rules.terms, ("decision_service", "public_security"): (own,)})
    assert changed.term("decision_service", "public_security", ON).domain == winner


def test_a_default_of_the_platform_gives_way_to_any_rule(rules: Rules) -> None:
    why = rules.why("statement", "agriculture", ON)
    assert (why.winner.period.code, why.losers[0].rule.rank) == ("3wd", "default")


def test_two_rules_of_one_rank_are_no_answer_and_both_are_named(rules: Rules) -> None:
    bare = replace(rules.precedence, conflicts=())
    with pytest.raises(AmbiguousRule, match="第二十五条（6个月）；《行政处罚法》第三十六条（2年）"):
        replace(rules, precedence=bare).term("limitation", "public_security", ON)


def test_a_conflict_is_settled_only_for_the_ranks_it_names(rules: Rules) -> None:
    only = Conflict(("limitation",), "special", "《甲法》第一条", "从其规定。", "V", ranks=("regulation",))
    changed = replace(rules, precedence=replace(rules.precedence, conflicts=(only,)))
    with pytest.raises(AmbiguousRule):
        changed.why("limitation", "public_security", ON)


def test_the_explanation_of_a_date_says_in_a_line_why_this_rule(rules: Rules) -> None:
    start = date(2024, 9, 3)
    text = compute(rules.term("public_notice", "transport", start), start, rules.calendar).explanation
    line = next(line for line in text.splitlines() if line.startswith("说明："))
    assert "用《交通运输行政执法程序规定》第十八条第（五）项（60日），不用《民事诉讼法》第九十五条" in line


def test_a_field_without_a_rule_of_its_own_says_whose_it_borrows(rules: Rules) -> None:
    assert rules.why("litigation", "market", ON).reason == "市场监管没有自己的规定，适用通则的规则。"
    assert "尚未载入" in rules.why("payment", "emergency", ON).reason

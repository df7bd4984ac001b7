"""Reads of the cases room; each takes the actor and returns typed rows, only what he may see.

    workbench(actor, today) -> Workbench                       3 SQL
    approvals(actor) -> tuple[ApprovalLine, ...]               1 SQL
    case_list(actor, Filters(...), after=None, limit=50) -> Page   1 SQL, keyset
    case_count(actor, Filters(...)) -> int   1 SQL, counted up to 1,001
    search_cases(actor, q, limit=20) -> Page                   1 SQL
    case_page(actor, case_id, on=today) -> CasePage            4 SQL; case_page_by_code(actor, code, on=today)
    case_id_of(actor, code) -> UUID                            1 SQL
    sparing_choices(agency_id, field_code, facts, on) -> list[EntryChoice]   at most 4 SQL
    touched_cases(actor, statute, articles, after=None, limit=50) -> Page   1 SQL
    history(actor, case_id) -> list[LedgerRow]                 1 SQL
    case_file(actor, page, at=now) -> bytes                    the whole file as one PDF
Counts are without the one that opens the scope (set_config).
"""

from minzhifa.cases._next import NextAct
from minzhifa.cases._table import ORDINARY, beginnings, procedure, proposed_by, stages
from minzhifa.cases.queries._left import left, unit_by_title
from minzhifa.cases.queries.case_file import case_file
from minzhifa.cases.queries.case_page import bar, case_id_of, case_page, case_page_by_code, history
from minzhifa.cases.queries.handovers import HandoverLine, handovers, unassigned_cases
from minzhifa.cases.queries.kept_terms import KeptLine, kept_terms
from minzhifa.cases.queries.lists import (
    COUNT_MOST,
    Order,
    case_count,
    case_list,
    may_sort_by_term,
    search_cases,
)
from minzhifa.cases.queries.powers import running_on_matters
from minzhifa.cases.queries.ranges import RangeChoice, range_choices
from minzhifa.cases.queries.referrals import (
    ReferralLine,
    ReferralPage,
    referral,
    referral_file,
    referral_letter,
    referral_reply,
    referrals,
    referrals_of_case,
    waiting_referrals,
)
from minzhifa.cases.queries.rows import (
    ApprovalLine,
    BarStep,
    CaseLine,
    CasePage,
    DisclosureDay,
    Filters,
    MatrixRow,
    Page,
    PartyCard,
    TermLine,
    Workbench,
)
from minzhifa.cases.queries.sparing import EntryChoice, sparing_choices
from minzhifa.cases.queries.touched import touched_cases
from minzhifa.cases.queries.unmade import unmade_papers
from minzhifa.cases.queries.workbench import approvals, workbench

__all__ = [
    "COUNT_MOST",
    "ORDINARY",
    "ApprovalLine",
    "BarStep",
    "CaseLine",
    "CasePage",
    "DisclosureDay",
    "EntryChoice",
    "Filters",
    "HandoverLine",
    "KeptLine",
    "MatrixRow",
    "NextAct",
    "Order",
    "Page",
    "PartyCard",
    "RangeChoice",
    "ReferralLine",
    "ReferralPage",
    "TermLine",
    "Workbench",
    "approvals",
    "bar",
    "beginnings",
    "case_count",
    "case_file",
    "case_id_of",
    "case_list",
    "case_page",
    "case_page_by_code",
    "handovers",
    "history",
    "kept_terms",
    "left",
    "may_sort_by_term",
    "procedure",
    "proposed_by",
    "range_choices",
    "referral",
    "referral_file",
    "referral_letter",
    "referral_reply",
    "referrals",
    "referrals_of_case",
    "running_on_matters",
    "search_cases",
    "sparing_choices",
    "stages",
    "touched_cases",
    "unassigned_cases",
    "unit_by_title",
    "unmade_papers",
    "waiting_referrals",
    "workbench",
]

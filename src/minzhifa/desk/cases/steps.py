"""Which act leads a case on from its stage: read from the procedure's table, never decided here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from minzhifa.law.procedure import FACTS, LABELS, Offer, Refusal, Row, Stage, table
from minzhifa.rules import current

STAYING = ("=", "@resume")
ASIDE = frozenset({"outcome_is_not_penalty", "final_review_is_due"})
"""Guards of side roads: their acts are offered, but they are not what a list proposes."""
SIDE = (
    "propose_decline",
    "propose_withdrawal",
    "propose_termination",
    "return_",
    "request_",
    "decline_",
    "withdraw_",
    "recall_",
)


@cache
def _rows() -> tuple[Row, ...]:
    return table(current().procedures["ordinary"])


def _leads_on(row: Row, stage: str) -> bool:
    moves = row.to not in STAYING and row.to != stage and stage in row.from_stages
    return moves and not row.action.startswith(SIDE) and not ASIDE & set(row.guards)


def forward_action(stage: str, offers: Sequence[Offer]) -> str:
    """The offer that leads on, else the first of all."""
    names = {o.action for o in offers}
    leading = (row.action for row in _rows() if _leads_on(row, stage) and row.action in names)
    return next(leading, "")


@cache
def breadth(action: str, stage: str) -> int:
    """From how many stages the act may be done: what belongs to this stage alone comes first."""
    return min((len(r.from_stages) for r in _rows() if r.action == action and stage in r.from_stages), default=99)


def leads_on(action: str, stage: str) -> bool:
    """True for an act that would move the case forward from here."""
    return any(_leads_on(row, stage) for row in _rows() if row.action == action)


@cache
def verb_for(stage: str, roles: frozenset[str]) -> tuple[str, str]:
    """(action, verb) that a list's row proposes to somebody with these roles; empty when others are to act."""
    for row in _rows():
        if _leads_on(row, stage) and roles & set(row.who):
            return row.action, row.verb
    return "", ""


@cache
def _labels() -> dict[str, str]:
    return {row.action: row.label for row in reversed(_rows())}


def label_of(action: str) -> str:
    """The act as people call it; empty for what is no act of the table."""
    return _labels().get(action, "")


def offer_of(action: str, stage: str, offers: Sequence[Offer]) -> Offer | None:
    """The act as offered; one that this stage does not offer is shown blocked, so that what was typed is not lost."""
    found = next((o for o in offers if o.action == action), None)
    row = next((r for r in _rows() if r.action == action), None)
    if found or row is None:
        return found
    why = Refusal(
        "wrong_stage", f"案件现在处于“{LABELS[Stage(stage)]}”，“{row.verb}”不在这一环节办理。", row.article
    )  # fmt: skip
    takes = tuple((key, FACTS[key].label, how) for key, how in row.facts.items())
    return Offer(row.action, row.label, row.verb, False, why, row.documents, row.needs, takes, row.article, False)


@cache
def simple(action: str) -> bool:
    """An act that asks for nothing but the decision itself may be done for several cases together."""
    rows = [row for row in _rows() if row.action == action]
    return bool(rows) and action.startswith("approve_") and not any(row.needs for row in rows)

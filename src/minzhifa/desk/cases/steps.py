"""Which act leads a case on from its stage: read from the procedure's table, never decided here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from minzhifa.law.citing import cite
from minzhifa.law.procedure import PART, CaseState, Offer, Refusal, Row, place, procedure_of
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


def _rows(name: str) -> tuple[Row, ...]:
    return procedure_of(current(), name).rows


def _leads_on(row: Row, stage: str) -> bool:
    moves = row.to not in STAYING and row.to != stage and stage in row.from_stages
    return moves and not row.action.startswith(SIDE) and not ASIDE & set(row.guards)


def forward_action(name: str, stage: str, offers: Sequence[Offer]) -> str:
    """The offer that leads on, else the first of all."""
    names = {o.action for o in offers}
    leading = (row.action for row in _rows(name) if _leads_on(row, stage) and row.action in names)
    return next(leading, "")


@cache
def breadth(name: str, action: str, stage: str) -> int:
    """From how many stages the act may be done: what belongs to this stage alone comes first."""
    return min((len(r.from_stages) for r in _rows(name) if r.action == action and stage in r.from_stages), default=99)


def leads_on(name: str, action: str, stage: str) -> bool:
    """True for an act that would move the case forward from here."""
    return any(_leads_on(row, stage) for row in _rows(name) if row.action == action)


@cache
def _labels() -> dict[str, str]:
    rows = [row for one in current().procedures.values() for row in one.rows]
    return {row.action: row.label for row in reversed(rows)}


def label_of(action: str, name: str = "") -> str:
    """The act as people call it, in the procedure named or in any; empty for what is no act of a table."""
    rows = procedure_of(current(), name).rows_of(action) if name else ()
    return rows[0].label if rows else _labels().get(action, "")


def offer_of(state: CaseState, action: str, part: str, offers: Sequence[Offer]) -> Offer | None:
    """The act as offered; one that this stage does not offer is shown blocked, so that what was typed is not lost."""
    found = next((o for o in offers if o.action == action), None)
    here = place(state, action, part, current())
    row = None if isinstance(here, Refusal) else next(iter(here.procedure.rows_of(action)), None)
    if found or row is None or isinstance(here, Refusal):
        return found
    held, stage = here.procedure, here.state.stage
    if here.host and row.opens:
        held, stage = here.host_procedure, here.host.stage
    what = f"“{held.label}”" if held.kind == PART else "案件"
    text = f"{what}现在处于“{held.label_of(stage)}”，“{row.verb}”不在这一环节办理。"
    article = cite(row.article, str(state.facts.get("domain") or ""), current())
    why = Refusal("wrong_stage", text, article)
    takes = tuple((key, here.procedure.facts[key].label, how) for key, how in row.facts.items())
    return Offer(
        row.action, row.label, row.verb, False, why, row.documents, row.needs, takes, article, False,
        part=part, asks=row.asks,
    )  # fmt: skip


@cache
def simple(action: str) -> bool:
    """An act that asks for nothing but the decision itself may be done for several cases together."""
    rows = [row for one in current().procedures.values() for row in one.rows_of(action)]
    return bool(rows) and action.startswith("approve_") and not any(row.needs for row in rows)

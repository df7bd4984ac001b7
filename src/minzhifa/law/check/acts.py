"""One act on its way from stage to stage, and what kind of act a row of a table is, whatever its author calls it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from minzhifa.law.procedure.stages import Stage
from minzhifa.law.procedure.table import Row

At = Callable[[Row], bool]


@dataclass(slots=True)
class Move:
    """A row tried from one stage. `branch`: the value of the fact that chooses the target, "" when none or another.

    `old` and `taken` are the flags before the act and with its facts taken in, in the order of `place`.
    """

    row: Row
    source: str
    target: str
    branch: str
    place: Mapping[str, int]
    reached: Stage | None = None  # the stage at the target, as its procedure declares it
    waiting: frozenset[str] = frozenset()  # proposals that may wait at the source
    old: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()

    def before(self, flag: str) -> str:
        """The flag before the act."""
        return self.old[self.place[flag]]

    def now(self, flag: str) -> str:
        """The flag with the facts of the act taken in."""
        return self.taken[self.place[flag]]


def writes(row: Row, fact: str) -> bool:
    """The act may take this fact into the case."""
    return fact in row.facts


def needs(row: Row, key: str) -> bool:
    """The act cannot be done without this fact."""
    return any(need.key == key for need in row.needs)


def term_of(spec: str) -> str:
    """The term of a column entry: "term", "term@path", "term=path", "term:why"."""
    return re.split("[@=:]", spec, maxsplit=1)[0]


def new_conclusion(row: Row) -> bool:
    """The act states anew what is to be done about the case: 调查终结."""
    return writes(row, "opinion")


def decides(row: Row) -> bool:
    """The act is the decision: it keeps one, makes its document, or leads to where cases are decided."""
    papers = {"penalty_decision", "no_penalty_decision"}
    made = bool(papers & set(row.documents)) and not row.pends
    kept = writes(row, "decision") and not row.pends and "open_review" not in row.effects
    there = any(target.rpartition(":")[2] == "decided" for target in row.targets)
    return made or kept or there or "fill_decision" in row.effects


def decides_on_spot(row: Row) -> bool:
    """The act is a penalty made and handed over on the spot."""
    return "decide_on_spot" in row.effects or "summary_decision" in row.documents


def reviews(row: Row) -> bool:
    """The act gives the opinion of a review."""
    return needs(row, "review.conclusion") or "keep_review" in row.effects or "review_opinion" in row.documents


def hears(row: Row) -> bool:
    """The act records how a hearing went."""
    return needs(row, "hearing.result") or "keep_hearing" in row.effects


def field_work(row: Row) -> bool:
    """The act is done on the party or the evidence by officers: two of them, certified."""
    papers = {"inspection_record", "interview_record", "investigation_report", "preservation_approval"}
    asks = any(need.top == "officers" for need in row.needs)
    made = bool(papers & set(row.documents)) and (bool(row.pends) or new_conclusion(row))
    return bool(row.record) or "records" in row.takes or asks or made


def names_officers(row: Row) -> bool:
    """The act may change who works on the case."""
    return writes(row, "officers")


def makes_the_case(row: Row) -> bool:
    """Investigation, opinion, review, notice or decision: what a recused person keeps away from."""
    facts = ("evidence", "elements", "records", "opinion", "penalties", "decision")
    return (
        any(writes(row, fact) for fact in facts)
        or reviews(row)
        or "fill_notice" in row.effects
        or decides(row)
        or decides_on_spot(row)
    )


def statutory_step(row: Row) -> bool:
    """One of the steps whose order the law fixes: 立案、调查终结、审核、告知、决定、送达、结案."""
    return (
        row.action == "approve_filing"
        or new_conclusion(row)
        or reviews(row)
        or "fill_notice" in row.effects
        or needs(row, "notice.served_on")
        or decides(row)
        or needs(row, "service.served_on")
        or closes(row)
    )


def closes(row: Row) -> bool:
    """The act ends the work on the case by approval."""
    return row.settles == "closing" and row.to not in ("@resume", "=")


AFTER_CLOSING = frozenset({"archive", "follow_ups", "entries"})
"""What may still be noted on a closed case: archiving, litigation and enforcement, entries from the old file."""


def changes_the_file(row: Row) -> bool:
    """The act adds to the case more than what may follow its closing."""
    clocks = row.start or row.stop or row.pause or row.resume or row.extend
    return bool(set(row.facts) - AFTER_CLOSING or clocks or row.pends or row.settles or row.effects)


def settles(row: Row) -> bool:
    """The act answers a proposal, by somebody else than the proposer."""
    return bool(row.settles) and not takes_back(row)


def takes_back(row: Row) -> bool:
    """The proposer withdraws his proposal."""
    return bool(row.settles) and (row.action.startswith("recall_") or "recalled_by_proposer" in row.guards)

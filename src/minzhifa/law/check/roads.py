"""Side roads: ways past the law that an act opens by what it writes, stops or is done by, whatever it is called.

Each rule picks acts by what they do and says whether (or when) they may. They are properties like the others; a broken
one is shown with the shortest path to the act.
"""

from __future__ import annotations

from collections.abc import Iterable

from minzhifa.law.check import acts
from minzhifa.law.check.acts import new_conclusion, term_of, writes
from minzhifa.law.check.formulas import NEVER, Formula, both, either, is_, not_
from minzhifa.law.procedure.table import Row

At = acts.At
Rules = tuple[tuple[At, Formula], ...]

OPENING = frozenset({"domain", "region", "back_entry", "late_entry"})
"""What is told when the case is registered, and not afterwards: it decides which rules apply."""
CONCLUDED = frozenset({"opinion", "penalties", "significance", "range"})
"""What only the conclusion of the investigation (or the penalty on the spot) states: all that follows rests on it."""
GROUNDS = ("waiver", "notice", "statements", "hearing", "review", "panel", "significance", "opinion")
"""What a decision rests on: the act that decides does not state it itself."""
LATER = frozenset({"evidence", "follow_ups", "entries"})
"""What may be entered of a day on which the procedure was not yet in force."""
HEADS, HEAD, REVIEWER = frozenset({"agency_head", "section_head"}), frozenset({"agency_head"}), frozenset({"reviewer"})
CASE_TERMS = frozenset({
    "filing_check", "decision", "statement", "hearing_request", "decision_service", "payment", "reconsideration",
    "litigation",
})  # fmt: skip
"""Terms of the case itself: a part inside it does not start them."""
REASONS = {"suspension": "mark_suspended", "hearing": "open_hearing"}
"""Why the count pauses → the effect of the act that is its reason."""


def _writes_any(row: Row, facts: Iterable[str]) -> bool:
    return any(writes(row, fact) for fact in facts)


def _concludes(row: Row) -> bool:
    return new_conclusion(row) or acts.decides_on_spot(row)


def _who(row: Row, may: frozenset[str]) -> bool:
    return bool(row.who) and set(row.who) <= may


def _terms(specs: Iterable[str]) -> set[str]:
    return {term_of(spec) for spec in specs}


def _groundless_pause(row: Row) -> bool:
    """A count is paused for a reason that the act itself is not."""
    for spec in (*row.pause, *row.pause_host):
        why = spec.partition("@")[0].partition(":")[2]
        tested = why == "testing" and any(need.top in ("testing", "retest") for need in row.needs)
        if not tested and REASONS.get(why) not in row.effects:
            return True
    return False


def _stops_host(row: Row) -> bool:
    """A part stops a term of the case without doing what that term is for."""
    done = {"hearing_host": ("begin_hearing", "tell_hearing_ended"), "payment": ("start_instalments",)}
    return any(not set(done.get(term, ())) & set(row.effects) for term in _terms(row.stop_host))


WRITING: Rules = (
    (lambda row: not row.opens and _writes_any(row, OPENING), NEVER),
    (lambda row: _writes_any(row, CONCLUDED) and not _concludes(row), NEVER),
    (lambda row: _writes_any(row, ("party", "matter")) and not _concludes(row), is_("served", "no")),
    (lambda row: writes(row, "recusals") and not {"open_recusal", "close_recusal"} & set(row.effects), NEVER),
    (lambda row: writes(row, "waiver"), not_("waiver", "bare")),
    (lambda row: writes(row, "hearing") and not {"open_hearing", "keep_hearing"} & set(row.effects), NEVER),
    (lambda row: writes(row, "review") and not {"open_review", "keep_review"} & set(row.effects), NEVER),
    (lambda row: writes(row, "panel") and "panel_is_a_panel" not in row.guards, NEVER),
    (lambda row: writes(row, "exclusions") and "exclusion_is_allowed" not in row.guards, NEVER),
    (lambda row: writes(row, "extensions") and "decision_term_running" not in row.guards, NEVER),
    (lambda row: acts.names_officers(row) and not row.opens, is_("after:team", "two")),
    (lambda row: acts.decides(row) and _writes_any(row, GROUNDS), NEVER),
)
PEOPLE: Rules = (
    (lambda row: acts.decides(row) and not acts.decides_on_spot(row) and not _who(row, HEAD), NEVER),
    (
        lambda row: (
            ("fill_notice" in row.effects or row.settles == "filing") and _approves(row) and not _who(row, HEAD)
        ),
        NEVER,
    ),
    (lambda row: acts.settles(row) and not _who(row, HEADS), NEVER),
    (lambda row: acts.reviews(row) and not _who(row, REVIEWER), NEVER),
)
COUNTING: Rules = (
    (_groundless_pause, NEVER),
    (lambda row: "decision" in _terms(row.stop) and not (acts.decides(row) or acts.settles(row)), NEVER),
    (_stops_host, NEVER),
    (lambda row: bool(_terms(row.start_host) & CASE_TERMS), NEVER),
    (lambda row: row.any_time and not row.opens and not set(row.facts) <= LATER, NEVER),
)
AFTER_THE_DECISION: Rules = (
    (
        lambda row: _writes_any(row, ("service", "payments", "performance")),
        either(is_("decided", "yes"), is_("after:decided", "yes")),
    ),
)
_ENDED_WELL = either(
    is_("after:outcome", "other"), is_("decided", "no"),
    both(is_("service", "proven"), either(is_("performed", "yes"), is_("ended", "yes"))),
)  # fmt: skip
CLOSING: Rules = (
    (acts.closes, _ENDED_WELL),
    (lambda row: not acts.closes(row), either(is_("after:closed", "no"), not_("closed", "no"), _ENDED_WELL)),
)


def _approves(row: Row) -> bool:
    return not row.action.startswith(("return_", "recall_"))

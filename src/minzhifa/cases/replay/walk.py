"""Walking a record down the road: each step goes to the decider; what it cannot judge is not made, bad refuses.

Once a step could not be made, the case stops there. Later steps are still looked at with what the record knows
(`Probe`), because a known bad fact refuses the record wherever it stands: a decision before the defence term has ended
stays unlawful when the filing day is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from minzhifa.cases._perform import Session
from minzhifa.cases._table import label_of
from minzhifa.cases.errors import LawRefused
from minzhifa.cases.replay.steps import Step
from minzhifa.law.procedure import CaseState, Command, Performer, Refusal, examine, merged, procedure_of, span
from minzhifa.law.procedure.dates import not_after
from minzhifa.law.rulebook import Rules

SHANGHAI = ZoneInfo("Asia/Shanghai")
ROLES = frozenset({"officer", "section_head", "reviewer", "agency_head", "presiding_officer", "archivist", "system"})
ROAD = ("approve_filing", "serve_notice", "approve_decision", "serve_decision")
# Who acted then is unknown: an empty account makes every "not the same person" guard answer "unknown".
UNNAMED = Performer("", "原案卷记载", ROLES)
# What a record's own words can make certainly bad. Other refusals only say that an earlier act is not on record.
BAD = frozenset(
    {
        "bad_day",
        "future_day",
        "bad_input",
        "certificate_not_valid",
        "limitation_passed",
        "act_in_future",
        "outside_range",
        "penalties",
        "bad_amount",
        "decision_before_notice",
        "statement_window_open",
        "hearing_window_open",
        "hearing_request_late",
        "hearing_notice_late",
        "presiding_investigated",
        "heavier_than_told",
        "served_before_decision",
        "served_before_approval",
        "served_later",
        "public_notice_running",
        "no_consent",
    }
)


@dataclass(frozen=True, slots=True)
class NotMade:
    """A step that could not be made, and why."""

    step: str
    label: str
    reason: str
    code: str
    article: str | None = None

    def to_json(self) -> dict[str, Any]:
        """One entry of `not_made`."""
        return {
            "step": self.step, "label": self.label, "reason": self.reason, "code": self.code, "article": self.article
        }  # fmt: skip


@dataclass(slots=True)
class Probe:
    """The record's facts laid on the road without moving the case."""

    state: CaseState
    rules: Rules
    at: datetime

    def look(self, step: Step) -> tuple[Refusal | None, list[Refusal]]:
        """A refusal for a known bad fact, and what is unknown. The step's facts are kept for the steps after it."""
        command = Command(step.action, UNNAMED, step.on, step.facts)
        found = examine(self.state, command, self.rules, self.at, any_stage=True)
        bad = next((one for one in found if not one.unknown and one.code in BAD), None) or self._order(step)
        self.state = CaseState(
            self.state.procedure,
            self.state.stage,
            merged(self.state.facts, step.facts),
            {**self.state.done, step.action: step.on},
            self.state.clocks,
        )
        return bad, [one for one in found if one.unknown]

    def _order(self, step: Step) -> Refusal | None:
        """The great steps follow one another: filing, notice, decision, service (处罚法54, 44, 57, 61)."""
        if step.action not in ROAD:
            return None
        for earlier in ROAD[: ROAD.index(step.action)]:
            day = self.state.done.get(earlier)
            if day and not_after(span(day), span(step.on)) is False:
                message = f"“{label_of(step.action)}”（{step.on}）早于“{label_of(earlier)}”（{day}），次序颠倒。"
                return Refusal("out_of_order", message, "处罚法第五十四条至第六十二条", ("dates",))
        return None


@dataclass(slots=True)
class Walk:
    """One record's walk in one session."""

    session: Session
    probe: Probe
    published: str = ""  # an act is no later than the page that tells of it
    not_made: list[NotMade] = field(default_factory=list)
    stopped_at: str = ""

    def take(self, steps: list[Step]) -> None:
        """Make what can be made, list the rest. Raises `LawRefused` on a known bad fact."""
        for step in steps:
            self._take(step)

    def _take(self, step: Step) -> None:
        began = procedure_of(self.probe.rules, "ordinary").valid_from
        day = span(step.on or self.published)
        if day is not None and day.last < began:
            when = step.on or f"不晚于 {self.published} 的行为"
            why = f"no rule version：{when}，早于现行程序规则施行日 {began.isoformat()}，当时的规则没有载入。"
            self._miss(step, "no_rule_version", why)
            return
        if not step.on:
            self._miss(step, "day_unknown", "记录没有载明这一环节的日期。")
            return
        why_not = self._try(step) if not self.stopped_at else None
        bad, unknown = self.probe.look(step)
        if bad:
            raise LawRefused(bad)
        reasons = "".join(dict.fromkeys(one.message for one in unknown))
        if why_not:
            self._miss(step, why_not.code, reasons or why_not.message, why_not.article)
        elif self.stopped_at:
            before = f"前面的环节“{label_of(self.stopped_at)}”没有补录，本环节不能补录。"
            self._miss(step, "earlier_step_not_made", before + reasons)

    def _try(self, step: Step) -> Refusal | None:
        try:
            self.session.step(step.action, step.on, step.facts, UNNAMED)
        except LawRefused as error:
            if not error.unknown:
                raise
            return error.refusal
        return None

    def _miss(self, step: Step, code: str, reason: str, article: str | None = None) -> None:
        self.not_made.append(NotMade(step.action, label_of(step.action), reason, code, article))
        # A record made inside the investigation does not hold the road up.
        if not self.stopped_at and step.action not in ("record_inspection", "record_statement"):
            self.stopped_at = step.action

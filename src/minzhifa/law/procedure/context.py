"""What a guard sees, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from minzhifa.law.errors import NoAnswer
from minzhifa.law.procedure.dates import Span, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.table import Procedure, Row
from minzhifa.law.procedure.types import CaseState, Command, Performer

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules, Ruling

INVESTIGATING = frozenset({"propose_filing", "record_inspection", "record_interview", "conclude_investigation"})
"""Acts whose performers and officers investigate."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A guard's answer: True, False, or None when a fact it needs is unknown."""

    ok: bool | None
    code: str = ""
    message: str = ""
    article: str | None = None
    fields: tuple[str, ...] = ()


PASS = Verdict(True)


def no(code: str, message: str, article: str | None = None, *fields: str) -> Verdict:
    """The law forbids it."""
    return Verdict(False, code, message, article, fields)


def unknown(code: str, message: str, article: str | None = None, *fields: str) -> Verdict:
    """It cannot be told: a fact is missing."""
    return Verdict(None, code, message, article, fields)


@dataclass(frozen=True, slots=True)
class Context:
    """One command against one state. `facts` is the state with the command's facts taken in; `on` its day."""

    state: CaseState
    command: Command
    row: Row
    procedure: Procedure
    rules: Rules
    today: date
    on: Span | None
    facts: Mapping[str, Any] = field(default_factory=dict)
    recorded: bool = False  # an act of an old record: its day may be unknown, and so the version of the rules
    host: CaseState | None = None  # the case around a part; None where the case itself acts
    awoken: Mapping[str, dict[str, Any]] = field(default_factory=dict)  # clocks that a new calendar gave their day
    host_awoken: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def by(self) -> Performer:
        """Who performs."""
        return self.command.by

    @property
    def case(self) -> CaseState:
        """The whole case: the one around the part, or the case itself."""
        return self.state if self.host is None else self.host

    @property
    def given(self) -> Mapping[str, Any]:
        """The command's own facts."""
        return self.command.facts

    @property
    def domain(self) -> str:
        """The field of law; the general act's when the case names none."""
        return str(self.facts.get("domain") or "general")

    @property
    def historical(self) -> bool:
        """An old record entered afterwards: what it does not mention is unknown, not absent."""
        return bool(self.facts.get("back_entry"))

    @property
    def outcome(self) -> str | None:
        """What the investigation concluded: penalty, no_penalty, not_established, transfer, criminal_transfer."""
        value = look(self.facts, "opinion.outcome")
        return str(value) if value else None

    def look(self, path: str) -> Any:
        """A fact by its dotted path, or None."""
        return look(self.facts, path)

    def day(self, path: str) -> Span | None:
        """A day by its dotted path; None when unknown or no date."""
        return span(self.look(path))

    def day_for_rules(self) -> date:
        """The day whose rules apply: the day of the act (the last it can be), else today.

        Raises `NoAnswer` for an old act of unknown day: today's rules need not have been those of its day.
        """
        if self.on is None and self.recorded:
            raise NoAnswer("这一环节的日期不明，不能确定适用哪一版规则。", fields=("on",))
        return self.on.last if self.on else self.today

    def value(self, key: str, *, party_kind: str | None = None) -> Ruling:
        """A threshold or switch. Raises `NoAnswer` when no rule is loaded."""
        region = str(self.facts.get("region") or "") or None
        return self.rules.value(key, self.domain, self.day_for_rules(), region=region, party_kind=party_kind)

    def listed(self, key: str) -> tuple[str, ...]:
        """A list value of the rulebook."""
        found = self.value(key).value
        return found if isinstance(found, tuple) else (str(found),)

    def recused(self) -> frozenset[str]:
        """Ids of those whose recusal was granted."""
        return frozenset(
            str(one["officer_id"])
            for one in self.facts.get("recusals") or ()
            if one.get("granted") is True and one.get("officer_id")
        )

    def investigators(self) -> frozenset[str]:
        """Officer and account ids of all who investigated or proposed in this case, at any time."""
        found = _ids(self.facts.get("officers")) | _ids(self.case.facts.get("officers"))
        for state in (self.case, *self.case.parts.values()):
            for record in state.facts.get("records") or ():
                found |= _ids(record.get("officers"))
            for action, act in (state.facts.get("acts") or {}).items():
                if action in INVESTIGATING or (state is not self.case and act.get("officers")):
                    found |= {str(act[key]) for key in ("by", "officer") if act.get(key)}
                    found |= {str(one) for key in ("officers", "past") for one in act.get(key) or ()}
        return frozenset(found)


def _ids(officers: Any) -> set[str]:
    return {str(one["officer_id"]) for one in officers or () if one.get("officer_id")}

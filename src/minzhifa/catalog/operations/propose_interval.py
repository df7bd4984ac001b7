"""提出施行区间变更: when a statute's text came into force or ends; another person approves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from minzhifa.access import Actor, require
from minzhifa.access.errors import Conflict, NotFound
from minzhifa.access.rls import acting
from minzhifa.catalog.errors import NOT_STATUTE_PROPOSER, BadVersion
from minzhifa.catalog.models import Mark, State, StatuteChange, StatuteVersion
from minzhifa.catalog.publishing import open_publishing, publishes
from minzhifa.ledger.operations import NewEvent, Stream, append

_SHIFT, _TEXTS = 40, 6  # beside the streams of matters, benchmarks, templates, calendars and imports


@dataclass(frozen=True, slots=True)
class Interval:
    """In force in [starts_on, ends_on); quotes say where it was read. `mark`: V read in a text, M not, U unknown."""

    starts_on: date | None
    ends_on: date | None
    mark: str
    from_quote: str = ""
    to_quote: str = ""

    def to_json(self) -> dict[str, Any]:
        """As the ledger keeps it."""
        days = {name: day.isoformat() if day else None for name, day in
                (("starts_on", self.starts_on), ("ends_on", self.ends_on))}  # fmt: skip
        return {**days, "mark": self.mark, "from_quote": self.from_quote, "to_quote": self.to_quote}


@dataclass(frozen=True, slots=True)
class ProposedInterval:
    """The change that now waits for somebody else's approval."""

    change_id: int
    number: int


def text_stream(text: StatuteVersion) -> Stream:
    """The history of one dated text of a statute."""
    label = f"执法依据 {text.statute.title} {text.version_date or ''}".strip()
    return Stream.numbered("catalog", _TEXTS << _SHIFT | text.pk, label)


def held_interval(text: Any) -> Interval:
    """What the text says today."""
    return Interval(text.effective_from, text.effective_to, text.mark, text.from_quote, text.to_quote)


def check_interval(interval: Interval) -> None:
    """Raise `BadVersion` naming the field that cannot be."""
    start, end = interval.starts_on, interval.ends_on
    if start is not None and end is not None and end <= start:
        raise BadVersion("bad_interval", "停止施行日应当晚于施行日。", fields=("ends_on",))
    if (interval.mark == Mark.UNKNOWN) != (start is None) or interval.mark not in Mark.values:
        raise BadVersion("bad_mark", "没有施行日的可信度是“未知”，有施行日的是“已核”或者“待核”。", fields=("mark",))
    if interval.mark == Mark.VERIFIED and not interval.from_quote.strip():
        raise BadVersion("missing_quote", "写“已核”的，要录出施行日的出处（条文或者公布令）。", fields=("from_quote",))
    if end is not None and not interval.to_quote.strip():
        raise BadVersion("missing_quote", "停止施行的，要录出处（废止或者修订的文件）。", fields=("to_quote",))


def propose_interval(
    *, actor: Actor, at: datetime, version_id: int, interval: Interval, reason: str
) -> ProposedInterval:
    """Propose that the text `version_id` is in force in `interval`; an end is how a statute is retired.

    One change of a text waits at a time. Raises `BadVersion` (fields), `Conflict` (another change waits, or nothing
    would change), `NotFound`, `Denied`.
    """
    check_interval(interval)
    if not reason.strip():
        raise BadVersion("missing_reason", "请写明变更施行区间的理由。", fields=("reason",))
    with acting(actor):
        texts = StatuteVersion.objects.select_for_update(of=("self",)).select_related("statute")
        text = texts.filter(pk=version_id).first()
        if text is None:
            raise NotFound("没有这一文本。")
        require(actor, "propose", text, NOT_STATUTE_PROPOSER)
        open_publishing(publishes(actor, "statute", "propose"))
        if held_interval(text) == interval:
            raise Conflict("unchanged", "与现在的施行区间相同，没有要变更的。")
        if StatuteChange.objects.filter(text=text, state=State.PROPOSED).exists():
            raise Conflict("waits_already", "这一文本已有一项变更等待审定，请先审定或者撤回。")
        number = (StatuteChange.objects.filter(text=text).aggregate(Max("number"))["number__max"] or 0) + 1
        made = StatuteChange.objects.create(
            text=text, number=number, state=State.PROPOSED, starts_on=interval.starts_on, ends_on=interval.ends_on,
            mark=interval.mark, from_quote=interval.from_quote, to_quote=interval.to_quote, reason=reason,
            proposed_by=actor.account_id, proposed_at=at,
        )  # fmt: skip
        payload: Mapping[str, Any] = {"change": number, **interval.to_json()}
        event = NewEvent("statute_interval_proposed", payload)
        append(actor=actor, stream=text_stream(text), events=[event], at=at, reason=reason)
    return ProposedInterval(made.pk, number)

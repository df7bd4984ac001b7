"""The finite flags to which a case is reduced, and how each act of a table changes them.

A flag stands for one thing that the law asks about: was the notice served, is the party's term over, who reviewed.
`accept` says what the facts of an act may make of it (guards look at a case with these facts taken in), `settle` what
the act leaves behind. Where a table does not fix the outcome, every value that can come of it is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from minzhifa.law.check.acts import Move, needs, new_conclusion, writes

Values = tuple[str, ...]
NONE = "-"


def _kept(_move: Move, old: str) -> Values:
    return (old,)


def _stays(_move: Move, _old: str, now: str) -> Values:
    return (now,)


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag. `ticks`: value → (value, sentence) that time alone brings; `words`: what a step of a path says."""

    name: str
    start: Values
    accept: Callable[[Move, str], Values] = _kept
    settle: Callable[[Move, str, str], Values] = _stays
    reads: tuple[str, ...] = ()
    ticks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    memory: bool = True


FLAGS: dict[str, Flag] = {}


def _flag(name: str, start: Values, **rest: object) -> None:
    FLAGS[name] = Flag(name, start, **rest)  # type: ignore[arg-type]


def forgets(move: Move) -> bool:
    """A new conclusion under which all that was told, heard and reviewed before begins anew."""
    return "new_round" in move.row.effects


def _aged(start: str, worn: tuple[str, ...]) -> Callable[[Move, str, str], Values]:
    """Forgotten with a new round; what survives a new conclusion without one belongs to the old conclusion."""

    def settle(move: Move, _old: str, now: str) -> Values:
        if forgets(move):
            return (start,)
        return ("old",) if new_conclusion(move.row) and now in worn else (now,)

    return settle


# ── 处理意见、告知、陈述申辩 ──────────────────────────────────────────────────────────────────────────────────────


def _outcome(move: Move, old: str) -> Values:
    if not writes(move.row, "opinion"):
        return (old,)
    return ("penalty", "other") if needs(move.row, "opinion.outcome") else tuple({old, "penalty", "other"})


CONCLUDES = {"decide_on_spot": "penalty", "decide_to_spare": "other"}
"""Effects that state the outcome themselves."""


def _outcome_after(move: Move, _old: str, now: str) -> Values:
    return (next((CONCLUDES[one] for one in move.row.effects if one in CONCLUDES), now),)


def told_now(move: Move) -> bool:
    """The act may record that a notice reached the party."""
    return writes(move.row, "notice") and "fill_notice" not in move.row.effects


def _on_notice(*values: str) -> Callable[[Move, str], Values]:
    def accept(move: Move, old: str) -> Values:
        if not told_now(move):
            return (old,)
        return values if needs(move.row, "notice.served_on") else tuple(dict.fromkeys((old, *values)))

    return accept


def _waiver(move: Move, old: str) -> Values:
    return (old, "explicit", "bare") if writes(move.row, "waiver") else (old,)


def _waiver_after(move: Move, _old: str, now: str) -> Values:
    if forgets(move) or "reset_answers" in move.row.effects:
        return ("no",)
    stale = (told_now(move) or new_conclusion(move.row)) and now != "no"
    return ("old",) if stale else (now,)


def _points(move: Move, old: str) -> Values:
    return ("open", "answered") if writes(move.row, "statements") else (old,)


_flag(
    "outcome",
    ("none",),
    accept=_outcome,
    settle=_outcome_after,
    words={"penalty": "拟给予行政处罚", "other": "处理意见不是处罚"},
)
_flag("served", ("no",), accept=_on_notice("yes"), settle=_aged("no", ("yes",)), words={"old": "旧告知仍在案"})
_flag(
    "window", ("none",), accept=_on_notice("open", "over"), settle=_aged("none", ()),
    ticks={"open": ("over", "陈述申辩期限届满")},
)  # fmt: skip
_flag(
    "waiver", ("no",), accept=_waiver, settle=_waiver_after,
    words={"explicit": "当事人明确放弃", "bare": "放弃没有书面或者笔录", "old": "对原告知的放弃仍在案"},
)  # fmt: skip
_flag("points", ("none",), accept=_points, words={"open": "意见还没有答复"})

# ── 听证 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _right(move: Move, old: str) -> Values:
    return ("yes", "no") if writes(move.row, "penalties") or writes(move.row, "notice") else (old,)


def _hearing(move: Move, old: str) -> Values:
    row = move.row
    if not writes(row, "hearing"):
        return (old,)
    if needs(row, "hearing.result"):
        return ("held", "given_up", "odd")
    if "open_hearing" in row.effects:
        return ("open",)
    if old in ("held", "given_up"):
        return (old,)
    return ("open", "claimed") if needs(row, "hearing.requested_on") else (old, "open", "claimed")


def _hearing_after(move: Move, _old: str, now: str) -> Values:
    return ("none",) if forgets(move) or "reset_answers" in move.row.effects else (now,)


def _hearing_waiver(move: Move, old: str) -> Values:
    return tuple({old, "yes"}) if writes(move.row, "waiver") else (old,)


def _hearing_waiver_after(move: Move, _old: str, now: str) -> Values:
    return ("no",) if forgets(move) or "reset_answers" in move.row.effects else (now,)


_flag("right", ("no",), accept=_right, words={"yes": "处罚属于听证范围"})
_flag("told", ("no",), accept=_on_notice("yes", "no"), settle=_aged("no", ()), words={"no": "没有告知听证权利"})
_flag(
    "hearing_window", ("none",), accept=_on_notice("open", "over"), settle=_aged("none", ()),
    ticks={"open": ("over", "要求听证的期限届满")},
)  # fmt: skip
_flag(
    "hearing", ("none",), accept=_hearing, settle=_hearing_after,
    words={"open": "要求听证", "held": "听证举行", "given_up": "放弃听证", "claimed": "结果随申请一并写入"},
)  # fmt: skip
_flag("hearing_waiver", ("no",), accept=_hearing_waiver, settle=_hearing_waiver_after, words={"yes": "放弃听证权利"})

# ── 审核、集体讨论 ────────────────────────────────────────────────────────────────────────────────────────────────


def _due(move: Move, old: str) -> Values:
    if not writes(move.row, "significance"):
        return (old,)
    if needs(move.row, "significance.complex"):
        return ("legal", "plain")
    return tuple({old, "legal", "plain"})


def _kind(move: Move, old: str) -> Values:
    if not writes(move.row, "review"):
        return (old,)
    return ("case", "legal") if needs(move.row, "review.kind") else tuple({old, "case", "legal"})


def _kind_after(move: Move, old: str, now: str) -> Values:
    if forgets(move):
        return (NONE,)
    return (old,) if "keep_review" in move.row.effects else (now,)


def _conclusion(move: Move, old: str) -> Values:
    if not writes(move.row, "review"):
        return (old,)
    if move.row.outcome_by == "review.conclusion":
        known = {"pass": "pass", "transfer": "transfer"}
        return (known.get(move.branch, "odd" if move.branch == "" else "fail"),)
    options = ("pass", "transfer", "fail", "odd")
    return options if needs(move.row, "review.conclusion") else tuple({old, *options})


def _conclusion_after(move: Move, _old: str, now: str) -> Values:
    return (NONE,) if forgets(move) or "open_review" in move.row.effects else (now,)


def after_hearing(move: Move) -> bool:
    """As `open_review` has it: a review begun once the party was told, and heard, is that after the hearing."""
    return move.source == "notified" and move.now("hearing") in ("held", "open", "claimed")


def _late(move: Move, _old: str, now: str) -> Values:
    if forgets(move):
        return ("no",)
    return ("yes" if after_hearing(move) else "no",) if "open_review" in move.row.effects else (now,)


def _last(move: Move, old: str, now: str) -> Values:
    """The last review before the notice: its kind and how it ended."""
    if forgets(move):
        return ("none",)
    if new_conclusion(move.row) and now != "none":
        return (f"old_{now.removeprefix('old_')}",)
    if "keep_review" not in move.row.effects or move.before("late") == "yes":
        return (now,)
    return (f"{move.before('kind')}_{move.now('conclusion')}",)


def _final(move: Move, _old: str, now: str) -> Values:
    """The legal review after the hearing has passed."""
    if forgets(move) or "open_review" in move.row.effects:
        return ("no",)
    if new_conclusion(move.row) and now == "yes":
        return ("old",)
    if not writes(move.row, "review"):
        return (now,)
    kind = move.before("kind") if "keep_review" in move.row.effects else move.now("kind")
    passed = move.before("late") == "yes" and kind == "legal" and move.now("conclusion") in ("pass", "transfer")
    return ("yes" if passed else "no",)


def _panel(move: Move, old: str) -> Values:
    if not writes(move.row, "panel"):
        return (old,)
    whole = needs(move.row, "panel.members") and needs(move.row, "panel.conclusion")
    return ("held", "small") if whole else tuple({old, "held", "small"})


def _panel_due(move: Move, old: str) -> Values:
    touched = any(writes(move.row, key) for key in ("significance", "penalties", "notice", "hearing", "opinion"))
    return ("yes", "no") if touched else (old,)


_flag("due", ("unset",), accept=_due, words={"legal": "属于应当法制审核的情形", "plain": "不属于应当法制审核的情形"})
_flag("case_due", ("yes", "no"))
_flag("place", ("after", "other"))
_flag("kind", (NONE,), accept=_kind, settle=_kind_after, words={"case": "案件审核", "legal": "法制审核"})
_flag(
    "conclusion", (NONE,), accept=_conclusion, settle=_conclusion_after,
    words={"pass": "同意", "transfer": "建议移送", "fail": "不同意", "odd": "结论不可辨认"},
)  # fmt: skip
_flag("late", ("no",), settle=_late, reads=("hearing",))
_flag("last", ("none",), settle=_last, reads=("kind", "conclusion", "late"))
_flag("final", ("no",), settle=_final, reads=("kind", "conclusion", "late"))
_flag("panel", ("none",), accept=_panel, settle=_aged("none", ("held",)), words={"small": "参加讨论的只有一人"})
_flag("panel_due", ("no",), accept=_panel_due, words={"yes": "属于应当集体讨论的情形"})

# ── 处罚内容、履行、结案 ──────────────────────────────────────────────────────────────────────────────────────────

PENALTIES = ("good", "gap", "outside")
_SAYS = {"gap": "处罚内容不完整", "outside": "罚款超出法定幅度", "heavier": "处罚重于告知"}


def _penalties(move: Move, old: str) -> Values:
    return PENALTIES if writes(move.row, "penalties") else (old,)


def _decided_penalties(move: Move, old: str) -> Values:
    if not writes(move.row, "decision"):
        return (old,)
    options = (*PENALTIES, "heavier")
    return options if needs(move.row, "decision.penalties") else tuple(dict.fromkeys((old, *options)))


def _decided_after(move: Move, old: str, now: str) -> Values:
    if forgets(move):
        return ("none",)
    return (old,) if "fill_decision" in move.row.effects and old != "none" else (now,)


def _service(move: Move, old: str) -> Values:
    if "decide_on_spot" in move.row.effects:
        return ("proven",)  # made and handed over at once
    if not writes(move.row, "service"):
        return (old,)
    return ("proven", "bare") if needs(move.row, "service.way") else tuple({old, "proven", "bare"})


def _paid(move: Move, old: str) -> Values:
    return ("yes", "no") if writes(move.row, "payments") else (old,)


def _ended(move: Move, old: str) -> Values:
    return ("yes", "no") if writes(move.row, "closing") or writes(move.row, "performance") else (old,)


_flag("penalties", ("none",), accept=_penalties, words=_SAYS)
_flag("decided_penalties", ("none",), accept=_decided_penalties, settle=_decided_after, words=_SAYS)
_flag("service", ("none",), accept=_service, words={"bare": "送达没有凭据"})
_flag("paid", ("no",), accept=_paid, words={"yes": "罚款缴清"})
_flag("ended", ("no",), accept=_ended, words={"yes": "依法终结执行"})


def _filed(move: Move, _old: str, now: str) -> Values:
    return ("yes",) if move.row.action == "approve_filing" else (now,)


def _limitation(move: Move, old: str) -> Values:
    if any(writes(move.row, key) for key in ("occurred_on", "discovered_on", "long_limitation", "received_on")):
        known = needs(move.row, "occurred_on")
        return ("in_time", "passed") if known else ("in_time", "passed", "unknown")
    return ("in_time", "passed") if old == "in_time" else (old,)


_flag("filed", ("no",), settle=_filed)
_flag("limitation", ("unknown",), accept=_limitation, words={"passed": "已过追责期限", "unknown": "发生日不明"})

"""What the acts of a hearing write besides their facts, and what its end says to the case around it."""

from __future__ import annotations

from minzhifa.law.errors import NoAnswer
from minzhifa.law.procedure.context import Context
from minzhifa.law.procedure.effects import ASKED, Patch, effect
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.convening import PUBLIC

RESULT_OF = {"withdrawn": "withdrawn", "waived": "waived", "absent": "waived", "left": "waived"}
"""Ground of the end → result of the hearing. Other grounds leave the case without one: no decision follows from it."""
NOTICE = ("planned_at", "notified_on", "notice_way", "others_notified", "announced_on", "announced_where")


@effect
def begin_hearing(ctx: Context, patch: Patch) -> None:
    """The hearing begins with what the party asked: the day, its agents, third parties."""
    asked = {key: value for key, value in (look(ctx.case.facts, "hearing") or {}).items() if key in ASKED}
    patch["hearing"] = {**asked, **(patch.get("hearing") or {})}


@effect
def plan_hearing(ctx: Context, patch: Patch) -> None:
    """A closed hearing, and one in a field whose rules ask for none, is not announced."""
    try:
        due = ctx.value("hearing_announcement").value is True
    except NoAnswer:
        due = False
    if not due or look(ctx.facts, "hearing.openness") != PUBLIC:
        patch.get("clocks", {}).pop("hearing_announcement", None)


@effect
def plan_anew(ctx: Context, patch: Patch) -> None:
    """Another day, another presiding officer: told and announced anew."""
    patch["hearing"] = {**(patch.get("hearing") or {}), **dict.fromkeys(NOTICE)}


@effect
def tell_hearing_held(ctx: Context, patch: Patch) -> None:
    """The case learns that it was heard, when, by whom and with what opinion (处罚法65)."""
    known = {key: ctx.look(f"hearing.{key}") for key in ("held_on", "notified_on", "presiding")}
    opinion = ctx.look("hearing_report.opinion")
    patch.setdefault("host", {})["hearing"] = {"result": "held", **known, "report": opinion}


@effect
def tell_hearing_ended(ctx: Context, patch: Patch) -> None:
    """The party gave up its hearing: the case goes on. What is no giving up leaves the case as it was."""
    result = RESULT_OF.get(str(ctx.look("hearing_end.ground")))
    if result:
        patch.setdefault("host", {})["hearing"] = {"result": result, "held_on": ctx.command.on}

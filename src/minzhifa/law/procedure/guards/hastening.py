"""快速办理: only on grounds that the rules of the field know; it leaves out no statutory step."""

from __future__ import annotations

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.guards.registry import guard

FAST = "处罚法第四十九条"


@guard("快速办理的情形是本领域规定的", FAST)
def fast_track_is_open(ctx: Context) -> Verdict:
    ground = ctx.look("fast_track.ground")
    if not ground:
        return unknown("fast_track_unknown", "没有写明快速办理的情形。", FAST, "fast_track.ground")
    rule = ctx.value("fast_track_grounds")
    allowed = rule.value if isinstance(rule.value, tuple) else (str(rule.value),)
    if ground not in allowed:
        text = "本领域没有载入这一情形可以快速办理的规定；不减少步骤的，按普通程序抓紧办理即可。"
        return no("fast_track_closed", text, rule.source, "fast_track.ground")
    return PASS

"""先行登记保存: counted and told on the spot, disposed of within its seven working days, else free by itself."""

from __future__ import annotations

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import not_after, span
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words

SCENE = "处罚法第五十六条；市监程序第三十四条第一款"
ABSENT = "处罚法第五十六条；市监程序第四十三条"
LAPSE = "处罚法第五十六条；市监程序第三十五条第二款"
AT_ONCE = "处罚法第五十六条；市监程序第三十三条第二款"
GENERAL = "general"  # the platform's own filling of a gap: no field provides for it
TERM, EMERGENCY = "preservation", "preservation_emergency"
_DUTIES = {
    "counted": "先行登记保存应当当场清点，开具清单，交当事人一份。",
    "delivered": "先行登记保存证据通知书应当当场交付。",
}


@guard("当场清点、开具清单、交付通知书；当事人没有签名的有记录或者见证人", SCENE)
def preserving_is_lawful(ctx: Context) -> Verdict:
    for name, sentence in _DUTIES.items():
        value = ctx.look(f"preservation_scene.{name}")
        if value is None:
            return unknown("scene_unknown", sentence, SCENE, f"preservation_scene.{name}")
        if value is not True:
            return no("scene_not_lawful", sentence, SCENE, f"preservation_scene.{name}")
    proven = ctx.look("preservation_scene.recording") or ctx.look("preservation_scene.witness")
    if ctx.look("preservation_scene.presence") != "signed" and not proven:
        text = "当事人不到场或者拒绝签名的，应当注明，录音录像，必要时邀请见证人。"
        return no("scene_not_witnessed", text, ABSENT, "preservation_scene.recording", "preservation_scene.witness")
    return PASS


@guard("本领域的规定允许当场保存、事后补办批准", AT_ONCE)
def at_once_is_provided_for(ctx: Context) -> Verdict:
    rule = ctx.rules.find_term(EMERGENCY, ctx.domain, ctx.day_for_rules())
    if rule is None or rule.domain == GENERAL:
        text = "本领域的规定没有允许当场先行登记保存、事后补办批准，应当事先经负责人批准。"
        return no("at_once_not_provided", text, "处罚法第五十六条")
    return PASS


@guard("登记保存没有自动解除", LAPSE)
def preservation_not_lapsed(ctx: Context) -> Verdict:
    due = span((ctx.state.clocks.get(TERM) or {}).get("due"))
    answer = not_after(ctx.on, due)
    if answer is False and due:
        text = f"先行登记保存已于{day_words(due.text)}届满，逾期没有处理的自动解除，只能登记返还。"
        return no("preservation_lapsed", text, LAPSE, "on")
    return PASS if answer else unknown("preservation_unknown", "先行登记保存的届满日不能确定。", LAPSE, "on")


@guard("登记保存已经自动解除", LAPSE)
def preservation_has_lapsed(ctx: Context) -> Verdict:
    due = span((ctx.state.clocks.get(TERM) or {}).get("due"))
    answer = not_after(ctx.on, due)
    if answer is True and due:
        text = f"登记保存到{day_words(due.text)}才届满；届满以前由负责人批准处理或者解除。"
        return no("preservation_is_running", text, LAPSE, "on")
    return PASS if answer is False else unknown("preservation_unknown", "先行登记保存的届满日不能确定。", LAPSE, "on")

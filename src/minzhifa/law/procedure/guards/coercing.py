"""Seizure of places and goods: what may be touched, how it is done on the spot, and that its term runs out."""

from __future__ import annotations

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words

OBJECTS = "强制法第二十三条"
SCENE = "强制法第十八条"
PERIOD = "强制法第二十五条第一款"
TESTING = "强制法第二十五条第三款"
EXPIRED = "强制法第二十八条第一款第（四）项"
DISPOSAL = "强制法第二十七条"
TERM = "seizure"
DECIDED = frozenset({"decided", "served", "performed", "closing_proposed"})


@guard("只限涉案的场所、设施和财物，不是生活必需品，没有被其他机关查封", OBJECTS)
def coercion_is_permitted(ctx: Context) -> Verdict:
    related = ctx.look("coercion.related")
    if related is None:
        return unknown("objects_unknown", "没有写明查封扣押的对象是否符合要求。", OBJECTS, "coercion.related")
    if related is not True:
        text = "与违法行为无关的场所、设施、财物和生活必需品不得查封扣押，已被其他机关查封的不得重复查封。"
        return no("objects_not_permitted", text, OBJECTS, "coercion.related")
    return PASS


_DUTIES = {
    "certificate_shown": ("实施查封扣押应当出示执法身份证件。", f"{SCENE}第（三）项"),
    "rights_told": ("应当当场告知当事人理由、依据以及依法享有的权利、救济途径。", f"{SCENE}第（五）项"),
    "delivered": ("查封扣押决定书和清单应当当场交付。", "强制法第二十四条第一款"),
}


@guard("当场出示证件、告知权利、交付决定书；当事人不到场的有见证人", SCENE)
def scene_is_lawful(ctx: Context) -> Verdict:
    for name, (sentence, article) in _DUTIES.items():
        value = ctx.look(f"coercion_scene.{name}")
        if value is None:
            return unknown("scene_unknown", sentence, article, f"coercion_scene.{name}")
        if value is not True:
            return no("scene_not_lawful", sentence, article, f"coercion_scene.{name}")
    if ctx.look("coercion_scene.party") == "absent" and not ctx.look("coercion_scene.witness"):
        text = "当事人不到场的，应当邀请见证人到场签名。"
        return no("witness_missing", text, f"{SCENE}第（九）项", "coercion_scene.witness")
    return PASS


@guard("查封扣押的期限没有届满", EXPIRED)
def seizure_is_running(ctx: Context) -> Verdict:
    due = span((ctx.state.clocks.get(TERM) or {}).get("due"))
    if due is None:
        return PASS  # the clock is stopped while goods are being tested: the term cannot have run out
    if after(ctx.on, due) is True:
        text = f"查封扣押的期限已于{day_words(due.text)}届满，应当解除，退还财物。"
        return no("seizure_expired", text, EXPIRED)
    return PASS


@guard("查封扣押只能延长一次", PERIOD)
def seizure_not_extended(ctx: Context) -> Verdict:
    if (ctx.state.clocks.get(TERM) or {}).get("extensions"):
        return no("seizure_extended", "查封扣押的期限已经延长过一次，合计不得超过六十日。", PERIOD)
    return PASS


@guard("检测的期间明确，首尾有序", TESTING)
def testing_days_in_order(ctx: Context) -> Verdict:
    first, last = ctx.day("testing.from_on"), ctx.day("testing.ended_on") or ctx.day("testing.until")
    if first is None or last is None or first.exact is None or last.exact is None:
        return unknown("testing_days_unknown", "检测、检验、检疫、鉴定的期间应当明确到日。", TESTING, "testing.until")
    if not_after(first, last) is False:
        return no("testing_days_reversed", "检测期间的结束早于开始。", TESTING, "testing.until")
    return PASS


@guard("没收、销毁的，案件已经作出决定；移送的，写明移送", DISPOSAL)
def disposal_has_its_decision(ctx: Context) -> Verdict:
    way = ctx.look("coercion_end.way")
    if way is None:
        return unknown("disposal_unknown", "没有写明处理方式。", DISPOSAL, "coercion_end.way")
    if way == "transferred":
        return PASS
    host = ctx.host
    if host is None or host.stage not in DECIDED:
        return no("disposal_before_decision", "没收、销毁以处罚决定为依据，本案还没有作出决定。", DISPOSAL)
    kinds = {str(one.get("kind")) for one in look(host.facts, "decision.penalties") or ()}
    if way == "confiscated" and not kinds & {"0202", "0203"}:
        text = "处罚决定没有没收的内容，应当解除查封扣押。"
        return no("disposal_without_confiscation", text, DISPOSAL, "coercion_end.way")
    return PASS

"""Seizure of places and goods: what may be touched, how it is done on the spot, and that its term runs out."""

from __future__ import annotations

from datetime import timedelta

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import not_after, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.holding import (
    DECIDED,
    GENERAL_ACTS,
    not_extended,
    running,
    statutes_in,
    term_due,
)
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words

OBJECTS = "强制法第二十三条"
POWER = "强制法第十条、第十七条第一款、第二十二条"
SCENE = "强制法第十八条"
AT_ONCE = "强制法第十九条"
PERIOD = "强制法第二十五条第一款"
TOLD = "强制法第二十五条第二款"
TESTING = "强制法第二十五条第三款"
EXPIRED = "强制法第二十八条第一款第（四）项"
DISPOSAL = "强制法第二十七条"
TERM = "seizure"
DAY = timedelta(days=1)


@guard("依据是法律、法规，本机关就是其中规定的机关，不是受委托实施", POWER)
def coercion_power_is_given(ctx: Context) -> Verdict:
    basis = str(ctx.look("coercion.basis") or "").strip()
    if not basis:
        return unknown("coercion_basis_unknown", "没有写明查封扣押的法律、法规依据。", POWER, "coercion.basis")
    names = [one for one in statutes_in(basis) if one not in GENERAL_ACTS] if "《" in basis else []
    if not names or "第" not in basis or "条" not in basis:
        text = "依据应当写明授权查封扣押的法律、法规名称和条款，例如“《产品质量法》第十八条第一款第（四）项”。"
        return no("coercion_basis_unclear", text, POWER, "coercion.basis")
    own = ctx.look("coercion.own_power")
    if own is None:
        return unknown("coercion_power_unknown", "没有写明本机关是否依据规定的机关。", POWER, "coercion.own_power")
    if own is not True:
        text = "查封扣押由法律、法规规定的行政机关实施，行政强制措施权不得委托。"
        return no("coercion_delegated", text, POWER, "coercion.own_power")
    return PASS


_OBJECTS = {
    "related": ("不得查封扣押与违法行为无关的场所、设施或者财物。", f"{OBJECTS}第一款"),
    "no_necessities": ("不得查封扣押公民个人及其所扶养家属的生活必需品。", f"{OBJECTS}第一款"),
    "not_sealed": ("已被其他国家机关依法查封的，不得重复查封。", f"{OBJECTS}第二款"),
}


@guard("只限涉案的场所、设施和财物，不是生活必需品，没有被其他机关查封", OBJECTS)
def coercion_is_permitted(ctx: Context) -> Verdict:
    for name, (sentence, article) in _OBJECTS.items():
        value = ctx.look(f"coercion.{name}")
        if value is None:
            return unknown("objects_unknown", sentence, article, f"coercion.{name}")
        if value is not True:
            return no("objects_not_permitted", sentence, article, f"coercion.{name}")
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
    return _record_is_signed(ctx)


def _record_is_signed(ctx: Context) -> Verdict:
    """The record bears the party's name, or says that it refused, or a witness's where the party did not come."""
    absent, signature = ctx.look("coercion_scene.party") == "absent", ctx.look("coercion_scene.signature")
    if absent and not ctx.look("coercion_scene.witness"):
        text = "当事人不到场的，应当邀请见证人到场签名。"
        return no("witness_missing", text, f"{SCENE}第（九）项", "coercion_scene.witness")
    article, field = f"{SCENE}第（八）项、第（九）项", "coercion_scene.signature"
    if signature is None:
        return unknown("signature_unknown", "没有写明现场笔录由谁签名。", article, field)
    if absent is not (signature == "witness"):
        text = "当事人到场的由当事人签名或者注明拒绝；不到场的由见证人签名。"
        return no("signature_does_not_fit", text, article, field)
    if signature == "refused" and not ctx.look("coercion_scene.refusal"):
        text = "当事人拒绝签名的，应当在笔录中注明情况。"
        return no("refusal_not_noted", text, f"{SCENE}第（八）项", "coercion_scene.refusal")
    return PASS


@guard("先报告，再补办批准，都在实施以后", AT_ONCE)
def ratified_after_report(ctx: Context) -> Verdict:
    times = [
        ctx.look(f"{name}") for name in ("coercion_scene.imposed_at", "coercion.reported_at", "coercion.ratified_at")
    ]
    if times[1] is None or times[2] is None:
        return unknown("report_unknown", "没有写明报告和补办批准的时间。", AT_ONCE, "coercion.reported_at")
    if sorted(str(one or "") for one in times) != [str(one or "") for one in times]:
        text = "时间的次序应当是：当场实施、向负责人报告、补办批准。"
        return no("report_out_of_order", text, AT_ONCE, "coercion.reported_at", "coercion.ratified_at")
    return PASS


@guard("查封扣押的期限没有届满", EXPIRED)
def seizure_is_running(ctx: Context) -> Verdict:
    return running(ctx, TERM, "查封扣押", EXPIRED)


@guard("查封扣押只能延长一次", PERIOD)
def seizure_not_extended(ctx: Context) -> Verdict:
    return not_extended(ctx, TERM, "查封扣押", PERIOD)


@guard("延长的决定书面告知当事人，只登记一次", TOLD)
def coercion_extension_is_told(ctx: Context) -> Verdict:
    approved, told = ctx.state.done.get("approve_coercion_extension"), ctx.day("coercion_extension.told_on")
    if not approved:
        return no("no_extension", "查封扣押的期限没有延长。", TOLD)
    if ctx.state.done.get("tell_coercion_extension"):
        return no("told_already", "延长查封扣押的告知已经登记。", TOLD)
    if told is None:
        return unknown("told_day_unknown", "没有写明书面告知当事人的日期。", TOLD, "coercion_extension.told_on")
    if told.last.isoformat() < approved[:10]:
        return no("told_before_extension", "告知的日期早于批准延长。", TOLD, "coercion_extension.told_on")
    return PASS


@guard("检测的期间明确，首尾有序，书面告知了当事人；再次告知的接在原期间之后", TESTING)
def testing_days_in_order(ctx: Context) -> Verdict:
    ends = ctx.row.action == "end_testing"
    first, last = ctx.day("testing.from_on"), ctx.day("testing.ended_on" if ends else "testing.until")
    if first is None or last is None or first.exact is None or last.exact is None:
        return unknown("testing_days_unknown", "检测、检验、检疫、鉴定的期间应当明确到日。", TESTING, "testing.until")
    if not_after(first, last) is False:
        return no("testing_days_reversed", "检测期间的结束早于开始。", TESTING, "testing.until")
    return PASS if ends else _testing_was_told(ctx)


def _testing_was_told(ctx: Context) -> Verdict:
    told, before = ctx.look("testing.told"), span(look(ctx.state.facts, "testing.until"))
    if told is not True:
        text = "检测的期间应当书面告知当事人；没有告知的，不能从查封扣押的期限中扣除。"
        return (unknown if told is None else no)("testing_not_told", text, TESTING, "testing.told")
    begun = ctx.day("testing.from_on")
    ended = span(look(ctx.state.facts, "testing.ended_on"))
    if before and begun and not_after(begun, ended or before) is True:
        day = day_words(((ended or before).last + DAY).isoformat())
        text = f"新的期间应当接在已经告知的期间之后，最早自{day}起。"
        return no("testing_overlaps", text, TESTING, "testing.from_on")
    return PASS


@guard("没收、销毁的，案件已经作出决定；销毁的写明法律、行政法规", DISPOSAL)
def disposal_has_its_decision(ctx: Context) -> Verdict:
    way = ctx.look("coercion_end.way")
    if way is None:
        return unknown("disposal_unknown", "没有写明处理方式。", DISPOSAL, "coercion_end.way")
    host = ctx.host
    if host is None or host.stage not in DECIDED:
        return no("disposal_before_decision", "没收、销毁以处罚决定为依据，本案还没有作出决定。", DISPOSAL)
    kinds = {str(one.get("kind")) for one in look(host.facts, "decision.penalties") or ()}
    if way == "confiscated" and not kinds & {"0202", "0203"}:
        text = "处罚决定没有没收的内容，应当解除查封扣押。"
        return no("disposal_without_confiscation", text, DISPOSAL, "coercion_end.way")
    if way == "destroyed" and "《" not in str(ctx.look("coercion_end.basis") or ""):
        text = "销毁须有法律、行政法规的规定，请写明名称和条款。"
        return no("destroying_without_statute", text, DISPOSAL, "coercion_end.basis")
    return PASS


@guard("处理决定在查封扣押的期限内作出", DISPOSAL)
def disposal_in_time(ctx: Context) -> Verdict:
    due = term_due(ctx, TERM)
    if due is None or not_after(ctx.on, due) is True:
        return PASS
    decided = span(look(ctx.host.facts, "decision.decided_on")) if ctx.host else None
    if decided and not_after(decided, due) is True:
        return PASS  # what the decision said within the term is carried out after it
    text = f"处理决定没有在{day_words(due.text)}届满以前作出，应当解除查封扣押，退还财物。"
    return no("seizure_expired", text, f"{DISPOSAL}、第二十八条第一款第（四）项", "on")

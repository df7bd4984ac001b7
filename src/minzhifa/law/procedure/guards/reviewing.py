"""Which review and which panel are due by the rules, and whether they took place (处罚法 57, 58)."""

from __future__ import annotations

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import any_of
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.measuring import MEASURE, departs, reviewed
from minzhifa.law.procedure.guards.proof import PENALTY
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.procedure.hearing import hearing_right
from minzhifa.law.review_points import found_wrong, points, unanswered

REVIEW = "处罚法第五十八条第一款；市监程序第五十条、第五十二条"
AFTER = "处罚法第五十八条第一款第（二）项；市监程序第五十条第二款"
PANEL = "处罚法第五十七条第二款；市监程序第六十条第二款"
CONCLUSIONS = ("pass", "correct", "supplement", "transfer")


def _flag(ctx: Context, key: str) -> bool | None:
    value = ctx.look(f"significance.{key}")
    return value if isinstance(value, bool) else None


def hearing_held(ctx: Context) -> bool | None:
    """A hearing took place. In an old record that is silent on it: unknown."""
    result = ctx.look("hearing.result")
    if result is None:
        return None if ctx.historical or ctx.look("hearing.requested_on") else False
    return bool(result == "held")


def legal_review_due(ctx: Context, *, after_hearing: bool) -> bool | None:
    """Whether one of the classes of 58(1) applies; the class of hearings counts only after the hearing."""
    answers: list[bool | None] = []
    for trigger in ctx.listed("legal_review_triggers"):
        if trigger == "hearing_held":
            answers.append(hearing_held(ctx) if after_hearing else False)
        else:
            answers.append(_flag(ctx, trigger))
    if departs(ctx):
        answers.append(True)  # 偏离裁量基准
    return any_of(*answers)


def kind_due(ctx: Context, *, after_hearing: bool) -> tuple[str | None, bool]:
    """("legal" | "case" | "", known): the review that is due before the next step."""
    legal = legal_review_due(ctx, after_hearing=after_hearing)
    if after_hearing:
        held = hearing_held(ctx)
        return ("legal", True) if held or departs(ctx) else ("", held is not None)
    if legal is None:
        return None, False
    if legal:
        return "legal", True
    return ("case" if ctx.value("case_review").value is True else ""), True


@guard("审核的种类与应当进行的一致", REVIEW)
def review_kind_is_due(ctx: Context) -> Verdict:
    kind = look(ctx.given, "review.kind")  # what is sent now, not how an earlier review was called
    if kind is None:
        return unknown("review_kind_unknown", "没有写明审核的种类。", "市监程序第四十九条第二款", "review.kind")
    if kind not in ("legal", "case"):
        return no("review_kind", "审核分为法制审核和案件审核。", "市监程序第四十九条第二款", "review.kind")
    due, known = kind_due(ctx, after_hearing=ctx.state.stage == "notified")
    if not known:
        return unknown("review_due_unknown", "是否属于应当法制审核的情形不明。", REVIEW, "significance")
    if due == "legal" and kind != "legal":
        return no(
            "legal_review_due",
            "本案属于应当由法制审核人员进行法制审核的情形，不能以案件审核代替。",
            REVIEW,
            "review.kind",
        )
    return PASS


@guard("审核的内容逐项写明，审核结论可以辨认并且与之一致，未通过的不得进入下一环节", "市监程序第五十四条")
def review_conclusion_is_known(ctx: Context) -> Verdict:
    conclusion = ctx.look("review.conclusion")
    if conclusion is not None and conclusion not in CONCLUSIONS:
        return no(
            "review_conclusion",
            "审核结论应为同意、建议纠正、建议补充调查或者建议移送。",
            "市监程序第五十四条",
            "review.conclusion",
        )
    return _points(ctx, passed=conclusion == "pass")


def _points(ctx: Context, *, passed: bool) -> Verdict:
    """Each point of the review has its finding; what is wrong in one does not pass."""
    known, told = points(ctx.rules, ctx.domain), look(ctx.given, "review.points")
    if told is None:
        return unknown("review_points_unknown", "没有逐项写明审核的内容。", known.article, "review.points")
    if bare := unanswered(known, told):
        text = f"没有逐项写明审核意见；有问题的要写明是什么问题：{'；'.join(bare)}。"
        return no("review_points", text, known.article, "review.points")
    if passed and (wrong := found_wrong(known, told)):
        text = f"审核认为有问题的，不能同意处理意见：{'；'.join(wrong)}。"
        return no("review_contradicts", text, "市监程序第五十四条", "review.conclusion")
    return PASS


def _passes(ctx: Context, conclusion: object) -> bool:
    return conclusion == "pass" or (conclusion == "transfer" and ctx.outcome in ("transfer", "criminal_transfer"))


def _passed(ctx: Context) -> bool:
    return _passes(ctx, ctx.look("review.conclusion"))


@guard("告知之前应当进行的审核已经通过", REVIEW)
def review_before_notice(ctx: Context) -> Verdict:
    due, known = kind_due(ctx, after_hearing=False)
    if known and due == "":
        return PASS
    last = [one for one in ctx.facts.get("reviews") or () if one.get("round") == ctx.facts.get("round")]
    before = [one for one in last if not one.get("after_hearing")]
    done = before[-1] if before else {}
    if _passes(ctx, done.get("conclusion")) or (ctx.state.stage == "reviewed" and _passed(ctx)):
        if due == "legal" and done.get("kind") == "case":
            return no("legal_review_due", "本案应当经过法制审核，只做了案件审核。", REVIEW, "review")
        return PASS
    if not known:
        return unknown("review_due_unknown", "是否属于应当法制审核的情形不明。", REVIEW, "significance")
    if ctx.historical and not ctx.facts.get("review"):
        return unknown("review_unknown", "原记载没有写明审核情况。", REVIEW, "review")
    name = "法制审核" if due == "legal" else "案件审核"
    article = REVIEW if due == "legal" else ctx.value("case_review").source
    return no(
        "review_missing", f"本案应当经过{name}，未经{name}或者审核未通过的，不得进入下一环节。", article, "review"
    )


@guard("举行了听证，或者拟偏离裁量基准决定而没有经过法制审核，应当进行法制审核", AFTER)
def final_review_is_due(ctx: Context) -> Verdict:
    held = hearing_held(ctx)
    if held or (departs(ctx) and not reviewed(ctx)):
        return PASS
    if held is None:
        return unknown("hearing_unknown", "是否举行过听证不明。", AFTER, "hearing.result")
    if ctx.look("discretion.calculation") and not ctx.look("decision.penalties"):
        text = "没有举行听证；拟偏离裁量基准决定的，写明拟决定的处罚内容后送交法制审核。"
        return unknown("decision_not_stated", text, MEASURE, "decision.penalties")
    return no("final_review_not_due", "没有举行听证，也没有偏离裁量基准，不需要再送法制审核。", AFTER)


@guard("经过听证的案件在听证之后通过了法制审核", AFTER)
def final_review_passed(ctx: Context) -> Verdict:
    held = hearing_held(ctx)
    if held is False or (ctx.outcome is not None and ctx.outcome != PENALTY):
        return PASS
    if ctx.value("legal_review_place_after_hearing").value != "after_hearing":
        return PASS
    if held is None:
        return unknown(
            "hearing_unknown", "是否举行过听证不明，不能判断是否须在听证后进行法制审核。", AFTER, "hearing.result"
        )
    if ctx.look("review.after_hearing") is True and ctx.look("review.kind") == "legal" and _passed(ctx):
        return PASS
    if ctx.historical and not ctx.facts.get("review"):
        return unknown("review_unknown", "原记载没有写明听证后的法制审核。", AFTER, "review")
    return no("final_review_missing", "经过听证的案件，未经法制审核或者审核未通过的，不得作出决定。", AFTER, "review")


def panel_due(ctx: Context) -> bool | None:
    """Whether the heads must discuss the case together, by the triggers of the rulebook."""
    answers: list[bool | None] = []
    for trigger in ctx.listed("panel_triggers"):
        if trigger == "legal_review_case":
            answers.append(legal_review_due(ctx, after_hearing=True))
        elif trigger == "hearing_requested":
            asked = bool(ctx.look("hearing.requested_on"))
            answers.append(True if asked else (None if ctx.historical else False))
        elif trigger == "hearing_kind":
            answers.append(hearing_right(ctx, ctx.look("penalties")))
        else:
            answers.append(_flag(ctx, trigger))
    return any_of(*answers)


@guard("情节复杂或者重大违法行为的处罚经过负责人集体讨论", PANEL)
def panel_was_held(ctx: Context) -> Verdict:
    if ctx.outcome is not None and ctx.outcome != PENALTY:
        return PASS
    if ctx.look("panel.conclusion") and len(set(ctx.look("panel.members") or ())) > 1:
        return PASS
    due = panel_due(ctx)
    if due is False:
        return PASS
    if due is None:
        return unknown(
            "panel_due_unknown", "是否属于应当集体讨论的情形不明，也没有集体讨论记录。", PANEL, "significance"
        )
    if ctx.historical and not ctx.look("panel"):
        return unknown("panel_unknown", "原记载没有写明负责人集体讨论情况。", PANEL, "panel")
    return no("panel_missing", "情节复杂或者重大违法行为的行政处罚，应当由负责人集体讨论决定。", PANEL, "panel")


@guard("集体讨论有参加人和结论", PANEL)
def panel_is_a_panel(ctx: Context) -> Verdict:
    members = ctx.look("panel.members")
    if members is not None and len({str(one) for one in members}) < 2:  # noqa: PLR2004 -- one is no panel
        return no("panel_too_small", "集体讨论应当由不止一名负责人参加。", PANEL, "panel.members")
    return PASS

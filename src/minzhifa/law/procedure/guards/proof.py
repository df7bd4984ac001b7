"""Evidence, elements and the reasons for the penalty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minzhifa.law import discretion
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.guards.registry import guard

FACTS_FIRST = "处罚法第四十条"
ALONE = frozenset({"not_established", "transfer", "criminal_transfer"})
PENALTY = "penalty"


@guard("证据不是以非法手段取得的", "处罚法第四十六条第三款")
def evidence_is_lawful(ctx: Context) -> Verdict:
    article = "处罚法第四十六条第三款；市监程序第二十三条第四款"
    for one in ctx.given.get("evidence") or ():
        if one.get("unlawful") is True:
            return no(
                "unlawful_evidence",
                f"“{one.get('title')}”是以非法手段取得的，不得作为认定事实的根据。",
                article,
                "evidence",
            )
    return PASS


@guard("检查、询问时出示了执法证件", "处罚法第五十五条第一款")
def certificate_was_shown(ctx: Context) -> Verdict:
    article = "处罚法第五十五条第一款；市监程序第二十二条"
    record = ctx.given.get("record")
    shown = record.get("certificate_shown") if isinstance(record, Mapping) else None
    if shown is False:
        return no(
            "certificate_not_shown", "没有出示执法证件，当事人有权拒绝调查、检查。", article, "record.certificate_shown"
        )
    if shown is not True:
        return unknown("showing_unknown", "笔录没有载明是否出示执法证件。", article, "record.certificate_shown")
    return PASS


@guard("要件所引的证据都在案", FACTS_FIRST)
def elements_name_known_evidence(ctx: Context) -> Verdict:
    known = {str(one.get("id")) for one in ctx.facts.get("evidence") or ()}
    for element in ctx.facts.get("elements") or ():
        strange = [str(one) for one in element.get("evidence") or () if str(one) not in known]
        if strange:
            return no("no_such_evidence", f"“{element.get('text')}”所引的证据不在案卷中。", FACTS_FIRST, "elements")
    return PASS


def gaps(facts: Mapping[str, Any]) -> list[str] | None:
    """The elements that no evidence proves; None when the elements are unknown."""
    elements = facts.get("elements")
    if elements is None:
        return None
    known = {str(one.get("id")) for one in facts.get("evidence") or ()}
    return [
        str(one.get("text") or one.get("key"))
        for one in elements
        if one.get("required") is not False and not any(str(item) in known for item in one.get("evidence") or ())
    ]


@guard("每一违法构成要件都有证据证明", FACTS_FIRST)
def matrix_is_complete(ctx: Context) -> Verdict:
    if ctx.outcome in ALONE:
        return PASS  # facts not established, or not ours to establish
    article = f"{FACTS_FIRST}、第五十七条第一款；市监程序第四十八条第（三）项"
    missing = gaps(ctx.facts)
    if missing is None:
        return unknown("elements_unknown", "没有列出违法构成要件。", article, "elements")
    if not ctx.facts.get("elements"):
        return no("no_elements", "没有列出违法构成要件。", article, "elements")
    if missing:
        return no("matrix_gap", f"下列要件没有证据证明，不能终结调查：{'、'.join(missing)}。", article, "elements")
    return elements_name_known_evidence(ctx)


@guard("说明了裁量的理由", "市监程序第四十八条第（六）项")
def discretion_has_reasons(ctx: Context) -> Verdict:
    article = "处罚法第三十四条；市监程序第四十八条第（六）项"
    if ctx.outcome in ALONE:
        return PASS
    reasons = ctx.look("discretion.reasons")
    if reasons is None:
        return unknown("reasons_unknown", "没有说明裁量的理由。", article, "discretion.reasons")
    if not str(reasons).strip():
        return no("no_reasons", "裁量的理由是空的。", article, "discretion.reasons")
    return PASS


def penalties_of(ctx: Context) -> Any:
    """The penalties of this act: those decided, else those proposed."""
    if ctx.row.action in ("propose_decision", "approve_decision"):
        return ctx.look("decision.penalties")
    if ctx.row.action == "submit_review":  # after the notice: what is now meant to be decided
        return ctx.look("decision.penalties") or ctx.look("penalties")
    return ctx.look("penalties")


def answered(found: discretion.Answer, code: str, article: str, *fields: str) -> Verdict:
    """A comparison of penalties as a guard's verdict."""
    if found.ok is True:
        return PASS
    if found.ok is False:
        return no(code, found.why, article, *fields)
    return unknown(f"{code}_unknown", found.why, article, *(found.fields or fields))


def _field(ctx: Context) -> str:
    return "decision.penalties" if ctx.row.action in ("propose_decision", "approve_decision") else "penalties"


@guard("处罚内容写明种类和金额", "处罚法第九条、第五十九条第一款第（三）项")
def penalties_are_complete(ctx: Context) -> Verdict:
    if ctx.outcome is not None and ctx.outcome != PENALTY:
        return PASS
    return answered(
        discretion.complete(penalties_of(ctx)), "penalties", "处罚法第九条、第五十九条第一款第（三）项", _field(ctx)
    )


@guard("罚款在法定幅度内", discretion.RANGE_ARTICLE)
def penalties_within_range(ctx: Context) -> Verdict:
    if ctx.outcome is not None and ctx.outcome != PENALTY:
        return PASS
    found = discretion.within_range(penalties_of(ctx), ctx.look("range"), ctx.look("discretion"))
    return answered(found, "outside_range", "处罚法第三十四条、第三十八条第一款", _field(ctx), "range")

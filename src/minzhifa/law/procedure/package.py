"""What an application to the court for enforcement must bring (强制法55), looked for in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from minzhifa.law.procedure import owing
from minzhifa.law.procedure.context import Context
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.types import CaseState
from minzhifa.law.words import day_words

ARTICLE = "强制法第五十五条第一款"


@dataclass(frozen=True, slots=True)
class Material:
    """One of the five items: what stands for it in the file, "" when nothing does; what is then missing, and where."""

    item: str
    ground: str
    found: str
    missing: str
    field: str


def package(ctx: Context) -> tuple[Material, ...]:
    """The five items of the statute."""
    case = ctx.case
    return (
        Material(
            "强制执行申请书", f"{ARTICLE}第（一）项", "强制执行申请书" if ctx.look("application.court") else "",
            "没有写明向哪一个人民法院申请", "application.court"),
        Material(
            "行政决定书及作出决定的事实、理由和依据", f"{ARTICLE}第（二）项", _decision(case),
            "案卷中没有已经送达、写明事实和理由的决定", "decision"),
        Material(
            "当事人的意见及行政机关催告情况", f"{ARTICLE}第（三）项", _heard(case),
            "案卷中没有已经送达的催告书，或者当事人的意见没有复核", "demand"),
        Material(
            "申请强制执行标的情况", f"{ARTICLE}第（四）项", str(ctx.look("application.target") or ""),
            "没有写明申请强制执行的标的", "application.target"),
        Material(
            "法律、行政法规规定的其他材料", f"{ARTICLE}第（五）项", str(ctx.look("application.other") or ""),
            "没有写明其他材料，没有的写“无”", "application.other"),
    )  # fmt: skip


def _decision(case: CaseState) -> str:
    decided, served = look(case.facts, "decision.decided_on"), look(case.facts, "service.served_on")
    reasons = look(case.facts, "decision.reasons") or look(case.facts, "opinion.reasons")
    if not (decided and served and reasons):
        return ""
    return f"{day_words(decided)}作出的行政处罚决定书，{day_words(served)}送达；调查终结报告、证据材料"


def _heard(case: CaseState) -> str:
    demands = [part for part in owing.parts_named(case, owing.DEMAND).values() if _served(part)]
    said: list[Any] = list(case.facts.get("statements") or ())
    if not demands or any(not one.get("answer") for one in said):
        return ""
    opinion = f"陈述、申辩意见 {len(said)} 项及复核意见" if said else "当事人没有提出陈述、申辩"
    again = look(demands[-1].facts, "demand_statement.point")
    if again and not look(demands[-1].facts, "demand_statement.answer"):
        return ""
    answer = "；催告后的陈述、申辩及复核意见" if again else "；催告后没有提出陈述、申辩"
    return f"{opinion}{answer}；催告书，{day_words(_served(demands[-1]))}送达"


def _served(part: CaseState) -> str:
    return str(look(part.facts, "demand_service.served_on") or "")

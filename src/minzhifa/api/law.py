"""The law's arithmetic and texts over the API: terms, surcharge, procedure table, matters, provisions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Query

from minzhifa import rules
from minzhifa.access.errors import NotFound
from minzhifa.api.schemas import Day, DeadlineOut, MatterOut, ProblemOut, ProvisionOut, SurchargeOut
from minzhifa.catalog import queries as catalog
from minzhifa.law.fines import surcharge
from minzhifa.law.rulebook import compute
from minzhifa.law.terms import parse_moment

router = Router(tags=["法"])


@router.get("/terms/{term_id}", response={200: DeadlineOut, 404: ProblemOut, 422: ProblemOut}, summary="计算法定期限")
def term(
    request: HttpRequest,
    term_id: str,
    start: str,
    domain: str = "general",
    on: Day | None = None,
) -> DeadlineOut:
    """按领域和日期选用规则，返回届满日与能读懂的说明（来源、是否待核）。"""
    current = rules.current()
    moment = parse_moment(start)
    rule = current.term(term_id, domain, on or date(moment.year, moment.month, moment.day))
    found = compute(rule, moment, current.calendar)
    return DeadlineOut(due=found.due.isoformat(), explanation=found.explanation)


@router.get("/surcharge", response={200: SurchargeOut, 422: ProblemOut}, summary="计算加处罚款")
def late_fine(request: HttpRequest, fine: Decimal, due: Day, paid_on: Day) -> SurchargeOut:
    """每日百分之三，以本金为限（处罚法第七十二条）。"""
    rate, cap = rules.current().surcharge_terms(due)
    found = surcharge(fine, due, paid_on, rate=rate, cap=cap)
    return SurchargeOut(
        amount=f"{found.amount:.2f}", days=found.days, capped=found.capped, explanation=found.explanation
    )


@router.get("/matters", response=list[MatterOut], summary="执法事项")
def matters(
    request: HttpRequest, q: str = "", field: str | None = None, after: str = "", limit: int = Query(50, ge=1, le=200)
) -> list[dict[str, Any]]:
    """按事项编码升序；把最后一个编码放进 `after` 取下一页。"""
    rows = catalog.matters(field=field, q=q or None, after=after, limit=limit)
    return [{"code": r.code, "name": r.name, "field": r.field, "mark": r.mark} for r in rows]


@router.get("/provisions", response={200: ProvisionOut, 404: ProblemOut}, summary="条文")
def provision(request: HttpRequest, statute: str, citation: str, on: Day | None = None) -> ProvisionOut:
    """`citation` 如 第二十三条第一款第（二）项；`on` 选当日有效的文本。"""
    found = catalog.provision(statute, citation, on)
    if isinstance(found, catalog.Unknown):
        raise NotFound(str(found))
    return ProvisionOut(statute=statute, citation=citation, text=found.text)

"""Powers of townships over the API: public by law (决定应当公布), readable with any scope of the catalogue."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.params.functions import Query

from minzhifa import clock
from minzhifa.api.auth import actor_of, require_scope
from minzhifa.api.pages import LIMIT, MOST
from minzhifa.api.schemas import Day
from minzhifa.org.queries import powers_in_force

router = Router(tags=["机关与人员"])


class PowerOut(Schema):
    """一个乡镇街道在某日行使的一项行政处罚权。"""

    id: int
    township_id: int
    township_name: str
    county_id: int
    county_name: str
    matter_code: str
    matter_name: str
    valid_from: date
    valid_to: date | None
    announcement: str
    document_number: str
    published_on: date


@router.get("/powers", response=list[PowerOut], summary="乡镇街道赋权事项")
def powers(
    request: HttpRequest,
    on: Day | None = None,
    township_id: int | None = None,
    after: int = 0,
    limit: int = Query(LIMIT, ge=1, le=MOST),
) -> list[Any]:
    """某日（缺省今天）在行使的赋权事项，按 id 升序；`after` 为上一页最后一项的 id。"""
    require_scope(actor_of(request), "catalog:read")
    return list(powers_in_force(on or clock.today(), township_id=township_id, after=after, limit=limit))

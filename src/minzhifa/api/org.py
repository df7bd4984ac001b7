"""Officers and certificates over the API: a personnel system sends what it knows, as often as it likes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.params.functions import Path
from pydantic import StringConstraints

from minzhifa import clock
from minzhifa.access.errors import NotFound
from minzhifa.api.auth import actor_of, require_scope
from minzhifa.api.schemas import Day, ProblemOut, Short, Strict
from minzhifa.org.operations import push_certificate
from minzhifa.org.policy import administers
from minzhifa.org.queries import certified_officers

router = Router(tags=["机关与人员"])
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class CertificateIn(Strict):
    """一本行政执法证。证号和有效期起是主键：同一内容重复报送不产生变化。

    换发了新证号的人，在 former_number 写明任一原证号；同名的另一人，namesake 为 true。
    """

    agency_id: int
    name: Name
    valid_from: Day
    valid_until: Day
    post: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    issuer: Short = "福建省司法厅"
    former_number: Annotated[str, StringConstraints(pattern="^([0-9A-Z]{6,20})?$")] = ""
    namesake: bool = False


class CertificateOut(Schema):
    """What the call did: created | changed | unchanged."""

    officer_id: UUID
    certificate_id: UUID
    outcome: str


class OfficerOut(Schema):
    """An officer who may act for the agency on the day asked about."""

    id: UUID
    name: str
    post: str
    certificate: str
    valid_until: date


@router.put(
    "/certificates/{number}",
    response={200: CertificateOut, 201: CertificateOut, 403: ProblemOut, 404: ProblemOut, 422: ProblemOut},
    summary="报送行政执法证",
)
def put_certificate(
    request: HttpRequest, payload: CertificateIn, number: str = Path(..., pattern="^[0-9A-Z]{6,20}$")
) -> Status[Any]:
    """新证号同时登记持证人；已有的证号更新有效期止；有效期起更晚的是换发的新证。"""
    actor = require_scope(actor_of(request), "org:write")
    done = push_certificate(actor=actor, at=clock.now(), number=number, **payload.model_dump())
    return Status(201 if done.outcome == "created" else 200, done)


@router.get("/officers", response={200: list[OfficerOut], 404: ProblemOut}, summary="持证人员")
def officers(request: HttpRequest, agency_id: int, on: Day | None = None) -> list[Any]:
    """在某日持有本机关有效证件的人员，按姓名。"""
    actor = require_scope(actor_of(request), "org:write")
    if not administers(actor, agency_id):
        raise NotFound
    return list(certified_officers(agency_id, on or clock.today()))

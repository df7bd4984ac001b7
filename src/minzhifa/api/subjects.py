"""Subjects over the API: find, read (numbers masked), register."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.params.functions import Query
from pydantic import Field

from minzhifa import clock
from minzhifa.api.auth import KEY, actor_of, key_id, require_scope
from minzhifa.api.pages import LIMIT, MOST, decode, encode
from minzhifa.api.schemas import ProblemOut, Short, Strict
from minzhifa.subjects import queries
from minzhifa.subjects.operations import register_subject

router = Router(tags=["执法对象"])
KINDS = "^(natural_person|sole_trader|legal_person|other_organisation|place)$"


class SubjectIn(Strict):
    """执法对象。有统一社会信用代码或者公民身份号码的，同一号码不会登记第二次。"""

    kind: Annotated[str, Field(pattern=KINDS)]
    name: Short
    uscc: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    legal_representative: str = ""
    region_code: str = ""


class RegisteredOut(Schema):
    """The subject, and whether this call made it."""

    id: UUID
    created: bool


class SubjectRowOut(Schema):
    """A subject in a list."""

    id: UUID
    kind: str
    name: str
    uscc: str
    address: str
    legal_representative: str
    region_code: str
    verified: bool
    historical: bool


class SubjectPageOut(Schema):
    """One page; hand `next` back as `cursor`."""

    items: list[SubjectRowOut]
    next: str | None


class FormerNameOut(Schema):
    """A name with the days on which it was borne; null is open."""

    name: str
    valid_from: date | None
    valid_to: date | None


class SubjectOut(SubjectRowOut):
    """A subject's facts; identity number and telephone masked."""

    id_number: str
    phone: str
    version: int
    names: list[FormerNameOut]


@router.post("", response={201: RegisteredOut, 200: RegisteredOut, 409: ProblemOut, 422: ProblemOut}, summary="登记")
def register(request: HttpRequest, payload: SubjectIn, key: str = KEY) -> Status[Any]:
    """登记一个执法对象；已经登记的，返回已有的那一个（200）。"""
    actor = require_scope(actor_of(request), "subjects:write")
    done = register_subject(actor=actor, at=clock.now(), subject_id=key_id(actor, key), **payload.model_dump())
    return Status(201 if done.created else 200, done)


@router.get("", response=SubjectPageOut, summary="查找")
def find(
    request: HttpRequest,
    q: str,
    kind: str | None = None,
    cursor: str | None = None,
    limit: int = Query(LIMIT, ge=1, le=MOST),
) -> SubjectPageOut:
    """按名称（含曾用名）、代码开头、拼音首字母或者完整的公民身份号码查找，按拼音排序。"""
    actor = require_scope(actor_of(request), "subjects:read")
    after = decode(cursor, 2)
    start = f"{after[0]}|{uuid.UUID(str(after[1]))}" if after else ""
    found = queries.search(actor, q, kind=kind, after=start, limit=limit)
    rows = [SubjectRowOut.from_orm(row) for row in found.rows]
    return SubjectPageOut(items=rows, next=encode(found.after.rsplit("|", 1)) if found.after else None)


@router.get("/{subject_id}", response={200: SubjectOut, 404: ProblemOut}, summary="读取")
def read(request: HttpRequest, subject_id: UUID) -> Any:
    """一个执法对象的登记事项；号码打码。"""
    card = queries.subject(require_scope(actor_of(request), "subjects:read"), subject_id)
    names = [FormerNameOut(name=n, valid_from=a, valid_to=b) for n, a, b in card.names]
    plain = {name: getattr(card, name) for name in SubjectOut.model_fields if name != "names"}
    return SubjectOut(**plain, names=names)

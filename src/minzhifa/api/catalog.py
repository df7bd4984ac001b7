"""Versions of the catalogue's elements over the API: proposed by systems, approved by people only; lists to read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status

from minzhifa import clock
from minzhifa.access import Actor
from minzhifa.access.errors import Conflict
from minzhifa.api.auth import KEY, actor_of, key_id, require_scope
from minzhifa.api.schemas import Day, ProblemOut, Short, Strict
from minzhifa.catalog.operations import Proposed, propose_own_benchmark, propose_version
from minzhifa.catalog.queries import sparing_lists
from minzhifa.catalog.queries.versions import versions
from minzhifa.org.errors import AlreadyDone
from minzhifa.org.operations import once

router = Router(tags=["执法要素"])
Kind = Literal["matter", "benchmark", "template", "sparing"]
REFUSALS = {403: ProblemOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut}


class VersionIn(Strict):
    """新版本的内容；`content` 的键与页面上的表单相同，不认识的键会被拒绝。"""

    effective_from: Day
    content: dict[str, Any]
    reason: str = ""


class OwnBenchmarkIn(VersionIn):
    """本级自有的裁量权基准（处罚法第三十四条）和它的第一个版本。"""

    code: Short
    agency_id: int
    field: Short
    matters: list[Short]


class ProposedOut(Schema):
    """The version that now waits for a person's approval."""

    version_id: int
    number: int


class VersionOut(Schema):
    """One version of an element."""

    version_id: int
    number: int
    state: str
    effective_from: date | None
    effective_to: date | None
    proposed_at: datetime | None
    approved_at: datetime | None


class SparingEntryOut(Schema):
    """清单的一个条目。`harm`：none 没有造成危害后果，slight 危害后果轻微；`corrected`：before_found 被发现以前主动
    改正，ordered 在责令改正的期限以内改正；空的以法律规定为准。
    """

    key: str
    violation: str
    matters: list[str]
    provisions: list[str]
    conditions: str
    harm: str
    corrected: str
    amount_of: str
    amount_most: Decimal | None


class SparingOut(Schema):
    """一份免罚清单某日施行的版本。办案时以 `编码/条目号` 指明条目（`no_penalty.entry`）。"""

    code: str
    kind: str
    field: str
    field_code: str
    owner: str
    title: str
    organ: str
    months: int | None
    version_id: int
    version: int
    effective_from: date | None
    effective_to: date | None
    mark: str
    source: str
    note: str
    entries: list[SparingEntryOut]


@router.get("/sparing", response=list[SparingOut], summary="免罚清单")
def list_sparing(
    request: HttpRequest, on: date | None = None, field: str = "", kind: str = "", q: str = ""
) -> list[Any]:
    """某日（默认今天）施行的首违不罚、轻微不罚清单，可按领域代码、种类（first、minor）、文字筛选。"""
    require_scope(actor_of(request), "catalog:read")
    return sparing_lists(on or clock.local_date(clock.now()), fields=[field] if field else (), kind=kind, q=q)


@router.get("/{kind}/{key}/versions", response={200: list[VersionOut], 404: ProblemOut}, summary="要素的版本")
def list_versions(request: HttpRequest, kind: Kind, key: str) -> list[Any]:
    """全部版本，从新到旧，含待审定和已撤回的。"""
    require_scope(actor_of(request), "catalog:read")
    return list(versions(kind, key))


@router.post("/{kind}/{key}/versions", response={201: ProposedOut, 200: ProposedOut, **REFUSALS}, summary="提出新版本")
def propose(request: HttpRequest, kind: Kind, key: str, payload: VersionIn, idempotency: str = KEY) -> Status[Any]:
    """提出后由有权的负责人在页面上审定；令牌不能审定。重复的键返回第一次的结果（200）。"""
    actor, at = require_scope(actor_of(request), "catalog:propose"), clock.now()
    return _once(
        actor=actor, at=at, key=idempotency, kind=kind, element=key, payload=payload,
        run=lambda: propose_version(actor=actor, at=at, kind=kind, key=key, **payload.model_dump()),
    )  # fmt: skip


@router.post("/benchmarks", response={201: ProposedOut, 200: ProposedOut, **REFUSALS}, summary="提出本级裁量权基准")
def propose_own(request: HttpRequest, payload: OwnBenchmarkIn, idempotency: str = KEY) -> Status[Any]:
    """设区的市、县两级机关为本领域的事项制定自己的基准；由本机关负责人审定。"""
    actor, at = require_scope(actor_of(request), "catalog:propose"), clock.now()
    return _once(
        actor=actor, at=at, key=idempotency, kind="benchmark", element=payload.code, payload=payload,
        run=lambda: propose_own_benchmark(actor=actor, at=at, **payload.model_dump()),
    )  # fmt: skip


def _once(
    *,
    actor: Actor,
    at: datetime,
    key: str,
    kind: str,
    element: str,
    payload: VersionIn,
    run: Callable[[], Proposed],
) -> Status[Any]:
    """The first answer again for a repeated key; a key that was used for something else is a conflict."""
    try:
        return Status(201, once(actor=actor, token=key_id(actor, key), at=at, run=run))
    except AlreadyDone:
        mine = [v for v in versions(kind, element) if v.proposed_by == actor.account_id]
        for line in mine:
            if line.effective_from == payload.effective_from:
                return Status(200, Proposed(line.version_id, line.number))
        raise Conflict("key_reused", "这个 Idempotency-Key 已经用于另一个请求。", fields=("Idempotency-Key",)) from None

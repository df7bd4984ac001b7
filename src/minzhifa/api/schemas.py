"""What goes over the wire. Amounts are strings in yuan with two places; days are ISO dates."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


def _written_out(value: Any) -> Any:
    """Refuse a day that is not written as one: read as a number of seconds, 0 would be the first of January 1970."""
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        return value
    raise PydanticCustomError("date_written_out", "not a day")


Day = Annotated[date, BeforeValidator(_written_out)]


class Out(BaseModel):
    """An answer, read off the attributes of a row. Plain pydantic: ninja's own base asks every field a second time."""

    model_config = ConfigDict(from_attributes=True)


class Strict(BaseModel):
    """A misspelt field is an error, never silently dropped."""

    model_config = ConfigDict(extra="forbid")


class PartyIn(Strict):
    """当事人。自然人可不写统一社会信用代码。"""

    kind: Annotated[str, Field(pattern="^(natural_person|sole_trader|legal_person|other_organisation)$")]
    name: Short
    uscc: str | None = None
    id_number: str | None = None
    legal_representative: str | None = None
    address: str | None = None
    phone: str | None = None
    subject_id: UUID | None = None


class OfficerIn(Strict):
    """承办人。证件在办理当日是否有效由平台核验。"""

    officer_id: UUID
    role: Annotated[str, Field(pattern="^(host|assist)$")] = "assist"


class ApprovalIn(Strict):
    """负责人在来源系统中的批准。只有具备批准权限的令牌可以转述。"""

    person_id: Short
    name: Short
    opinion: Text = "同意立案"


class PenaltyIn(Strict):
    """一项处罚：种类代码（处罚法第九条）、名称、数额（元，字符串）。"""

    kind: Short
    name: Short
    amount: Annotated[str, Field(pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$")] | None = None
    detail: Text | None = None


class FilingIn(Strict):
    """立案：登记案源、呈请立案，附批准时一并立案，一个事务内全部成功或全部不发生。

    `procedure` 为 summary 时登记并录入当场作出的处罚（`penalties`、`on_spot`），为 no_penalty 时登记并呈请不予处罚
    （`no_penalty`），附批准时一并决定。各项的键见程序表。
    """

    agency_id: int
    field: Short
    on: Day
    state_secret: Annotated[
        bool,
        Field(
            description="是否涉及国家秘密，必须回答；涉及的不予接收，按保密规定在平台外办理（办法第十六条第一款第（一）项）"
        ),
    ]
    source_kind: Short
    summary: Text
    cause: Short
    party: PartyIn
    officers: list[OfficerIn]
    violated: list[Short]
    basis: list[Short] = []
    matter: Short | None = None
    region: Short | None = None
    received_on: Day | None = None
    occurred_on: Day | None = None
    discovered_on: Day | None = None
    approved: ApprovalIn | None = None
    case_id: UUID | None = None
    procedure: Annotated[str, Field(pattern="^(ordinary|summary|no_penalty)$")] = "ordinary"
    penalties: list[PenaltyIn] | None = None
    on_spot: dict[str, Any] | None = None
    no_penalty: dict[str, Any] | None = None
    discretion: dict[str, Any] | None = None


class ActIn(Strict):
    """办理一个动作。`facts` 的键见 `GET /procedures/ordinary`。"""

    on: Annotated[str, Field(description="办理日，ISO 日期")]
    facts: dict[str, Any] = {}
    expected_version: int | None = None
    reason: str = ""
    offline_ground: Annotated[
        UUID | None,
        Field(description="在平台外办理的，写已经登记的情形的编号；这一环节永久标明是补录的（办法第十七条）"),
    ] = None
    part: Annotated[str, Field(max_length=40, description="案内程序的编号；办理案件本身、开始案内程序的不写")] = ""


class DoneOut(Out):
    """What an act left behind."""

    case_id: UUID
    code: str
    version: int
    stage: str
    events: list[str]
    documents: list[str]
    repeated: bool


class CaseOut(Out):
    """A case in a list."""

    id: UUID
    code: str
    cause: str
    party_name: str
    stage: str
    stage_label: str
    agency_name: str
    region_code: str
    field_code: str
    opened: str
    next_due: date | None
    next_term: str
    version: int
    historical: bool


class CasePageOut(Out):
    """One page; hand `next` back as `cursor`."""

    items: list[CaseOut]
    next: str | None


class TermOut(Out):
    """One term with the sentence that explains its date; mark M means 待核."""

    term_id: str
    title: str
    start: str
    due: date | None
    stopped: str
    days_left: int | None
    mark: str
    source: str
    explanation: str


class WhyOut(Out):
    """Why something cannot be done now."""

    code: str
    message: str
    article: str | None
    fields: list[str]


class OfferOut(Out):
    """Something that may be done next, or may not, and why."""

    action: str
    label: str
    allowed: bool
    why: WhyOut | None


class DocumentOut(Out):
    """A document of the case; the PDF at `pdf`."""

    id: UUID
    kind: str
    title: str
    number: str
    status: str
    pdf: str


class CaseDetailOut(Out):
    """The whole case, as far as the token may see it."""

    case: CaseOut
    facts: dict[str, Any]
    terms: list[TermOut]
    next: list[OfferOut]
    documents: list[DocumentOut]


class EventOut(Out):
    """One event of the ledger with its hash."""

    seq: int
    type: str
    at: datetime
    actor_name: str
    device: str
    reason: str
    payload: dict[str, Any]
    hash: str


class DeadlineOut(Out):
    """A computed term."""

    due: str
    explanation: str


class SurchargeOut(Out):
    """What is owed besides the fine."""

    amount: str
    days: int
    capped: bool
    explanation: str


class MatterOut(Out):
    """A matter of enforcement in a list."""

    code: str
    name: str
    field: str
    mark: str


class ProvisionOut(Out):
    """The text of a provision as in force."""

    statute: str
    citation: str
    text: str


class ProblemOut(Out):
    """RFC 9457 problem details; `article` where the law refuses, `fields` what to mend."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    article: str | None = None
    fields: list[Any] | None = None

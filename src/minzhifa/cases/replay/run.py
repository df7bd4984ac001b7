"""`replay_line`: one line in, one answer out. All of a record enters in one transaction, or nothing of it."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError

from minzhifa.access import Actor, Grant, Role, Scope, rls
from minzhifa.access.errors import Refused
from minzhifa.cases._enrich import Sources
from minzhifa.cases._open import Place, open_case
from minzhifa.cases._perform import Done
from minzhifa.cases._row import CaseRow, loads
from minzhifa.cases._save import Answer, KeyTaken
from minzhifa.cases.errors import BadFacts
from minzhifa.cases.queries._lines import fetch
from minzhifa.cases.replay import places, steps
from minzhifa.cases.replay.entries import entries
from minzhifa.cases.replay.procedures import road_of
from minzhifa.cases.replay.record import Record, read
from minzhifa.cases.replay.roads import ROADS, Road
from minzhifa.cases.replay.walk import SHANGHAI, NotMade, Walk
from minzhifa.documents.binding import Context, bind
from minzhifa.documents.operations import issue
from minzhifa.documents.rows import DocumentRow
from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.procedure import Refusal
from minzhifa.org.operations import find_or_create_historical_agency

# The account under which records enter; it belongs to nobody and cannot log in.
REPLAY_ACCOUNT = UUID("00000000-0000-7000-8000-000000000001")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # NUL, and halves of characters
log = logging.getLogger(__name__)
_KNOWN = """
SELECT c.code, k.answer FROM cases_case c
  LEFT JOIN cases_idempotencykey k ON k.account_id = %(account)s AND k.key = %(key)s
 WHERE c.source_ref = %(ref)s
"""


@dataclass(frozen=True, slots=True)
class Result:
    """The answer for one line."""

    id: str | None
    ok: bool
    case_code: str | None = None
    not_made: tuple[dict[str, Any], ...] = ()
    refusal: dict[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """As printed."""
        return {
            "id": self.id, "ok": self.ok, "case_code": self.case_code, "not_made": list(self.not_made),
            "refusal": self.refusal,
        }  # fmt: skip


def archivist() -> Actor:
    """The actor of a replay: it may enter records anywhere, through the same door as everybody."""
    roles = (Role.OFFICER, Role.SECTION_HEAD, Role.REVIEWER, Role.AGENCY_HEAD, Role.SYSTEM, Role.ADMINISTRATOR)
    grants = tuple(Grant(role, None, None) for role in roles)
    return Actor(REPLAY_ACCOUNT, "历史记录补录", grants, device="cli", scope=Scope(everything=True))


def replay_line(line: str, *, actor: Actor, at: datetime) -> Result:
    """Enter the record on `line`, or say why not. The same id again gives the same case code, whatever else it says.

    Never raises for what a line may hold: bad JSON, missing fields, impossible dates are answers, too. Raises
    `OperationalError` when the database has gone.
    """
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return _refused(None, "bad_json", "这一行不是有效的 JSON。")
    if not isinstance(raw, dict):
        return _refused(None, "not_a_record", "这一行不是一条记录（JSON 对象）。")
    ref = None if raw.get("id") is None else str(raw["id"])
    try:
        _storable(raw)
        return _judge(raw, actor, at)
    except Refused as error:
        return _refused(ref, error.code, error.message, error.article)
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return _refused(ref, "bad_facts", _said(error, "记录的内容无法辨认，请核对各项的写法。"))
    except DatabaseError as error:
        if _broken_off(error):
            raise
        return _refused(ref, "not_storable", _said(error, "记录含有数据库不能保存的内容，请核对各项的写法和长度。"))


def _said(error: Exception, otherwise: str) -> str:
    """What the law says of its input; of what nobody foresaw, a sentence, and the error itself to the log."""
    if isinstance(error, BadInput | NoAnswer):
        return error.message
    log.info("a record was not entered: %r", error)
    return otherwise


def _storable(value: Any) -> None:
    """Raise `BadFacts` for text that no database keeps: it would have to be changed to enter."""
    if isinstance(value, str) and (found := _UNSTORABLE.search(value)):
        raise BadFacts(f"记录含有不是文字的字符（U+{ord(found[0]):04X}），不能原样保存。")
    if isinstance(value, dict | list):
        for inner in (*value, *value.values()) if isinstance(value, dict) else value:
            _storable(inner)


def _broken_off(error: DatabaseError) -> bool:
    """The server went away: that is not the record's fault, and the lines after it would fare no better."""
    state: str | None = getattr(error.__cause__, "sqlstate", None)
    lost = isinstance(error, InterfaceError | OperationalError) and state is None
    return lost or (state or "").startswith(("08", "57P"))


def _judge(raw: dict[str, Any], actor: Actor, at: datetime) -> Result:
    record = _read(raw)
    road = road_of(record.procedure)
    if isinstance(road, Refusal):
        return _refused(record.id, road.code, road.message, road.article)
    return _enter(record, ROADS[road], actor, at)


def _read(raw: dict[str, Any]) -> Record:
    try:
        return read(raw)
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise BadFacts(_said(error, "记录的写法无法辨认，请核对各项的写法。")) from error


def _refused(ref: str | None, code: str, message: str, article: str | None = None) -> Result:
    return Result(ref, False, refusal={"code": code, "article": article, "message": message})


def _key(ref: str) -> str:
    return "replay:" + hashlib.sha256(ref.encode()).hexdigest()


def _before(ref: str, actor: Actor) -> Result | None:
    found = fetch(_KNOWN, {"account": actor.account_id, "key": _key(ref), "ref": ref})
    if not found:
        return None
    code, answer = found[0]
    kept = (loads(answer) or {}).get("not_made", ())
    return Result(ref, True, code, tuple(NotMade(**one).to_json() for one in kept))


def _enter(record: Record, road: Road, actor: Actor, at: datetime) -> Result:
    try:
        with rls.acting(actor):
            return _before(record.id, actor) or _new(record, road, actor, at)
    except (KeyTaken, IntegrityError):
        with rls.acting(actor):
            known = _before(record.id, actor)
        if known is None:
            raise
        return known


def _new(record: Record, road: Road, actor: Actor, at: datetime) -> Result:
    today = at.astimezone(SHANGHAI).date()
    sources = Sources()
    session = open_case(
        actor=actor, where=_place(record, actor, at, sources), at=at, year=today.year, sources=sources,
        source_ref=record.id, reason="历史记录补录", procedure=road.procedure,
    )  # fmt: skip
    walk = Walk(session, record)

    def keep() -> None:
        if after := steps.follow_ups(record):
            session.step("record_follow_up", "", {"follow_ups": after})
        session.step("back_entry", today, {"entries": entries(record)})

    plan = [steps.lead(record, today.isoformat(), road.last(record)), *road.plan(record)]
    walk.take(plan, keep if road.closes else lambda: None)  # nothing more is written into a case that is over
    if not road.closes:
        keep()
    missing = _remarks(record, road) + walk.not_made
    not_made = tuple(one.to_json() for one in missing)

    def answer(done: Done) -> Answer:
        body = {"code": done.code, "not_made": list(not_made)}
        return Answer(actor.account_id, _key(record.id), "-", body, at)

    done = session.finish(answer, lambda row: [_sheet(record, row, actor, at, sources)])
    return Result(record.id, True, done.code, not_made)


def _sheet(record: Record, row: CaseRow, actor: Actor, at: datetime, sources: Sources) -> DocumentRow:
    """The record as a paper of the file, marked as made from an old record: the case file shows all it holds."""
    today = at.astimezone(SHANGHAI).date()
    card = replace(sources.agency(row.agency_id, today), name=row.agency_name)
    lines = "\n".join(f"{one['label']}：{one['text']}" for one in entries(record))
    values = {"summary": lines, "registrar": actor.name, "source_kind": "其他"}
    context = Context(agency=card, on=today, case_code=row.code, values=values)
    return issue(
        actor=actor, case_id=row.id, remit_id=row.remit_id, agency=card, kind="lead_register",
        data=bind("lead_register", row.state.facts, context), at=at, on=today, recorded=True,
    )  # fmt: skip


def _place(record: Record, actor: Actor, at: datetime, sources: Sources) -> Place:
    name = record.agency or f"{record.region or '福建省'}（机关名称未载明）"
    code = record.region_code or places.region_code(record.region, record.agency)
    held = find_or_create_historical_agency(
        actor=actor, name=name[:80], region_code=code, field_word=record.field or "未载明",
        on=None, at=at,
    )  # fmt: skip
    card = sources.agency(held.agency_id, at.astimezone(SHANGHAI).date())
    region = card.region_code if code == places.PROVINCE else code
    return Place(held.id, held.agency_id, name[:120], region, card.city_code, held.field_code, held.domain)


def _remarks(record: Record, road: Road) -> list[NotMade]:
    """What of the record's own words could not be used: kept as written, and said."""
    found = [NotMade("register_lead", "案源登记", "record", note, "not_checked") for note in record.notes]
    if road.remark:
        found.append(NotMade("register_lead", "案源登记", "record", road.remark, "not_checked"))
    for name, words in record.unread_dates.items():
        why = f"日期“{words}”（{name}）不能辨认，按原文保留。"
        found.append(NotMade("register_lead", "案源登记", "record", why, "date_unreadable"))
    return found

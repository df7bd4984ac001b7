"""登记、更新执法主体: a body with its field of work, entered or brought up to date as often as it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from minzhifa.access import Actor
from minzhifa.access.errors import Conflict, NotFound, Refused
from minzhifa.law.errors import BadInput
from minzhifa.law.identifiers import check_uscc
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Agency, AgencyKind, AgencyName, AgencyStanding, Field, Region, Remit
from minzhifa.org.operations._common import act, agency_stream, require_administrator


@dataclass(frozen=True, slots=True)
class Put:
    """The agency and what this call did: created | changed | unchanged."""

    agency_id: int
    outcome: str


def _number(uscc: str) -> str | None:
    try:
        return check_uscc(uscc) if uscc.strip() else None
    except BadInput as error:
        raise Refused("bad_identifier", error.message, fields=("uscc",)) from error


def put_agency(
    *,
    actor: Actor,
    at: datetime,
    slug: str,
    name: str,
    system: str,
    level: str,
    region: str,
    on: date,
    superior: str = "",
    uscc: str = "",
    kind: str = AgencyKind.ADMINISTRATIVE,
    head_name: str = "",
    address: str = "",
    phone: str = "",
    payee_name: str = "",
    payee_bank: str = "",
    payee_bank_address: str = "",
    payee_account: str = "",
    fields: Sequence[str] = (),
    source: str = "",
) -> Put:
    """Enter the agency `slug` from the day `on`, or bring its card and its fields up to date; `fields` are codes.

    The payee's bank, its address and the account stand in every decision with a fine (罚款决定与罚款收缴分离实施办法7).

    An agency that is there keeps name, system, level, region, superior and standing: these change by acts of their own
    (更名, 合并). Fields that are missing are added from `on`, none is taken away. New ones are the province's to enter.
    Raises `NotAuthorised`, `NotFound` (region, superior, field), `Refused`, `Conflict` (name or code taken).
    """
    card: dict[str, Any] = {
        "uscc": _number(uscc), "head_name": head_name, "address": address, "phone": phone, "payee_name": payee_name,
        "payee_bank": payee_bank, "payee_bank_address": payee_bank_address, "payee_account": payee_account,
    }  # fmt: skip
    with act(actor, Conflict("agency_taken", "标识或者统一社会信用代码已属于另一执法主体。", fields=("uscc",))):
        row = Agency.objects.select_for_update().filter(slug=slug).first()
        require_administrator(actor, row.pk if row else None)
        if row is None:
            row = _enter(slug, name, superior, system=system, level=level, region=_region(region), **card)
            AgencyName.objects.create(agency=row, name=name, valid_from=on, source=source[:160], mark="V")
            AgencyStanding.objects.create(agency=row, kind=kind, valid_from=on, source=source[:160], mark="V")
            added = _confer(row, fields, on, source)
            outcome, event = (
                "created",
                NewEvent("agency_entered", {"name": name, "fields": added, "on": on.isoformat()}),
            )
        else:
            if row.name != name:
                raise Refused("renaming", f"现名是“{row.name}”；更名请办理“机关更名”。", fields=("name",))
            changed = {key: value for key, value in card.items() if (getattr(row, key) or None) != (value or None)}
            added = _confer(row, fields, on, source)
            if not changed and not added:
                return Put(row.pk, "unchanged")
            for key, value in changed.items():
                setattr(row, key, value)
            if changed:
                row.card_is_demo = False
                row.save(update_fields=[*changed, "card_is_demo"])
            payload = {"changed": sorted(changed), "fields": added, "on": on.isoformat()}
            outcome, event = "changed", NewEvent("agency_changed", payload)
        append(actor=actor, stream=agency_stream(row.pk, row.name), events=[event], at=at, reason=source)
    return Put(row.pk, outcome)


def _region(code: str) -> Region:
    found = Region.objects.filter(code=code, is_division=True, valid_to=None).first()
    if found is None:
        raise NotFound(f"没有代码为 {code} 的现行行政区划。")
    return found


def _enter(slug: str, name: str, superior: str, **columns: Any) -> Agency:
    above = Agency.objects.filter(slug=superior).first() if superior else None
    if superior and above is None:
        raise NotFound(f"没有标识为 {superior} 的上级机关。")
    if Agency.objects.filter(name=name, historical=False).exists():
        raise Conflict("agency_exists", f"已有名为“{name}”的执法主体。", fields=("name",))
    return Agency.objects.create(slug=slug, name=name, superior=above, mark="V", **columns)


def _confer(agency: Agency, codes: Sequence[str], on: date, source: str) -> list[str]:
    """Remits in the fields that the agency does not have yet; their codes."""
    held = set(Remit.objects.filter(agency=agency).values_list("field__code", flat=True))
    added = []
    for code in sorted(set(codes) - held):
        field = Field.objects.filter(code=code).first()
        if field is None:
            raise NotFound(f"没有代码为 {code} 的执法领域。")
        Remit.objects.create(agency=agency, field=field, valid_from=on, source=source[:160], mark="V")
        added.append(code)
    return added

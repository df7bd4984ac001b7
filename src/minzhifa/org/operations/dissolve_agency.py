"""机关合并、撤并: one body ends on a day, another takes its place; what was issued under its name stays as it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import Q

from minzhifa import clock
from minzhifa.access import Actor, Role
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import Batch, NewEvent, append_many
from minzhifa.org.errors import AgencyNotFound, AlreadyMerged, IntervalWrong
from minzhifa.org.models import (
    Account,
    Agency,
    AgencyName,
    AgencyStanding,
    Certificate,
    Officer,
    Remit,
    RoleGrant,
    SystemToken,
)
from minzhifa.org.operations._common import account_stream, act, agency_stream, require_administrator

# People go with their work; who heads, runs or seals for the joined body is appointed anew.
MOVING = (Role.OFFICER, Role.SECTION_HEAD, Role.REVIEWER, Role.PRESIDING_OFFICER, Role.ARCHIVIST)


@dataclass(frozen=True, slots=True)
class Dissolved:
    """What went over: how many people, certificates and grants; tokens ended; fields that the successor gained."""

    officers: int
    certificates: int
    grants: int
    tokens: int
    fields: tuple[str, ...]


def dissolve_agency(
    *,
    actor: Actor,
    agency_id: int,
    successor_id: int,
    on: date,
    at: datetime,
    source: str,
    carry_certificates: bool = False,
) -> Dissolved:
    """End the agency on the day `on` in favour of its successor, who gets its fields, officers and working roles.

    Remits of the ended body stay as the place of its old cases and are the successor's to see and act on; nothing new
    is filed in them. `carry_certificates`: the announcement says that certificates stay valid; else they must be
    issued anew. `source` names the announcement. Raises `NotAuthorised` (both bodies must be administered),
    `AgencyNotFound`, `IntervalWrong`, `AlreadyMerged`.
    """
    for each in (agency_id, successor_id):
        require_administrator(actor, each)
    if agency_id == successor_id:
        raise IntervalWrong("机关不能并入它自己。", fields=("successor",))
    if on > clock.local_date(at):
        raise IntervalWrong("合并日还没有到；请在合并当日或者以后办理。", fields=("on",))
    with act(actor, IntervalWrong("合并日早于该机关名称、性质或者角色的启用日。", fields=("on",))):
        rows = {row.pk: row for row in Agency.objects.select_for_update().filter(pk__in=[agency_id, successor_id])}
        ended, successor = _pair(rows, agency_id, successor_id)
        _close(ended, successor, on)
        fields = _fields(ended, successor, on, source)
        certificates = _certificates(ended, successor, on) if carry_certificates else 0
        officers = Officer.objects.filter(agency=ended, left_on=None).update(agency=successor)
        granted = _grants(ended, successor, on, source, actor)
        Account.objects.filter(agency=ended, is_active=True, tokens=None).update(agency=successor)
        tokens = SystemToken.objects.filter(agency=ended, revoked_at=None).update(revoked_at=at)
        done = Dissolved(officers, certificates, len(granted), tokens, tuple(fields))
        payload = {"on": on.isoformat(), "source": source, **asdict(done), "fields": list(fields)}
        both = {"from": ended.name, "to": successor.name}
        batches = [
            Batch(agency_stream(row.pk, row.name), [NewEvent(kind, {**payload, **both})], None, source)
            for row, kind in ((ended, "agency_merged_into"), (successor, "agency_took_over"))
        ] + _told(granted, successor, on, source)
        append_many(actor=actor, batches=batches, at=at)
    return done


def _pair(rows: dict[int, Agency], agency_id: int, successor_id: int) -> tuple[Agency, Agency]:
    for each in (agency_id, successor_id):
        if each not in rows:
            raise AgencyNotFound(each)
        if (ended_on := rows[each].ended_on) is not None:
            raise AlreadyMerged(rows[each].name, ended_on)
    return rows[agency_id], rows[successor_id]


def _close(ended: Agency, successor: Agency, on: date) -> None:
    """Name, standing and place in the tree end; bodies that acted in its name act in the successor's."""
    for model in (AgencyName, AgencyStanding):
        rows = model._default_manager.filter(agency=ended, valid_to=None)
        if rows.filter(valid_from__gte=on).exists():
            raise IntervalWrong("合并日早于该机关现在的名称或者性质的启用日。", fields=("on",))
        rows.update(valid_to=on)
    for row in AgencyStanding.objects.filter(Q(acts_as=ended) | Q(entrusted_by=ended), valid_to=None):
        AgencyStanding.objects.filter(pk=row.pk).update(valid_to=on)
        row.pk, row.valid_from, row.valid_to = None, on, None
        row.acts_as = successor if row.acts_as_id else None
        row.entrusted_by = successor if row.entrusted_by_id else None
        row.save(force_insert=True)
    Agency.objects.filter(superior=ended).exclude(pk=successor.pk).update(superior=successor)
    ended.ended_on, ended.successor = on, successor
    ended.save(update_fields=["ended_on", "successor"])


def _fields(ended: Agency, successor: Agency, on: date, source: str) -> list[str]:
    """The ended body files nothing new; the successor gains the fields that it lacks."""
    Remit.objects.filter(agency=ended, valid_to=None).update(valid_to=on)
    held = set(Remit.objects.filter(agency=successor).values_list("field_id", flat=True))
    gained = []
    for remit in Remit.objects.filter(agency=ended, valid_to=on).select_related("field").order_by("field__code"):
        if remit.field_id not in held:
            Remit.objects.create(agency=successor, field=remit.field, valid_from=on, source=source[:160], mark="V")
            gained.append(remit.field.code)
    return gained


def _certificates(ended: Agency, successor: Agency, on: date) -> int:
    """Certificates that are valid on the day end as the old body's and go on as the successor's, number unchanged."""
    valid = Certificate.objects.filter(agency=ended, revoked_on=None, valid_from__lt=on, valid_until__gte=on)
    carried = list(valid)
    valid.update(revoked_on=on, revoked_why=f"并入{successor.name}"[:120])
    Certificate.objects.bulk_create(
        Certificate(
            id=uuid7(), officer_id=row.officer_id, agency=successor, number=row.number, issuer=row.issuer,
            valid_from=on, valid_until=row.valid_until,
        )
        for row in carried
    )  # fmt: skip
    return len(carried)


def _grants(ended: Agency, successor: Agency, on: date, source: str, actor: Actor) -> list[RoleGrant]:
    """Grants in the ended body end; working roles go on in the successor."""
    running = RoleGrant.objects.filter(agency=ended).filter(Q(valid_to=None) | Q(valid_to__gt=on))
    moving = list(running.select_related("account").filter(role__in=[role.value for role in MOVING], valid_from__lt=on))
    running.filter(valid_from__lt=on).update(valid_to=on)
    by = Account.objects.filter(pk=actor.account_id).first()
    made = [
        RoleGrant(
            id=uuid7(), account=row.account, role=row.role, agency=successor, field_id=row.field_id, valid_from=on,
            valid_to=row.valid_to, reason=f"机关合并：{source}"[:200], granted_by=by,
        )
        for row in moving
    ]  # fmt: skip
    return RoleGrant.objects.bulk_create(made)


def _told(granted: list[RoleGrant], successor: Agency, on: date, source: str) -> list[Batch]:
    """Each account's own history tells of its roles in the successor."""
    events: dict[Account, list[NewEvent]] = {}
    for grant in granted:
        payload = {
            "grant": str(grant.id), "role": grant.role, "agency": successor.pk, "region": None, "field": None,
            "from": on.isoformat(), "to": grant.valid_to.isoformat() if grant.valid_to else None,
        }  # fmt: skip
        events.setdefault(grant.account, []).append(NewEvent("role_granted", payload))
    return [Batch(account_stream(a.pk, a.username), told, None, source) for a, told in events.items()]

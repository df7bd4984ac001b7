"""Which matters a township exercises, on which day, by which announcement; what was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q

from minzhifa.access.errors import NotFound
from minzhifa.access.postgresql.base import prepared
from minzhifa.org.models import Agency, Empowerment, EmpowermentWithdrawal

_POWER = """
SELECT e.id, e.matter_code, e.matter_name, e.valid_from, e.valid_to, e.announcement, c.name, w.running
  FROM org_empowerment e JOIN org_agency c ON c.id = e.county_id
  LEFT JOIN org_empowermentwithdrawal w ON w.id = e.withdrawal_id AND w.approved_at IS NOT NULL
 WHERE e.township_id = %s AND e.matter_code = %s AND e.approved_at IS NOT NULL AND e.valid_from <= %s
 ORDER BY e.valid_from DESC LIMIT 1
"""
_NAMES = (
    "id", "township_id", "township__name", "county_id", "county__name", "matter_code", "matter_name", "valid_from",
    "valid_to", "announcement", "document_number", "published_on", "mark", "proposed_name", "approved_name",
    "approved_at", "withdrawal_id",
)  # fmt: skip
_WITHDRAWN = (
    "id", "township_id", "township__name", "county_id", "county__name", "effective_on", "running", "reason",
    "announcement", "document_number", "published_on", "proposed_name", "approved_name", "approved_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Power:
    """A matter as handed on; `ends_on`: the first day on which it no longer is; `running`: what the withdrawal says."""

    id: int
    matter_code: str
    matter_name: str
    since: date
    ends_on: date | None
    announcement: str
    county_name: str
    running: str | None


@dataclass(frozen=True, slots=True)
class PowerRow:
    """A matter in the list of a township."""

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
    mark: str
    proposed_name: str
    approved_name: str
    approved_at: object
    withdrawal_id: int | None

    def state(self, on: date) -> str:
        """proposed, coming, held, leaving (its withdrawal waits or its day is to come), gone."""
        if self.approved_at is None:
            return "proposed"
        if self.valid_to is not None and self.valid_to <= on:
            return "gone"
        if self.valid_from > on:
            return "coming"
        return "leaving" if self.withdrawal_id is not None else "held"


@dataclass(frozen=True, slots=True)
class WithdrawalRow:
    """A withdrawal with its matters."""

    id: int
    township_id: int
    township_name: str
    county_id: int
    county_name: str
    effective_on: date
    running: str
    reason: str
    announcement: str
    document_number: str
    published_on: date
    proposed_name: str
    approved_name: str
    approved_at: object
    matters: tuple[PowerRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TownshipRow:
    """A township in the list: how many matters it holds on the day."""

    id: int
    name: str
    region_name: str
    held: int
    waiting: int


def power_of(township_id: int, matter_code: str, on: date) -> Power | None:
    """The last power for this matter that had begun on that day, ended since or not (1 SQL)."""
    with prepared() as cursor:
        cursor.execute(_POWER, [township_id, matter_code, on])
        row = cursor.fetchone()
    return Power(*row) if row else None


def township_powers(township_id: int) -> list[PowerRow]:
    """Every matter that was ever registered for the township, the latest first (1 SQL)."""
    rows = Empowerment.objects.filter(township=township_id).order_by("county__name", "matter_code", "-valid_from")
    return [PowerRow(*row) for row in rows.values_list(*_NAMES)]


def powers_in_force(on: date, *, township_id: int | None = None, after: int = 0, limit: int = 200) -> list[PowerRow]:
    """Matters in force on the day, by id (1 SQL)."""
    rows = Empowerment.objects.filter(_held(on), id__gt=after)
    if township_id is not None:
        rows = rows.filter(township=township_id)
    return [PowerRow(*row) for row in rows.order_by("id").values_list(*_NAMES)[:limit]]


def _held(on: date, prefix: str = "") -> Q:
    ends = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": on})
    return ends & Q(**{f"{prefix}valid_from__lte": on, f"{prefix}approved_at__isnull": False})


def empowered_townships(on: date, *, q: str = "", after: int = 0, limit: int = 50) -> list[TownshipRow]:
    """Townships with registered matters, by id (1 SQL)."""
    rows = Agency.objects.filter(id__gt=after, empowerments__isnull=False, name__contains=q).annotate(
        held=Count("empowerments", filter=_held(on, "empowerments__"), distinct=True),
        waiting=Count("empowerments", filter=Q(empowerments__approved_at=None), distinct=True),
    )
    names = ("id", "name", "region__full_name", "held", "waiting")
    return [TownshipRow(*row) for row in rows.order_by("id").values_list(*names)[:limit]]


def power_withdrawals(township_id: int) -> list[WithdrawalRow]:
    """The township's withdrawals, the latest first (1 SQL)."""
    rows = EmpowermentWithdrawal.objects.filter(township=township_id).order_by("-effective_on", "-id")
    return [WithdrawalRow(*row) for row in rows.values_list(*_WITHDRAWN)]


def withdrawals_to_hand_over(on: date) -> list[int]:
    """Confirmed withdrawals whose day has come and whose running cases go over, by id (1 SQL)."""
    rows = EmpowermentWithdrawal.objects.filter(running="hand_over", approved_at__isnull=False, effective_on__lte=on)
    return list(rows.order_by("id").values_list("id", flat=True))


def power_withdrawal(withdrawal_id: int) -> WithdrawalRow:
    """One withdrawal with its matters (2 SQL). Raises `NotFound`."""
    row: Sequence[Any] | None = EmpowermentWithdrawal.objects.filter(pk=withdrawal_id).values_list(*_WITHDRAWN).first()
    if row is None:
        raise NotFound("没有这一收回的登记。")
    matters = Empowerment.objects.filter(withdrawal=withdrawal_id).order_by("matter_code").values_list(*_NAMES)
    return replace(WithdrawalRow(*row), matters=tuple(PowerRow(*one) for one in matters))

"""Reading the lists of what is not punished, and whether an entry is about a case's act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from minzhifa.catalog.models import SparingListVersion, State
from minzhifa.catalog.queries.many import normal_citations
from minzhifa.catalog.queries.matters import in_force
from minzhifa.catalog.rows import SparingCard, SparingEntry
from minzhifa.org.queries import RemitCard, remit_cards


def sparing_lists(
    on: date | None = None, *, fields: Iterable[str] = (), kind: str = "", q: str = "", code: str = ""
) -> list[SparingCard]:
    """Lists in force on a day (without one: every approved version), by code, the newest version first (2 SQL)."""
    rows = SparingListVersion.objects.select_related("listing")
    rows = rows.filter(in_force(on)) if on else rows.filter(state=State.APPROVED)
    if wanted := list(fields):
        rows = rows.filter(listing__field_code__in=wanted)
    if kind:
        rows = rows.filter(listing__kind=kind)
    if code:
        rows = rows.filter(listing__code=code)
    found = list(rows.order_by("listing__code", "-number"))
    remits = sorted({v.listing.owner_remit_id for v in found if v.listing.owner_remit_id})
    owners = remit_cards(remits) if remits else {}
    return [card for card in (_card(v, owners) for v in found) if q in f"{card.title} {card.organ}" or _says(card, q)]


def sparing_list(code: str, on: date) -> SparingCard | None:
    """One list as in force on a day (2 SQL)."""
    return next(iter(sparing_lists(on, code=code)), None)


def _says(card: SparingCard, q: str) -> bool:
    return any(q in entry.violation for entry in card.entries)


def _card(v: SparingListVersion, owners: Mapping[int, RemitCard]) -> SparingCard:
    own = owners.get(v.listing.owner_remit_id or 0)
    return SparingCard(
        v.listing.code, v.listing.kind, v.listing.field, v.listing.field_code, own.agency_id if own else None,
        own.agency_name if own else "", v.pk, v.number, v.effective_from, v.effective_to, v.title, v.organ, v.months,
        tuple(map(_entry, v.entries)), v.mark, v.source, v.note,
    )  # fmt: skip


def _entry(row: Mapping[str, Any]) -> SparingEntry:
    most = row["amount_most"]
    plain = {**row, "matters": tuple(row["matters"]), "provisions": tuple(row["provisions"])}
    return SparingEntry(**{**plain, "amount_most": Decimal(most) if most else None})


def is_about(entry: SparingEntry, matter: str, cited: Iterable[str]) -> bool | None:
    """Whether the entry is about an act of this matter that breaks these provisions; None when that cannot be told."""
    texts = _normal(cited)
    if matter and matter in entry.matters:
        return True
    if any(_within(text, place) for text in texts for place in entry.provisions):
        return True
    told = (bool(matter) or not entry.matters) and (bool(texts) or not entry.provisions)
    vague = any(_within(place, text) for text in texts for place in entry.provisions)
    return False if told and not vague else None


def _normal(cited: Iterable[str]) -> list[str]:
    found: list[str] = []
    for text in cited:
        try:
            found += [one for one in normal_citations([text]) if "》第" in one]
        except ValueError:  # free words of an old case: no citation to compare
            continue
    return found


def _within(narrow: str, wide: str) -> bool:
    """第五十五条第一款 lies within 第五十五条; 第五十五条之一 does not."""
    return narrow.startswith(wide) and not narrow[len(wide) :].startswith("之")

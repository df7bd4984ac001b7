"""Reading matters."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from minzhifa.catalog.errors import UnknownMatter
from minzhifa.catalog.models import MatterProvision, MatterVersion, State
from minzhifa.catalog.queries.cards import matter_card_of
from minzhifa.catalog.rows import MatterCard, MatterRow
from minzhifa.law.words import day_words


def in_force(on: date, prefix: str = "") -> Q:
    """Condition: an approved version whose interval holds `on`; an unknown start counts as long ago."""
    start, end = f"{prefix}effective_from", f"{prefix}effective_to"
    return (
        Q(**{f"{prefix}state": State.APPROVED})
        & (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": on}))
        & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on}))
    )


def matter_card(code: str, on: date) -> MatterCard:
    """The matter as in force on `on` (1 statement). Raises `UnknownMatter`: the code or the day is wrong."""
    rows = MatterVersion.objects.select_related("matter").filter(matter__code=code, state=State.APPROVED)
    versions = list(rows.order_by("-number"))
    for version in versions:
        if (version.effective_from or on) <= on and (version.effective_to is None or on < version.effective_to):
            return matter_card_of(version)
    if not versions:
        raise UnknownMatter(f"执法事项目录中没有编码为 {code} 的事项。")
    raise UnknownMatter(f"事项 {code} 在{day_words(on)}没有有效版本：所依据的文本已停止施行或者尚未施行。")


def matter_version(version_id: int) -> MatterCard:
    """The version that a case kept, in force or not (1 statement). Raises `UnknownMatter`."""
    version = MatterVersion.objects.select_related("matter").filter(pk=version_id).first()
    if version is None:
        raise UnknownMatter("没有这一事项版本。")
    return matter_card_of(version)


def matters(
    field: str | None = None,
    q: str | None = None,
    *,
    kind: str | None = None,
    on: date | None = None,
    after: str = "",
    limit: int = 50,
) -> list[MatterRow]:
    """Matters by code, keyset paging on the code (1 statement). `field`: its code or Chinese name; `q`: part of name,
    code or basis. With `on` only what is in force that day; without, the newest approved version of each.
    """
    if on is None:
        newer = MatterVersion.objects.filter(
            matter=OuterRef("matter"), state=State.APPROVED, number__gt=OuterRef("number")
        )
        rows = MatterVersion.objects.filter(~Exists(newer), state=State.APPROVED)
    else:
        rows = MatterVersion.objects.filter(in_force(on))
    if field:
        rows = rows.filter(Q(matter__field=field) | Q(matter__field_code=field))
    if kind:
        rows = rows.filter(matter__kind=kind)
    for word in (q or "").split():
        rows = rows.filter(Q(name__icontains=word) | Q(matter__code__istartswith=word) | Q(legal_basis__contains=word))
    missing = MatterProvision.objects.filter(version=OuterRef("pk"), provision=None)
    rows = rows.filter(matter__code__gt=after).annotate(complete=~Exists(missing)).order_by("matter__code")
    values = rows.values_list(
        *("matter__code", "name", "matter__field", "matter__field_code", "matter__kind", "level", "legal_basis"),
        *("pk", "mark", "complete", "elements"),
    )
    return [
        MatterRow(
            code=code,
            name=name,
            field=area,
            field_code=area_code,
            kind=what,
            level=level,
            legal_basis=basis,
            version_id=pk,
            mark=mark,
            verified=mark == "lawtext" and complete,
            has_elements=bool(elements),
        )
        for code, name, area, area_code, what, level, basis, pk, mark, complete, elements in values[:limit]
    ]


def matter_versions(code: str) -> list[MatterCard]:
    """Every approved version of a matter, newest first (1 statement)."""
    rows = MatterVersion.objects.select_related("matter").filter(matter__code=code, state=State.APPROVED)
    return [matter_card_of(v) for v in rows.order_by(F("number").desc())]

"""From a citation as written to the provision rows it means; what cannot be found is said, never guessed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from minzhifa.catalog.citations import Place, format_citation, parse_citation
from minzhifa.catalog.models import MatterProvision, Provision, StatuteVersion


@dataclass(frozen=True, slots=True)
class Resolved:
    """One cited place: its normal form, the row that holds its text, or why there is none."""

    citation: str
    statute: str
    place: str
    provision_id: int | None
    unresolved: str


def pick_path(place: Place, paths: dict[str, int]) -> tuple[int | None, str]:
    """The row of `place` among the paths of one version. An item cited without its 款 counts if one 款 only has it."""
    if found := paths.get(place.path):
        return found, ""
    head = place.path.split(".")[0]
    if head not in paths:
        return None, f"所存文本没有第{place.article}条"
    if place.item and not place.paragraph:
        tail = f".{place.item}" + (f".{place.sub_item}" if place.sub_item else "")
        depth = 3 if place.sub_item else 2
        fits = [p for p in paths if p.startswith(f"{head}.") and p.endswith(tail) and p.count(".") == depth]
        if len(fits) == 1:
            return paths[fits[0]], ""
        return None, "本条不止一款有这一项，引用没有写明是哪一款" if fits else "所存文本的本条没有这一项"
    return None, "所存文本的本条没有这一款、项"


class Resolver:
    """All citable paths, loaded in two statements."""

    def __init__(self) -> None:
        self.versions: dict[str, list[tuple[date | None, int]]] = defaultdict(list)
        self.paths: dict[int, dict[str, int]] = defaultdict(dict)
        versions = StatuteVersion.objects.filter(has_text=True).order_by("version_date")
        for title, version_date, pk in versions.values_list("statute__title", "version_date", "pk"):
            self.versions[title].append((version_date, pk))
        for version, path, pk in Provision.objects.values_list("version_id", "path", "pk").iterator(5000):
            self.paths[version][path] = pk

    def _version(self, title: str, version_date: date | None) -> int | None:
        known = self.versions.get(title, [])
        if version_date is None:
            return known[-1][1] if known else None
        return next((pk for day, pk in known if day == version_date), None)

    def resolve(self, text: str, version_date: date | None = None) -> list[Resolved]:
        """Every place that `text` cites, in the version of that date (without one: the newest held)."""
        try:
            cited = parse_citation(text)
        except ValueError as error:
            return [Resolved(text, "", "", None, str(error))]
        version = self._version(cited.title, version_date)
        if not cited.places:
            return [Resolved(format_citation(cited.title, None), cited.title, "", None, "只写明名称，没有写明条款")]
        out = []
        for place in cited.places:
            citation = format_citation(cited.title, place)
            if version is None:
                other = f"未存{version_date}的文本" if cited.title in self.versions else "未存该法律文本"
                out.append(Resolved(citation, cited.title, str(place), None, other))
                continue
            provision, why = pick_path(place, self.paths[version])
            out.append(Resolved(citation, cited.title, str(place), provision, why))
        return out


def citation_json(resolved: Resolved) -> dict[str, Any]:
    """A citation as a version stores it."""
    return {
        "text": resolved.citation,
        "statute": resolved.statute,
        "place": resolved.place,
        "provision_id": resolved.provision_id,
        "unresolved": resolved.unresolved or None,
    }


def citation_rows(version_id: int, found: list[tuple[str, Resolved]]) -> list[MatterProvision]:
    """The rows that tie a version to its provisions."""
    return [
        MatterProvision(
            version_id=version_id,
            position=position,
            role=role,
            citation=r.citation,
            provision_id=r.provision_id,
            unresolved=r.unresolved,
        )
        for position, (role, r) in enumerate(found, 1)
    ]

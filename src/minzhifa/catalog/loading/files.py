"""Reading `data/statutes.toml`, the law texts, matters, elements and benchmarks; no database here."""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from minzhifa.catalog.parsing import Article, breaks, parse_articles


class BrokenText(ValueError):
    """A law text does not have the articles that the manifest says, or its numbering is broken."""


@dataclass(frozen=True, slots=True)
class VersionData:
    """One text as the manifest describes it."""

    version_date: date | None
    effective_from: date | None
    effective_to: date | None
    mark: str
    from_quote: str
    to_quote: str
    partial: bool
    articles: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatuteData:
    """One statute as the manifest describes it."""

    title: str
    official_title: str
    kind: str
    organ: str
    versions: tuple[VersionData, ...]


def data_dir() -> Path:
    """The folder of shipped reference data."""
    return Path(settings.BASE_DIR) / "data"


def _version(row: dict[str, Any]) -> VersionData:
    return VersionData(
        version_date=row.get("version_date"),
        effective_from=row.get("effective_from"),
        effective_to=row.get("effective_to"),
        mark=row["mark"],
        from_quote=row.get("from_quote", ""),
        to_quote=row.get("to_quote", ""),
        partial=row.get("partial", False),
        articles=row["articles"],
        files=tuple(row["files"]),
    )


def statutes() -> list[StatuteData]:
    """The manifest of statutes."""
    rows = tomllib.loads((data_dir() / "statutes.toml").read_text("utf-8"))["statute"]
    return [
        StatuteData(r["title"], r["official_title"], r["kind"], r["organ"], tuple(map(_version, r["version"])))
        for r in rows
    ]


def read_text(version: VersionData) -> tuple[list[Article], str]:
    """The articles of a version over all its files, and the SHA-256 of their bytes. Raises `BrokenText`."""
    articles: list[Article] = []
    digest = hashlib.sha256()
    for name in version.files:
        content = (data_dir() / "laws" / name).read_bytes()
        digest.update(content)
        articles += parse_articles(content.decode("utf-8"))
    if len(articles) != version.articles or breaks(articles):
        raise BrokenText(
            f"{version.files}: {len(articles)} articles, {version.articles} expected; {breaks(articles)[:3]}"
        )
    return articles, digest.hexdigest()


def matters() -> list[dict[str, str]]:
    """Rows of `data/matters.csv`."""
    with (data_dir() / "matters.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def elements() -> dict[str, dict[str, Any]]:
    """`data/elements.toml`: constituent elements and exact citations by matter code; versions under later statutes."""
    rows = tomllib.loads((data_dir() / "elements.toml").read_text("utf-8"))["matter"]
    return {row["code"]: row for row in rows}


def benchmarks() -> list[dict[str, Any]]:
    """Rows of `data/benchmarks.jsonl`."""
    lines = (data_dir() / "benchmarks.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@cache
def field_codes() -> dict[str, str]:
    """Code of a field by its name, its slug or the code itself, from the registry's own file."""
    out: dict[str, str] = {}
    with (data_dir() / "fields.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            out |= {row["name"]: row["code"], row["slug"]: row["code"], row["code"]: row["code"]}
    return out

"""The rules that ship with the package, parsed once. No Django, no database."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from minzhifa.law.holidays import Calendar, parse_years
from minzhifa.law.procedure.approvals import load as load_approvals
from minzhifa.law.procedure.table import load_all as load_procedures
from minzhifa.law.review import load as load_review
from minzhifa.law.rulebook import Rules, Unsaid
from minzhifa.law.rulebook_parse import build, parse_domains, parse_precedence, parse_terms, parse_unsaid, parse_values

_DATA = files("minzhifa.law") / "data"
TABLES = (
    "domains", "holidays", "values", "approvals", "review", "review_points", "publication", "precedence", "concordance",
)  # fmt: skip
FOLDERS = ("terms", "procedures")


def _texts() -> dict[str, str]:
    texts = {f"{name}.toml": (_DATA / f"{name}.toml").read_text("utf-8") for name in TABLES}
    for folder in FOLDERS:
        for file in sorted((_DATA / folder).iterdir(), key=lambda one: one.name):
            if file.name.endswith(".toml"):
                texts[f"{folder}/{file.name}"] = file.read_text("utf-8")
    return texts


@cache
def shipped() -> Rules:
    """Terms, values and holidays as released; `version` is a digest of the tables."""
    texts = _texts()
    data: dict[str, dict[str, Any]] = {name: tomllib.loads(text) for name, text in texts.items()}
    precedence = parse_precedence(data["precedence.toml"])
    tables = [table for name, table in data.items() if name.startswith("terms/")]
    terms = [rule for table in tables for rule in parse_terms(table, precedence)]
    unsaid: dict[tuple[str, str], tuple[Unsaid, ...]] = {}
    for cell in (one for table in tables for one in parse_unsaid(table)):
        unsaid[cell.id, cell.domain] = (*unsaid.get((cell.id, cell.domain), ()), cell)
    digest = hashlib.sha256("\n".join(texts.values()).encode()).hexdigest()[:12]
    rules = build(
        parse_years(data["holidays.toml"]),
        terms,
        parse_values(data["values.toml"], precedence),
        parse_domains(data["domains.toml"]),
        digest,
    )
    return replace(
        rules,
        precedence=precedence,
        unsaid=unsaid,
        review_points=data["review_points.toml"],
        publication=tuple(data["publication.toml"]["row"]),
        concordance=data["concordance.toml"],
        procedures=load_procedures(table for name, table in data.items() if name.startswith("procedures/")),
        approvals=load_approvals(data["approvals.toml"]),
        review_rules=load_review(data["review.toml"]),
    )


def shipped_calendar() -> Calendar:
    """The working days 2004–2026 as released."""
    return shipped().calendar

"""What the global search finds so far; the cases join by registering their own provider."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from minzhifa.access import Actor
from minzhifa.catalog import queries as catalogue
from minzhifa.desk.addresses import address
from minzhifa.desk.labels import SUBJECT_KINDS
from minzhifa.desk.search import HITS_PER_KIND, Provider, register
from minzhifa.desk.shapes import Hit
from minzhifa.org import queries as org
from minzhifa.org.queries.pages import officer_lines
from minzhifa.subjects import queries as subjects


def find_subjects(actor: Actor, word: str, on: date) -> Sequence[Hit]:
    """By name, code, pinyin initials."""
    rows = subjects.search(actor, word, limit=HITS_PER_KIND).rows
    return [
        Hit(row.name, address("desk:subject_page", row.id), row.uscc or SUBJECT_KINDS.get(row.kind, "")) for row in rows
    ]


def find_matters(actor: Actor, word: str, on: date) -> Sequence[Hit]:
    """By name, code, basis."""
    rows = catalogue.matters(q=word, on=on, limit=HITS_PER_KIND)
    return [
        Hit(
            row.name,
            address("desk:matter_page", row.code),
            f"{row.field} · {row.code}",
            "" if row.verified else "M",
        )
        for row in rows
    ]


def find_statutes(actor: Actor, word: str, on: date) -> Sequence[Hit]:
    """By title."""
    rows = catalogue.statutes(word)[:HITS_PER_KIND]
    return [Hit(row.title, address("desk:statute_page", row.id), row.organ) for row in rows]


def find_provisions(actor: Actor, word: str, on: date) -> Sequence[Hit]:
    """By words of the text, or by a citation such as 广告法 第九条."""
    title, _, place = word.replace("《", "").replace("》", " ").partition(" ")
    if place.strip().startswith("第"):
        found = catalogue.provision(title, place.strip(), on)
        if isinstance(found, catalogue.ProvisionText):
            name = f"《{found.statute}》{found.citation.partition('》')[2]}"
            return [Hit(name, address("desk:provision_go", found.provision_id), found.text[:80])]
    rows = catalogue.search_provisions(word, limit=HITS_PER_KIND)
    return [Hit(row.citation, address("desk:provision_go", row.provision_id), row.excerpt) for row in rows]


def find_agencies(actor: Actor, word: str, on: date) -> Sequence[Hit]:
    """By present or former name."""
    rows = org.agencies(q=word, limit=HITS_PER_KIND)
    return [Hit(row.name, address("desk:agency_page", row.id), row.region_name) for row in rows]


def find_officers(actor: Actor, word: str, on: date) -> Sequence[Hit]:
    """By name or certificate number."""
    rows = officer_lines(actor, q=word, on=on, limit=HITS_PER_KIND)
    return [Hit(row.name, address("desk:officer_page", row.id), row.agency_name) for row in rows]


def find_templates(actor: Actor, word: str, on: date) -> Sequence[Hit]:
    """By title."""
    url = address("desk:template_list")
    return [Hit(card.title, url, card.kind) for card in catalogue.templates(on) if word in card.title]


def register_all() -> None:
    """Called once by the app's `ready`."""
    register("subjects", Provider("执法对象", "building-store", find_subjects, 20, "desk:subject_list"))
    register("matters", Provider("执法事项", "list-check", find_matters, 30, "desk:matter_list"))
    register("statutes", Provider("执法依据", "book-2", find_statutes, 40, "desk:statute_list"))
    register("provisions", Provider("条文", "file-text", find_provisions, 50, "desk:statute_list"))
    register("officers", Provider("执法人员", "certificate", find_officers, 60, "desk:officer_list"))
    register("agencies", Provider("执法主体", "building-bank", find_agencies, 70, "desk:agency_list"))
    register("templates", Provider("文书模板", "file-description", find_templates, 80, "desk:template_list"))

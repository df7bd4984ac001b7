"""Reads of the catalogue, open to all staff. Legal dates (`on`) are given by the caller.

matter_card(code, on) -> MatterCard                    raises UnknownMatter
matter_version(version_id) -> MatterCard               the version that a case kept
matters(field=None, q=None, *, kind=None, on=None, after="", limit=50) -> list[MatterRow]
provision(statute_title, citation, on=None) -> ProvisionText | Unknown
statutes(q="") -> list[StatuteRow]
statute_page(statute_id, version_id=None) -> StatutePage
search_provisions(q, limit=30) -> list[ProvisionHit]
benchmarks(matter_code=None, field=None, on=None, q=None) -> list[BenchmarkCard]
benchmark(code, on) -> BenchmarkCard | None
template(kind, on) -> TemplateCard | None; templates(on=None) -> list[TemplateCard]
sparing_lists(on=None, *, fields=(), kind="", q="", code="") -> list[SparingCard]; sparing_list(code, on) -> SparingCard
is_about(entry, matter, cited) -> bool | None          an entry of such a list against a case's act
side_by_side(citations, act, decided, matter="") -> SideBySide    the law on the day of the act and of the decision
changes(version_id) -> Changes | None                 a text against the one before it
proposals() -> list[ProposalRow]                       versions that wait for approval
"""

from minzhifa.catalog.queries.matters import matter_card, matter_version, matter_versions, matters
from minzhifa.catalog.queries.others import benchmark, benchmarks, proposals, template, templates
from minzhifa.catalog.queries.side_by_side import Changes, Compared, SideBySide, changes, side_by_side
from minzhifa.catalog.queries.sparing import is_about, sparing_list, sparing_lists
from minzhifa.catalog.queries.statutes import provision, search_provisions, statute_page, statutes
from minzhifa.catalog.rows import (
    BenchmarkCard,
    Citation,
    Element,
    Grade,
    MatterCard,
    MatterRow,
    ProposalRow,
    ProvisionHit,
    ProvisionRow,
    ProvisionText,
    Range,
    SparingCard,
    SparingEntry,
    StatutePage,
    StatuteRow,
    TemplateCard,
    Unknown,
    VersionRow,
)

__all__ = [
    "BenchmarkCard",
    "Changes",
    "Citation",
    "Compared",
    "Element",
    "Grade",
    "MatterCard",
    "MatterRow",
    "ProposalRow",
    "ProvisionHit",
    "ProvisionRow",
    "ProvisionText",
    "Range",
    "SideBySide",
    "SparingCard",
    "SparingEntry",
    "StatutePage",
    "StatuteRow",
    "TemplateCard",
    "Unknown",
    "VersionRow",
    "benchmark",
    "benchmarks",
    "changes",
    "is_about",
    "matter_card",
    "matter_version",
    "matter_versions",
    "matters",
    "proposals",
    "provision",
    "search_provisions",
    "side_by_side",
    "sparing_list",
    "sparing_lists",
    "statute_page",
    "statutes",
    "template",
    "templates",
]

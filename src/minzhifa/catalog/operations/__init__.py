"""Acts on the catalogue; keyword-only, one transaction each, written to the ledger (stream kind "catalog").

    propose_version(*, actor, at, kind, key, effective_from, content, reason="") -> Proposed
    propose_versions(*, actor, at, kind, drafts, reason="") -> list[Proposed]    many at once, new things too
    propose_interval(*, actor, at, version_id, interval, reason) -> ProposedInterval     statutes: in force from, to
    approve_interval(*, actor, at, change_id, reason="") -> None                  nobody approves his own
    withdraw_interval(*, actor, at, change_id, reason) -> None
    propose_own_benchmark(*, actor, at, agency_id, field, code, matters, effective_from, content, reason="") -> Proposed
    approve_version(*, actor, at, kind, version_id, reason="") -> Approved       nobody approves his own
    retire(*, actor, at, kind, version_id, effective_to=None, reason) -> None
    import_calendar_year(*, actor, year, off, work, source, at, reason="") -> Imported
    register_shipped_templates(*, templates, effective_from) -> int
    load_shipped_catalog() -> LoadReport
`kind` is "matter", "benchmark" or "template".
"""

from minzhifa.catalog.loading import LoadReport, load_shipped_catalog
from minzhifa.catalog.operations.approve import Approved, approve_version
from minzhifa.catalog.operations.approve_interval import approve_interval
from minzhifa.catalog.operations.import_calendar_year import import_calendar_year
from minzhifa.catalog.operations.propose import Proposed, propose_version
from minzhifa.catalog.operations.propose_interval import Interval, ProposedInterval, propose_interval
from minzhifa.catalog.operations.propose_own_benchmark import propose_own_benchmark
from minzhifa.catalog.operations.propose_versions import Draft, propose_versions
from minzhifa.catalog.operations.retire import retire
from minzhifa.catalog.operations.templates import ShippedTemplate, register_shipped_templates
from minzhifa.catalog.operations.withdraw_interval import withdraw_interval

__all__ = [
    "Approved",
    "Draft",
    "Interval",
    "LoadReport",
    "Proposed",
    "ProposedInterval",
    "ShippedTemplate",
    "approve_interval",
    "approve_version",
    "import_calendar_year",
    "load_shipped_catalog",
    "propose_interval",
    "propose_own_benchmark",
    "propose_version",
    "propose_versions",
    "register_shipped_templates",
    "retire",
    "withdraw_interval",
]

"""Acts on the catalogue; keyword-only, one transaction each, written to the ledger (stream kind "catalog").

    propose_version(*, actor, at, kind, key, effective_from, content, reason="") -> Proposed
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
from minzhifa.catalog.operations.import_calendar_year import import_calendar_year
from minzhifa.catalog.operations.propose import Proposed, propose_version
from minzhifa.catalog.operations.propose_own_benchmark import propose_own_benchmark
from minzhifa.catalog.operations.retire import retire
from minzhifa.catalog.operations.templates import ShippedTemplate, register_shipped_templates

__all__ = [
    "Approved",
    "LoadReport",
    "Proposed",
    "ShippedTemplate",
    "approve_version",
    "import_calendar_year",
    "load_shipped_catalog",
    "propose_own_benchmark",
    "propose_version",
    "register_shipped_templates",
    "retire",
]

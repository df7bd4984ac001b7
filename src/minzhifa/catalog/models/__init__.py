"""Models of the catalogue."""

from minzhifa.catalog.models.benchmark import Benchmark, BenchmarkVersion
from minzhifa.catalog.models.matter import Matter, MatterKind, MatterProvision, MatterVersion, Role, TrustMark
from minzhifa.catalog.models.sparing import SparingKind, SparingList, SparingListVersion
from minzhifa.catalog.models.statute import Mark, Provision, Statute, StatuteKind, StatuteVersion
from minzhifa.catalog.models.statute_change import StatuteChange
from minzhifa.catalog.models.template import DocumentTemplate, DocumentTemplateVersion
from minzhifa.catalog.models.versioned import State, Versioned

__all__ = [
    "Benchmark",
    "BenchmarkVersion",
    "DocumentTemplate",
    "DocumentTemplateVersion",
    "Mark",
    "Matter",
    "MatterKind",
    "MatterProvision",
    "MatterVersion",
    "Provision",
    "Role",
    "SparingKind",
    "SparingList",
    "SparingListVersion",
    "State",
    "Statute",
    "StatuteChange",
    "StatuteKind",
    "StatuteVersion",
    "TrustMark",
    "Versioned",
]

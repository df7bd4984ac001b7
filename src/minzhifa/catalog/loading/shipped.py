"""`load_shipped_catalog()`: everything, idempotent, in one transaction."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import transaction

from minzhifa.access.postgresql.statistics import count_anew
from minzhifa.catalog.loading.benchmarks import load_benchmarks
from minzhifa.catalog.loading.files import statutes
from minzhifa.catalog.loading.matters import load_matters
from minzhifa.catalog.loading.resolve import Resolver
from minzhifa.catalog.loading.sparing import load_sparing
from minzhifa.catalog.loading.statutes import load_statutes
from minzhifa.catalog.models import MatterProvision
from minzhifa.catalog.numerals import format_numeral
from minzhifa.catalog.publishing import PROVINCE, open_publishing

_MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load wrote (0 when it was there already), and the citations without a text, as (matter, citation, why)."""

    provisions: int
    matter_versions: int
    benchmarks: int
    lists: int
    unresolved: tuple[tuple[str, str, str], ...]
    seconds: float


@transaction.atomic
def load_shipped_catalog() -> LoadReport:
    """Load statutes, matters and benchmarks of `data/`. What is already there stays; a second run writes nothing."""
    start = time.monotonic()
    open_publishing(frozenset({PROVINCE}))
    manifest = statutes()
    provisions = load_statutes(manifest, {n: format_numeral(n) for n in range(1, _MOST_ITEMS)})
    resolver = Resolver()
    versions = load_matters(resolver, manifest)
    benchmarks = load_benchmarks(resolver)
    lists = load_sparing()
    if provisions or versions:
        count_anew("catalog")
    missing = MatterProvision.objects.filter(provision=None).order_by("version__matter__code", "position")
    unresolved = tuple(missing.values_list("version__matter__code", "citation", "unresolved"))
    return LoadReport(provisions, versions, benchmarks, lists, unresolved, time.monotonic() - start)

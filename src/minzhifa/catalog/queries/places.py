"""Where a provision stands, for links from citations to the page of its statute."""

from __future__ import annotations

from dataclasses import dataclass

from minzhifa.access.errors import NotFound
from minzhifa.catalog.models import Provision


@dataclass(frozen=True, slots=True)
class ProvisionPlace:
    """A provision's statute, the version that holds it, its path (8, 8.1, 8.1.2) and level (1 article … 4 sub-item)."""

    provision_id: int
    statute_id: int
    version_id: int
    path: str
    level: int


def provision_place(provision_id: int) -> ProvisionPlace:
    """The place of a provision (1 statement). Raises `NotFound`."""
    columns = ("pk", "version__statute_id", "version_id", "path", "level")
    row = Provision.objects.filter(pk=provision_id).values_list(*columns).first()
    if row is None:
        raise NotFound
    return ProvisionPlace(*row)

"""Housekeeping of the evidence store."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.core.files.storage import default_storage, storages
from django.db import transaction

from minzhifa.access.rls import EVERYTHING, set_scope
from minzhifa.clock import now
from minzhifa.crypto.storage import DurableStorage
from minzhifa.evidence.models import EvidenceFile
from minzhifa.evidence.storage import PREFIX, lock_content
from minzhifa.ledger.outbox import job

_GRACE = timedelta(days=1)


@job("evidence.collect_orphans", cron="17 3 * * *")
def collect_orphans(timestamp: int = 0) -> None:
    """Daily: remove stored contents that no row knows, left by a crash between storing and committing."""
    remove_orphans(before=now() - _GRACE)
    if isinstance(store := storages["default"], DurableStorage):
        store.sweep(older_than=_GRACE.total_seconds())


def remove_orphans(*, before: datetime) -> int:
    """Remove orphans that were stored before an instant; returns how many."""
    removed = 0
    for folder in _folders():
        for name in default_storage.listdir(folder)[1]:
            key = str(PurePosixPath(folder) / name)
            if default_storage.get_modified_time(key) < before:
                removed += _remove_if_orphan(key, name)
    return removed


def _folders() -> list[str]:
    try:
        firsts = default_storage.listdir(PREFIX)[0]
    except FileNotFoundError:
        return []
    return [f"{PREFIX}/{a}/{b}" for a in firsts for b in default_storage.listdir(f"{PREFIX}/{a}")[0]]


def _remove_if_orphan(key: str, name: str) -> int:
    with transaction.atomic():
        set_scope(EVERYTHING)
        lock_content(name, exclusive=True)  # nobody is taking this content just now
        if EvidenceFile.objects.filter(storage_key=key).exists():
            return 0
        default_storage.delete(key)
        return 1

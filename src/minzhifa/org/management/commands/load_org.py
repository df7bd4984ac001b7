"""`minzhifa load_org`: regions, fields and agencies of the province from the data files; adds what is missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from minzhifa.org.load import load_reference_org


class Command(BaseCommand):
    """For installations that are no demo; the demo loads the same by itself."""

    help = "装载行政区划、执法领域与执法主体（只补缺，不改已有）"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load and say how much there is now."""
        loaded = load_reference_org()
        self.stdout.write(
            f"区划 {loaded.regions}、领域 {loaded.fields}、机关 {loaded.agencies}（新增 {loaded.new_agencies}）、"
            f"职权 {loaded.remits}"
        )

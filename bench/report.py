"""What the sections print and keep."""

from __future__ import annotations

import json
import os
import platform
import time
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


def say(text: str) -> None:
    """One line, at once."""
    print(text, flush=True)


def machine() -> dict[str, Any]:
    """Where it ran, and how busy the machine was with other things."""
    names = [line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")]  # fmt: skip
    return {
        "cpu": names[0] if names else platform.machine(), "cores": os.cpu_count(), "load": os.getloadavg()[0],
        "python": platform.python_version(),
    }  # fmt: skip


def keep(section: str, found: dict[str, Any]) -> None:
    """Store one section's figures; earlier runs stay."""
    RESULTS.mkdir(exist_ok=True)
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    content = {"section": section, "at": stamp, "machine": machine(), **found}
    (RESULTS / f"{section}-{stamp}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def quantile(values: list[float], q: float) -> float:
    """The q-quantile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]

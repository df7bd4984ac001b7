"""Where the running platform of this checkout is: what `serve` leaves behind so that other commands find its database.

`make run` starts the embedded PostgreSQL behind a socket that only this user (and root) can open; the addresses hold no
password. Whoever sets `DATABASE_URL` says himself where to go, and nothing is read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "MINZHIFA_DEMO")


def state_folder() -> Path:
    """The state folder, as the settings have it."""
    return Path(os.environ.get("MINZHIFA_STATE", Path(__file__).resolve().parents[3] / ".state"))


def remember(environment: Mapping[str, str]) -> None:
    """Keep the addresses of the embedded database, and whether this is a demo, for the commands that come later."""
    lines = [f"{name}={environment.get(name, '')}" for name in _NAMES]
    path = state_folder() / "running.env"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")


def recall() -> None:
    """Take over what `serve` kept, unless the environment names a database itself."""
    path = state_folder() / "running.env"
    if os.environ.get("DATABASE_URL") or not path.exists():
        return
    for line in path.read_text().splitlines():
        name, _, value = line.partition("=")
        if name in _NAMES and value:
            os.environ.setdefault(name, value)

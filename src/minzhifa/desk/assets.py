"""Where the built styles and scripts are: plain name → hashed file, as the build wrote it down."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static


class NotBuilt(RuntimeError):
    """The front end was not built: run `npm ci && npm run build` in web/ (or `make run`)."""


@lru_cache(maxsize=4)
def _read(path: Path, _changed: float) -> dict[str, str]:
    return dict(json.loads(path.read_text()))


def _manifest() -> dict[str, str]:
    """The build's table, read again when the build wrote a new one."""
    path = Path(settings.BASE_DIR) / "web" / "dist" / "assets.json"
    if not path.exists():
        raise NotBuilt(NotBuilt.__doc__)
    return _read(path, path.stat().st_mtime)


def asset_url(name: str) -> str:
    """The address of `desk.js`, `desk.css`, `icons.svg`. Raises `NotBuilt`, or `KeyError` for an unknown name."""
    return static(_manifest()[name])

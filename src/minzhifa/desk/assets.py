"""Where the built styles and scripts are: plain name → hashed file, as the build wrote it down."""

from __future__ import annotations

import json
import time
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static


class NotBuilt(RuntimeError):
    """The front end was not built: run `npm ci && npm run build` in web/ (or `make run`)."""


@lru_cache(maxsize=1)
def _urls(_second: int) -> dict[str, str]:
    path = Path(settings.BASE_DIR) / "web" / "dist" / "assets.json"
    if not path.exists():
        raise NotBuilt(NotBuilt.__doc__)
    return {name: static(file) for name, file in json.loads(path.read_text()).items()}


def asset_url(name: str) -> str:
    """The address of `desk.js`, `desk.css`, `icons.svg`; what a new build wrote is seen within a second.

    Raises `NotBuilt`, or `KeyError` for an unknown name.
    """
    return _urls(int(time.monotonic()))[name]

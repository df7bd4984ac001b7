"""Fonts once, a warm press for the whole run, keys and files in a throw-away folder."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from minzhifa.documents import press
from minzhifa.documents.signing.sign import _signer

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session", autouse=True)
def fonts() -> None:
    """The documents' fonts, installed as at set-up (quick when they are there)."""
    subprocess.run([str(ROOT / "tools" / "fonts")], check=True)
    if not press.fonts_complete():
        pytest.skip("the documents' fonts could not be installed on this machine", allow_module_level=True)


@pytest.fixture(autouse=True)
def own_keys(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    """No test touches the keys or files of the machine."""
    settings.KEYS_DIR = tmp_path / "keys"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "minzhifa.crypto.storage.DurableStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    _signer.cache_clear()
    yield
    _signer.cache_clear()

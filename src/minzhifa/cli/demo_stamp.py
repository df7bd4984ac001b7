"""Whether this very database already holds what this version would load, so that a second start costs nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.db import connection

from minzhifa.org.demo import demo_password

PACKAGE = Path(__file__).resolve().parents[1]
LOADED_BY = ("org", "catalog", "subjects", "documents", "cases/sample", "cli")
SUFFIXES = frozenset({".py", ".toml", ".typ"})
_IDENTITY = """
SELECT (SELECT system_identifier::text FROM pg_control_system()), oid::text,
       EXISTS (SELECT FROM org_account WHERE is_demo) AND EXISTS (SELECT FROM catalog_matter)
  FROM pg_database WHERE datname = current_database()
"""


def _file() -> Path:
    return settings.STATE_DIR / "demo-loaded.json"


def _database() -> tuple[str, bool]:
    """Which database this is, and whether it holds a demo at all."""
    with connection.cursor() as cursor:
        cursor.execute(_IDENTITY)
        cluster, oid, filled = cursor.fetchone()
    return f"{cluster}:{oid}", filled


def _version() -> str:
    """A digest of everything that decides what is loaded: data, code, the demo password, this machine's secret."""
    digest = hashlib.sha256(f"{demo_password()}\0{settings.SECRET_KEY}".encode())
    folders = [settings.BASE_DIR / "data", *(PACKAGE / name for name in LOADED_BY)]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and (path.suffix in SUFFIXES or folder == folders[0]):
                digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def is_loaded() -> bool:
    """True when the last complete load into this database was by this version."""
    try:
        kept = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return False
    database, filled = _database()
    return filled and kept.get(database) == _version()


def mark_loaded() -> None:
    """Remember the load that has just been completed."""
    database, _ = _database()
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().write_text(json.dumps({database: _version()}), "utf-8")

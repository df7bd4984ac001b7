"""`make bench`: python -m bench [--cases N] [--only filing,pages,papers,law,calendar]."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhifa.config.settings")
os.environ.setdefault("MINZHIFA_DEMO", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

SECTIONS = ("law", "calendar", "papers", "pages", "filing")
BIN = Path(sys.executable).parent


def _minzhifa(*arguments: str) -> None:
    subprocess.run([str(BIN / "minzhifa"), *arguments], check=True, env={**os.environ, "MINZHIFA_AS_OWNER": "1"})


def _cases() -> int:
    from django.db import connection  # noqa: PLC0415 -- Django is set up a line before

    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE relname = 'cases_case'")
        return int(cursor.fetchone()[0])


def main() -> int:
    """Prepare what is missing, then run the sections."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--cases", type=int, default=20_000, help="案件数（先生成到这么多）；一百万件约需数十分钟")
    parser.add_argument("--only", default=",".join(SECTIONS), help="只测其中几项，逗号分隔")
    options = parser.parse_args()
    wanted = options.only.split(",")
    if {"calendar", "pages", "filing"} & set(wanted):
        _minzhifa("migrate", "--verbosity", "0")
        _minzhifa("demo", "load")
    django.setup()
    from bench import calendar, filing, law, pages, papers  # noqa: PLC0415 -- these need Django

    if "pages" in wanted and (missing := options.cases - _cases()) > options.cases // 20:
        _minzhifa("demo", "--cases", str(missing))
    if "law" in wanted:
        law.bench()
    if "calendar" in wanted:
        calendar.bench()
    if "papers" in wanted:
        papers.bench()
    if "pages" in wanted:
        pages.bench(_cases())
    if "filing" in wanted:
        filing.bench()
    return 0


if __name__ == "__main__":
    sys.exit(main())

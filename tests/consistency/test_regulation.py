"""docs/regulation.md names every requirement once, and only code and tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IDS = [
    "A3",
    "A4",
    "A6/A7",
    "A8",
    "A9",
    "A10",
    "A11",
    "A12",
    "A13",
    "A13b",
    "A14",
    "A15",
    "A16",
    "A17",
    "A18",
    "A19",
    "A20",
    "A21",
    "A22.1",
    "A22.2",
    "A22.3/4",
    "A22.5",
    "A22.6",
    "A22.7",
    "A22p",
    "A23",
    "A24",
    "A25",
    "A26",
    "A27",
    "A28",
    "A29",
    "A30",
    "A31",
    "A32/33",
    "A34/35",
    "A36",
    "A37",
    "A38–40",
    "A41/42",
]


def _rows() -> list[list[str]]:
    text = (ROOT / "docs" / "regulation.md").read_text()
    return [[c.strip() for c in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| A")]


def test_every_requirement_has_exactly_one_row() -> None:
    assert [row[0] for row in _rows()] == IDS


def test_every_path_that_a_row_names_exists() -> None:
    named = [path for row in _rows() for path in re.findall(r"`([^`]+)`", row[3] + row[4])]
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_a_row_that_works_names_code_and_a_test() -> None:
    bare = [row[0] for row in _rows() if row[2].startswith("works") and not (row[3] and row[4])]
    assert bare == []

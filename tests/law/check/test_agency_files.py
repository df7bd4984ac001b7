"""The checker is not fooled: every file with a way past the law is found, with the shortest path, at the door too."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from agency_files import FILES
from mutants import broken

from minzhifa.cli.main import main


@pytest.mark.parametrize("name", FILES)
def test_a_way_past_the_law_is_found_with_its_shortest_path(name: str) -> None:
    prop, make, steps = FILES[name]
    finding = broken(make(), prop)
    assert finding.path or finding.why
    if steps:
        assert len(finding.path) == steps, finding.path


def _plain(value: Any) -> str:
    assert isinstance(value, date)
    return value.isoformat()


SMALL = [name for name in FILES if name.startswith(("a part", "no penalty"))]  # of these the whole check is quick


@pytest.mark.parametrize("name", SMALL)
def test_the_door_ends_with_one_and_prints_the_path(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "agency.json"
    file.write_text(json.dumps(FILES[name][1](), default=_plain, ensure_ascii=False), "utf-8")
    assert main(["procedure", "check", str(file)]) == 1
    assert "✗" in capsys.readouterr().out

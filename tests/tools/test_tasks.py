"""What the task runner chooses on a machine that lacks something; and how it reads the auditors' answers."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tasks() -> ModuleType:
    """The runner as a module; it imports nothing but the standard library."""
    spec = importlib.util.spec_from_file_location("tasks", ROOT / "tools" / "tasks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["tasks"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("version", "suits"),
    [
        ("v18.20.0", False), ("v20.18.3", False), ("v20.19.0", True), ("v20.20.2", True), ("v21.7.1", False),
        ("v22.11.0", False), ("v22.12.0", True), ("v24.19.0", True), ("", False), ("command not found", False),
    ],
)  # fmt: skip
def test_the_machines_node_is_used_only_when_it_suits_the_build(tasks: ModuleType, version: str, suits: bool) -> None:
    assert tasks.node_suits(version) is suits


def test_a_python_without_venv_is_passed_over_for_one_that_has_it(tasks: ModuleType) -> None:
    found = [tasks.Python("/a", (3, 13), False), tasks.Python("/b", (3, 9), True), tasks.Python("/c", (3, 11), True)]
    assert tasks.choose_python(found) == ("/c", "")


def test_what_is_missing_is_said_in_one_sentence(tasks: ModuleType) -> None:
    path, sentence = tasks.choose_python([tasks.Python("/a", (3, 12), False)])
    assert path == ""
    assert "python3.12-venv" in sentence
    assert tasks.choose_python([tasks.Python("/b", (3, 9), True)])[1].startswith("需要 Python ≥ 3.11")
    assert tasks.choose_python([])[0] == ""


def test_a_half_made_environment_is_not_taken_for_a_whole_one(tasks: ModuleType, tmp_path: Path) -> None:
    assert not tasks.works(tmp_path / "bin" / "python", "-m", "pip", "--version")
    assert tasks.works(sys.executable, "-c", "pass")
    assert not tasks.works(sys.executable, "-c", "raise SystemExit(1)")


def test_downloads_trust_what_the_machine_trusts(
    tasks: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UV_SYSTEM_CERTS", raising=False)
    monkeypatch.setenv("NODE_EXTRA_CA_CERTS", "/own.crt")
    store = tmp_path / "ca-certificates.crt"
    assert tasks.trusted(store) == {}, "a machine without a store: the tools' own authorities"
    store.touch()
    assert tasks.trusted(store) == {"UV_SYSTEM_CERTS": "true", "NODE_EXTRA_CA_CERTS": "/own.crt"}


def test_an_auditors_silence_is_no_clean_bill(tasks: ModuleType) -> None:
    clean = {"name": "a", "version": "1", "vulns": []}
    hole = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
    unknown = {"name": "c", "skip_reason": "Dependency not found on PyPI"}
    assert tasks.python_holes(json.dumps({"dependencies": [clean]})) == ([], 1, 0)
    holes, asked, silent = tasks.python_holes(json.dumps({"dependencies": [clean, hole, unknown]}))
    assert (len(holes), asked, silent) == (1, 3, 1)
    assert "PYSEC-1" in holes[0]
    assert "2.1" in holes[0]
    assert tasks.python_holes("") == ([], 0, 0)
    assert tasks.node_holes('{"error": {"code": "ENOAUDIT"}}') == ([], False)
    assert tasks.node_holes('{"vulnerabilities": {}}') == ([], True)
    assert tasks.node_holes('{"vulnerabilities": {"x": {"severity": "high", "range": "<2"}}}') == (["x：high <2"], True)

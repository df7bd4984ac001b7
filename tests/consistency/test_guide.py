"""The user guide keeps its word: every picture it names exists, none lies unused, every chapter says for whom it is."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from minzhifa.org.models.account import ROLE_LABELS

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
CHAPTERS = sorted(GUIDE.glob("[0-9][0-9]-*.md"))
PICTURE = re.compile(r"images/([\w-]+\.png)")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
MOST = 6 * 1024 * 1024


def _named() -> set[str]:
    return {name for page in GUIDE.glob("*.md") for name in PICTURE.findall(page.read_text("utf-8"))}


def test_the_chapters_are_numbered_without_a_gap_and_all_in_the_contents() -> None:
    assert [int(page.name[:2]) for page in CHAPTERS] == list(range(1, len(CHAPTERS) + 1))
    contents = (GUIDE / "README.md").read_text("utf-8")
    assert [page.name for page in CHAPTERS if f"({page.name})" not in contents] == []


def test_every_picture_that_a_chapter_shows_exists_and_every_picture_is_shown() -> None:
    kept = {path.name for path in (GUIDE / "images").glob("*")}
    assert _named() == kept


def test_every_picture_is_taken_by_the_walk() -> None:
    tree = ast.parse((ROOT / "tests" / "e2e" / "test_guide_shots.py").read_text("utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    taken = [n.args[0].value for n in calls if n.func.id == "Picture" and isinstance(n.args[0], ast.Constant)]
    assert len(taken) == len(set(taken))
    assert {f"{name}.png" for name in taken} == _named()


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in (GUIDE / "images").glob("*.png")) <= MOST


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem[:2])
def test_every_chapter_says_at_its_head_which_roles_it_is_for(page: Path) -> None:
    head = [
        line for line in page.read_text("utf-8").splitlines()[:6] if line.startswith(("**谁来办：**", "**谁看：**"))
    ]
    assert len(head) == 1
    assert any(str(label) in head[0] for label in ROLE_LABELS.values())


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.stem[:2])
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = [unquote(link) for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (GUIDE / link).exists()] == []


def test_every_refusal_that_the_guide_explains_is_said_by_the_system() -> None:
    source = "".join(
        path.read_text("utf-8") for kind in ("*.py", "*.html") for path in (ROOT / "src").rglob(kind)
    ).replace(" ", "")
    page = next(page for page in CHAPTERS if page.name.startswith("11-")).read_text("utf-8")
    said = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ") and "系统怎么说" not in line]
    cut = re.compile(r"¥?……|；|（|）|。|“|”")
    parts = [part for cell in said for part in cut.split(cell.replace(" ", "")) if len(part) > 2]
    assert len(said) > 35
    assert [part for part in parts if part not in source] == []

"""A server without the documents' fonts: said in a sentence, nothing lost, and the PDF comes once they are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import RequestFactory
from samples import sample

from minzhifa.api.app import api
from minzhifa.desk.errors import problem_of
from minzhifa.documents import press
from minzhifa.documents.errors import FontsMissing, RenderFailed
from minzhifa.documents.rendering import render


@pytest.fixture
def bare(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A machine that has no fonts, its own neither."""
    press.stop()
    settings.FONTS_DIR = tmp_path
    monkeypatch.setattr(press, "own_fonts_too", lambda: False)
    yield monkeypatch
    press.stop()


def test_without_fonts_the_answer_is_one_sentence_without_the_compilers_words(bare: pytest.MonkeyPatch) -> None:
    with pytest.raises(FontsMissing, match="缺少文书所用的字体") as refused:
        render("penalty_decision", sample("penalty_decision"))
    assert "Libertinus" not in str(refused.value)
    assert (refused.value.status, refused.value.code) == (503, "fonts_missing")


def test_the_document_is_drawn_once_the_fonts_are_there(bare: pytest.MonkeyPatch, settings: LazySettings) -> None:
    with pytest.raises(FontsMissing):
        render("penalty_decision", sample("penalty_decision"))
    bare.undo()
    settings.FONTS_DIR = settings.STATE_DIR / "fonts"
    press.stop()
    assert render("penalty_decision", sample("penalty_decision")).pages == 3


def test_page_and_interface_say_that_nothing_is_lost(bare: pytest.MonkeyPatch) -> None:
    with pytest.raises(FontsMissing) as refused:
        render("penalty_decision", sample("penalty_decision"))
    box = problem_of(refused.value)
    assert "没有丢失" in box.kept
    assert "不用再办一次" in box.todo
    answer = api.on_exception(RequestFactory().get("/api/v1/cases/x/documents/y.pdf"), refused.value)
    assert answer.status_code == 503
    assert answer["Content-Type"].startswith("application/problem+json")
    assert "fonts_missing" in answer.content.decode()


def test_what_the_compiler_says_of_other_faults_stays_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RenderFailed, match="原因已记入服务器日志") as refused:
        press.press("none.typ", "{}", "{}")
    assert "none.typ" not in str(refused.value)
    assert "none.typ" in caplog.text

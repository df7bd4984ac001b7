"""The rendering process: safe, the same every time, with the right glyphs."""

from __future__ import annotations

import datetime as dt
import io
import os
import signal

import pypdf
import pytest
import typst
from django.conf import settings
from documents.samples import sample
from documents.test_kinds import text_of
from PIL import Image

from minzhifa.documents import press
from minzhifa.documents.errors import RenderFailed
from minzhifa.documents.rendering import preview, render

HOSTILE = '#read("/etc/passwd") `raw` "quoted" \\ $x$ [b] #{panic()} <label> @ref 《甲》'


def test_the_same_data_and_instant_give_the_same_bytes() -> None:
    at = dt.datetime(2026, 4, 2, 8, tzinfo=dt.UTC)
    first = render("penalty_decision", sample("penalty_decision"), at=at)
    press.stop()
    assert render("penalty_decision", sample("penalty_decision"), at=at).pdf == first.pdf


def test_data_is_text_whatever_it_looks_like() -> None:
    data = sample("penalty_decision") | {"facts": HOSTILE}
    text = text_of(render("penalty_decision", data).pdf)
    assert "".join(HOSTILE.split()) in text
    assert "root:" not in text


def test_a_long_decision_runs_over_many_pages_and_numbers_them() -> None:
    data = sample("penalty_decision") | {"facts": "\n".join(["经查，当事人存在上述行为。" * 12] * 30)}
    made = render("penalty_decision", data)
    pages = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    assert len(pages) == made.pages
    assert made.pages > 8
    assert all(f"—{n}—" in "".join(page.extract_text().split()) for n, page in enumerate(pages, 1))


def test_the_sample_decision_is_three_pages_of_pdf_a() -> None:
    made = render("penalty_decision", sample("penalty_decision"))
    assert made.pages == 3
    metadata = pypdf.PdfReader(io.BytesIO(made.pdf)).trailer["/Root"]["/Metadata"].get_data()
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in metadata


def test_amounts_stand_in_digits_and_in_capital_characters() -> None:
    text = text_of(render("penalty_decision", sample("penalty_decision")).pdf)
    assert "20,000.00元（大写：人民币贰万元整）" in text
    assert "1,952.00元（大写：人民币壹仟玖佰伍拾贰元整）" in text


def _ink(character: str, font: str) -> bytes:
    """The pixels of one character set in `font` (a Typst expression; `fang` is the body type of all letters)."""
    source = (
        f'#import "lib.typ": fang\n#set page(width: 30mm, height: 30mm)\n#text(font: {font}, size: 40pt)[{character}]'
    )
    meta = '{"mode": "issue", "labels": {}, "required": [], "missing": [], "title": "", "qr": "", "columns": {}}'
    pages = typst.compile(
        source.encode(),
        root=str(press.TEMPLATES),
        font_paths=[str(settings.FONTS_DIR)],
        ignore_system_fonts=True,
        format="png",
        sys_inputs={"data": "{}", "meta": meta},
    )
    assert isinstance(pages, bytes)
    image = Image.open(io.BytesIO(pages)).convert("L").point(lambda value: 255 if value < 128 else 0)
    box = image.getbbox()
    assert box is not None, "nothing was drawn"
    return image.crop(box).tobytes()


NOTO = '"Noto Serif CJK SC"'


def test_the_yen_sign_is_not_drawn_as_a_dollar() -> None:
    dollar_like = _ink("￥", '"FandolFang R"')
    assert dollar_like != _ink("￥", NOTO), "if the font is mended one day, its own sign may be used"
    assert _ink("￥", "fang") == _ink("￥", NOTO)
    assert _ink("￥", "fang") != dollar_like


@pytest.mark.parametrize("character", ["堃", "喆", "玥", "珺", "𬭎"])
def test_rare_name_characters_have_a_glyph_of_their_own(character: str) -> None:
    drawn = _ink(character, "fang")
    assert drawn in (_ink(character, '"LXGW WenKai"'), _ink(character, NOTO))
    assert drawn != _ink("\U0010fffd", "fang"), "the box of a missing glyph"


def test_ordinary_characters_are_set_in_fangsong() -> None:
    assert _ink("福", "fang") == _ink("福", '"FandolFang R"')
    assert _ink("福", "fang") != _ink("福", NOTO)


def test_a_killed_worker_is_replaced_without_anybody_noticing() -> None:
    press.warm()
    assert press._worker is not None
    os.kill(press._worker.process.pid, signal.SIGKILL)
    press._worker.process.wait()
    assert render("penalty_decision", sample("penalty_decision")).pages == 3


def test_a_template_outside_the_folder_is_refused() -> None:
    for name in ("../lib.typ", "/etc/passwd", "none.typ"):
        with pytest.raises(RenderFailed):
            press.press(name, "{}", "{}")


def test_the_worker_has_neither_files_to_write_nor_the_settings_of_the_server() -> None:
    press.warm()
    assert press._worker is not None
    process = f"/proc/{press._worker.process.pid}"
    with open(f"{process}/environ", "rb") as handle:
        assert b"DATABASE_URL" not in handle.read()
    with open(f"{process}/limits") as handle:
        limits = handle.read()
    assert "Max file size             0" in limits
    assert f"Max address space         {press.MEMORY}" in limits


def test_the_preview_marks_the_gap_in_amber() -> None:
    whole = sample("penalty_decision")
    gap = {name: value for name, value in whole.items() if name != "performance"}
    assert "#fff0cc" not in "".join(preview("penalty_decision", whole))
    assert "#fff0cc" in "".join(preview("penalty_decision", gap))

"""Changes cut down to what a list can show: the changed signs whole or cut, a little of what stays around them."""

from __future__ import annotations

from collections.abc import Sequence

from minzhifa.desk.admin.differences import LONGEST, Piece, brief

LONG = "甲" * 60


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_only_fields_that_differ_are_named() -> None:
    before = {"name": "旧名", "note": "同"}
    assert [one.label for one in brief("matter", before, {"name": "新名", "note": "同"})] == ["事项名称"]


def test_what_stays_is_cut_around_the_change() -> None:
    (one,) = brief("matter", {"note": f"{LONG}五千{LONG}"}, {"note": f"{LONG}一万{LONG}"})
    assert _text(one.before) == f"…{'甲' * 10}五千{'甲' * 10}…"
    assert _text(one.after) == f"…{'甲' * 10}一万{'甲' * 10}…"


def test_a_long_change_is_cut_too() -> None:
    (one,) = brief("matter", {"note": ""}, {"note": "乙" * 200})
    assert _text(one.after) == "乙" * LONGEST + "…"


def test_a_new_thing_has_nothing_to_compare() -> None:
    assert brief("matter", None, {"name": "新"}) == []

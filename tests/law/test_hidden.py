"""Characters that nobody sees."""

from __future__ import annotations

import pytest

from minzhifa.law.hidden import hidden, plain, refusal

SEEN = ["林堃", "黄喆", "Café", "第一行\n第二行\t列", "😀", "㐀𠀀", "é", "龙︀", "ﬁ", "　全角空格"]


@pytest.mark.parametrize(
    "code", [0x200B, 0x200D, 0x200E, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xAD, 0x61C, 0x7F, 1]
)
def test_what_hides_or_reorders_is_named_and_taken_out(code: int) -> None:
    text = f"福州{chr(code)}食品"
    assert hidden(text) == f"U+{code:04X}"
    assert plain(text) == "福州食品"
    assert refusal(text) == f"含有看不见的字符（U+{code:04X}），请删去后重新填写。"


@pytest.mark.parametrize("text", SEEN)
def test_what_is_seen_stays(text: str) -> None:
    assert plain(text) == text
    assert refusal(text) == ""

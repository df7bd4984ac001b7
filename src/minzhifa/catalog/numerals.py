"""Chinese numerals as statutes write them: 十二, 一百零八, 一百一十, 二〇, 一千二百四十二."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_LIMIT = 10_000
NUMERAL = "[一二三四五六七八九十百千万零〇○两]+"


def _place_values(text: str) -> int:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif _UNITS[char] < _LIMIT:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * _UNITS[char]
            section = digit = 0
    return total + section + digit


def parse_numeral(text: str) -> int:
    """The number that `text` (Chinese numeral, or Arabic digits of either width) says. Raises ValueError otherwise."""
    text = text.strip()
    if text.isdigit():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        raise ValueError(f"不是数字：{text}")
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return _place_values(text)


def format_numeral(number: int) -> str:
    """1 … 9999 as an article's number is written: 12 十二, 108 一百零八, 110 一百一十, 1054 一千零五十四."""
    if not 0 < number < _LIMIT:
        raise ValueError(f"条文序号超出范围：{number}")
    out, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if zero and out else "") + "零一二三四五六七八九"[digit] + sign
            zero = False
        else:
            zero = True
    return out.removeprefix("一") if out.startswith("一十") else out

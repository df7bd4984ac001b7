"""Amounts as records write them: units beside or inside, full-width digits, Chinese numerals. Exact or not at all."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from minzhifa.cases.errors import BadFacts
from minzhifa.law.money import LARGEST

CENT = Decimal("0.01")
UNITS = {
    "元": Decimal(1), "圆": Decimal(1), "块": Decimal(1), "yuan": Decimal(1), "cny": Decimal(1), "rmb": Decimal(1),
    "人民币": Decimal(1), "人民币元": Decimal(1), "百元": Decimal(100), "千元": Decimal(1000), "万": Decimal(10_000),
    "万元": Decimal(10_000), "万圆": Decimal(10_000), "wan_yuan": Decimal(10_000), "百万元": Decimal(1_000_000),
    "亿": Decimal(100_000_000), "亿元": Decimal(100_000_000), "角": Decimal("0.1"), "分": CENT,
}  # fmt: skip
_FIGURES = ("零〇○", "一壹", "二贰两貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {char: n for n, chars in enumerate(_FIGURES) for char in chars}
_ONE = r"\d+(?:\.\d+)?|[" + "".join("".join(chars) for chars in _FIGURES[1:]) + "]"
_NIL = "([零〇○])?"
_SECTION = re.compile(rf"(?:({_ONE})[千仟])?{_NIL}(?:({_ONE})[百佰])?{_NIL}(?:({_ONE})?([十拾]))?{_NIL}({_ONE})?")
_CENTS = re.compile(rf"(?:({_ONE})角)?{_NIL}(?:({_ONE})分)?整?")
_AROUND = re.compile(r"^(?:人民币|rmb|cny|计|共计|合计|[￥¥:：])*|(?:整|正)$", re.IGNORECASE)
_TWICE = re.compile(r"(.+?)\((?:大写[:为]?)?(.+)\)")  # 20,000元（大写：贰万元整）
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,4}(?:,\d{4})+(?:\.\d+)?")


def flat(text: str) -> str:
    """Full-width digits, letters and signs as half-width ones, without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def yuan_of(raw: str) -> Decimal | None:
    """An amount in yuan, its unit written in it or yuan; None for what is none, or more than one ("1—3万元")."""
    return _read(raw)[0]


def amount(value: Any, unit: Any = None, *, says_yuan: bool = False) -> tuple[str | None, str]:
    """Yuan with two decimals when the record gives one figure, and what else it says.

    `unit` is the unit that the record writes beside the figure, `says_yuan` that the figure's own name does. Raises
    `BadFacts` where two of them differ, and for a negative amount.
    """
    if value is None or isinstance(value, bool):
        return None, ""
    raw = str(value).strip()
    if flat(raw).startswith("-"):
        raise BadFacts(f"金额“{raw}”是负数。", "penalties")
    found, inside = _read(raw)
    beside = flat(str(unit)).lower() if unit not in (None, "") else ""
    if beside and beside not in UNITS:
        return None, f"{raw}{unit}"  # another currency, a multiple: no figure in yuan
    times = UNITS.get(beside, Decimal(1))
    if beside and times != 1 and says_yuan:
        raise BadFacts(f"金额“{raw}”按字段名是元，另写的单位是“{unit}”，不能判断是哪一个。", "penalties.unit")
    if beside and inside is not None and inside != times:
        raise BadFacts(f"金额“{raw}”本身写了单位，另写的单位是“{unit}”，两者不一致。", "penalties.unit")
    if found is None:
        return None, f"{raw}{unit}" if beside and inside is None else raw
    if inside is None:
        found *= times
    if found > LARGEST or found != found.quantize(CENT):
        return None, f"{raw}{unit}" if beside and inside is None else raw
    return str(found.quantize(CENT)), ""


def _read(raw: str) -> tuple[Decimal | None, Decimal | None]:
    """The figure in yuan, and the factor of the unit written in it; the second None where none is written."""
    text = flat(raw)
    if twice := _TWICE.fullmatch(text):
        first, second = _read(twice[1]), _read(twice[2])
        if first[0] is not None and second[0] is not None and first[0] != second[0]:
            raise BadFacts(f"金额“{raw}”前后两个数不一致。", "penalties")
        return first if second[0] is not None else (None, None)
    text = _AROUND.sub("", text)
    unit = next((one for one in sorted(UNITS, key=len, reverse=True) if text.lower().endswith(one)), "")
    number = text[: len(text) - len(unit)] if unit else text
    for pattern in (_PLAIN, _GROUPED):
        if pattern.fullmatch(number):
            figure = Decimal(number.replace(",", ""))
            return figure * UNITS.get(unit, Decimal(1)), UNITS[unit] if unit else None
    whole = _spoken(text)
    return whole, (Decimal(1) if whole is not None and re.search("[元圆角分]", text) else None)


def _spoken(text: str) -> Decimal | None:
    """贰万伍仟元伍角, 2万5千元, 十万; None for what does not add up."""
    yuan, sign, rest = re.sub("[圆块]", "元", text).partition("元")
    if not sign and (cents := _CENTS.fullmatch(yuan)) and any(cents.groups()):
        yuan, rest = "", yuan
    found, small = _number(yuan) if yuan else Decimal(0), _CENTS.fullmatch(rest)
    if found is None or small is None or not (yuan or rest):
        return None
    return found + _digit(small[1]) * Decimal("0.1") + _digit(small[3]) * CENT


def _number(text: str) -> Decimal | None:
    """Sections of 亿, 万 and below. A lone digit after one (两万五) is 25,000 in speech, 20,005 by its letters."""
    total, lower = Decimal(0), False
    for marks, factor in (("[亿億]", Decimal(100_000_000)), ("[万萬]", Decimal(10_000))):
        head, *rest = re.split(marks, text, maxsplit=1)
        if rest:
            value = _section(head)
            if not value or ("." in head and rest[0]):
                return None
            total, text, lower = total + value * factor, rest[0], True
    if not text:
        return total if lower else None
    value = None if lower and re.fullmatch(_ONE, text) else _section(text)
    return None if value is None else total + value


def _section(text: str) -> Decimal | None:
    """A number below ten thousand, or a plain figure before 万."""
    found = _SECTION.fullmatch(text)
    if not found or not text:
        return None
    thousand, nil, hundred, nil2, ten, ten_mark, nil3, one = found.groups()
    if one and not ten_mark and (hundred or thousand) and not (nil or nil2 or nil3):
        return None  # 二百五: 250 in speech, 205 by its letters
    tens = _digit(ten) if ten else Decimal(1 if ten_mark else 0)
    return _digit(thousand) * 1000 + _digit(hundred) * 100 + tens * 10 + _digit(one)


def _digit(text: str | None) -> Decimal:
    if not text:
        return Decimal(0)
    return Decimal(_DIGITS[text]) if text in _DIGITS else Decimal(text)

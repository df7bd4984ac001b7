"""Statutory ranges as data: 处五万元以上十万元以下罚款 → fixed, 50000…100000. The unreadable stays text. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from minzhifa.catalog.numerals import parse_numeral
from minzhifa.catalog.rows import Range

_CHINESE = "[一二三四五六七八九十百千万亿零〇两]+"
_NUMBER = rf"(?:{_CHINESE}|\d+(?:\.\d+)?[千万亿]?)"
_BOUND = rf"(?:百分之{_CHINESE}|\d+(?:\.\d+)?%|等值|{_NUMBER}倍|{_NUMBER}元|{_NUMBER}(?=以[上下]))"
_BETWEEN = re.compile(rf"(?P<low>{_BOUND})(?:以上|至|—)(?P<high>{_BOUND})(?:以下)?")
_UP_TO = re.compile(rf"(?P<high>{_BOUND})以下")
_EXACT = re.compile(rf"(?P<high>{_BOUND})的?罚款|^(?P<alone>\d+元)$")
_LEAD = re.compile(r"^(?:处或者)?(?P<may>可以)?(?P<also>或者并|并)?(?:处以|处)?")
_LARGE = {"千": 1000, "万": 10_000, "亿": 100_000_000}
_TEXT_ONLY = re.compile(r"案例|裁量|最高|首违|依.*处罚")
_OPEN = re.compile(r"处以罚款|警告、罚款|^并?处?以?罚款$")


def parse_amount(text: str) -> Decimal:
    """Yuan of 五万元, 20万元, 5千元, 500元, 3000. Raises ValueError."""
    text = text.removesuffix("元")
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)([千万亿]?)", text):
        return Decimal(match[1]) * _LARGE.get(match[2], 1)
    return Decimal(parse_numeral(text))


def _bound(text: str) -> tuple[str, Decimal]:
    if text == "等值":
        return "multiple", Decimal(1)
    if text.startswith("百分之"):
        return "multiple", Decimal(parse_numeral(text.removeprefix("百分之"))) / 100
    if text.endswith("%"):
        return "multiple", Decimal(text[:-1]) / 100
    if text.endswith("倍"):
        return "multiple", parse_amount(text[:-1])
    return "fixed", parse_amount(text)


def _party(text: str) -> str | None:
    if re.match(r"^(对)?(个人|公民)", text):
        return "person"
    return "organisation" if re.match(r"^(对)?(建设单位|施工单位|单位|法人)", text) else None


def _base(lead: str) -> tuple[str | None, str | None]:
    """(what the multiple is of, per what) out of the words before the first bound."""
    words = _LEAD.sub("", lead)
    words = re.sub(r"^(个人|单位|建设单位|施工单位)", "", words).split("、处以")[-1].split("处以")[-1]
    per = words if words.startswith("每") else None
    words = re.sub(r"^其", "", words).removesuffix("的")
    return (None if per or not words or "警告" in words or "无" in words else words), per


def parse_range(text: str) -> Range:
    """One fragment of `range_text`. Never raises: what it cannot read comes back with kind "text"."""
    text = text.strip()
    lead = _LEAD.match(text)
    optional, additional = bool(lead and lead["may"]), "并处" in text[:8]
    if _TEXT_ONLY.search(text):
        return Range(text, "text")
    match = _BETWEEN.search(text) or _UP_TO.search(text) or _EXACT.search(text)
    if not match:
        kind = "unspecified" if _OPEN.search(text) else "text"
        return Range(text, kind, optional=optional, additional=additional)
    groups = match.groupdict()
    high_text = groups.get("high") or groups.get("alone")
    kind, high = _bound(str(high_text))
    low: Decimal | None = high if match.re is _EXACT else None
    if groups.get("low"):
        low_kind, low = _bound(groups["low"])
        if (low_kind == "fixed" and kind == "multiple") or low > high:
            return Range(text, "text")
    base, per = _base(text[: match.start()])
    return Range(
        text,
        kind,
        minimum=low,
        maximum=high,
        base=base if kind == "multiple" else None,
        optional=optional,
        additional=additional,
        party=_party(text),
        per=per,
    )


def parse_ranges(text: str) -> tuple[Range, ...]:
    """All fragments of a matter's `range_text`, which are separated by a semicolon of either width."""
    return tuple(parse_range(part) for part in re.split(r"[；;]", text) if part.strip())

"""Filters: dates, money, highlights, as the field writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from minzhifa.clock import SHANGHAI
from minzhifa.law.words import day_words

register = template.Library()
WEEKDAYS = "一二三四五六日"
_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
UNITS = {"wd": "个工作日", "d": "日", "h": "小时"}


@register.filter
def cdate(value: Any) -> str:
    """2026年11月22日（周日）; a partial date (`2025-04`) stays partial; None is 未知."""
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    if isinstance(value, str):
        return _from_text(value)
    if not isinstance(value, date):
        return "未知"
    return f"{value.year}年{value.month}月{value.day}日（周{WEEKDAYS[value.weekday()]}）"


def _from_text(value: str) -> str:
    found = _PARTIAL.match(value)
    if not found:
        return value or "未知"
    year, month, day = found.groups()
    if day:
        return cdate(date.fromisoformat(value))
    return f"{year}年{int(month)}月" if month else f"{year}年"


@register.filter
def day(value: Any) -> str:
    """2026年11月22日: where the weekday says nothing; a partial date stays partial, — when there is none."""
    return day_words(value) if value else "—"


@register.filter
def month_day(value: Any) -> str:
    """11月22日: where the year is clear."""
    if isinstance(value, str) and (found := _PARTIAL.match(value)) and found.group(3):
        value = date.fromisoformat(value)
    return f"{value.month}月{value.day}日" if isinstance(value, date) else cdate(value)


@register.filter
def instant(value: Any) -> str:
    """2026年11月22日 09:41, in Fujian's time."""
    return day_words(value.astimezone(SHANGHAI)) if isinstance(value, datetime) else "—"


@register.filter
def brief(text: str | None) -> str:
    """The first words of a long text, for a list: what goes on ends in ……."""
    most = 36
    words = (text or "").strip()
    return words if len(words) <= most else words[:most].rstrip("，。；、 ") + "……"


@register.filter
def money(value: Any) -> str:
    """¥20,000.00 from a Decimal or its string; — when there is none."""
    if value is None or value == "":
        return "—"
    try:
        return f"¥{Decimal(str(value)):,.2f}"
    except InvalidOperation:
        return str(value)


@register.filter
def days_left(left: int | None, unit: str = "d") -> str:
    """还有 3 个工作日 · 今天到期 · 逾期 2 日."""
    word = UNITS.get(unit, unit)
    if left is None:
        return ""
    if left == 0:
        return "今天到期"
    return f"还有 {left} {word}" if left > 0 else f"逾期 {-left} {word}"


@register.filter
def term_level(left: int | None) -> str:
    """The colour of the rest of a term: red only when it is over, amber in the last three days."""
    soon = 3
    if left is None:
        return ""
    return "over" if left < 0 else "near" if left <= soon else ""


@register.filter
def suspended(certificate: Any, on: date) -> bool:
    """Whether a certificate is suspended on a day; both ends of a suspension are inclusive."""
    return any(s.starts_on <= on and (s.ends_on is None or s.ends_on >= on) for s in certificate.suspensions)


@register.filter
def interval(value: Any) -> str:
    """The in-force interval of a row with `effective_from` and `effective_to` (exclusive)."""
    start, end = getattr(value, "effective_from", None), getattr(value, "effective_to", None)
    begins = f"{day_words(start)}起" if start else "起始日未知"
    return f"{begins}，{day_words(end)}前" if end else begins


@register.filter
def span(value: Any) -> str:
    """The interval of a row with `valid_from` and `valid_to` (exclusive); unknown starts are left out."""
    start, end = getattr(value, "valid_from", None), getattr(value, "valid_to", None)
    parts = [f"{day_words(start)}起" if start else "", f"{day_words(end)}前" if end else ""]
    return "，".join(part for part in parts if part) or "起始日未知"


@register.filter
def highlight(text: str, word: str) -> SafeString:
    """`text` with every occurrence of `word` marked."""
    if not word:
        return conditional_escape(text)
    parts = re.split(f"({re.escape(word)})", text, flags=re.IGNORECASE)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", p) if i % 2 else p,) for i, p in enumerate(parts))
    )


_BROWSERS = (
    ("Edg/", "Edge"),
    ("MicroMessenger", "微信"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def grades(text: str) -> str:
    """A benchmark's cells in words: `incomplete: grade 4 unknown` is 第4档不明, `grade[4].cell[1]` is 第4档第1格."""
    said = re.sub(r"grade (\d+) unknown", r"第\1档不明", str(text).removeprefix("incomplete: ")).replace(", 第", "、第")
    return re.sub(r"\.?cell\[(\d+)\]", r"第\1格", re.sub(r"grade\[(\d+)\]", r"第\1档", said))


@register.filter
def device(text: str | None) -> str:
    """127.0.0.1，Windows 上的 Chrome, from an address and what the browser calls itself; other programs as they are."""
    address, _, agent = (text or "").partition(" ")
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    if not browser:
        return (text or "")[:48]
    return f"{address}，{system} 上的 {browser}" if system else f"{address}，{browser}"


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """One value of a mapping."""
    return mapping.get(key) if hasattr(mapping, "get") else None

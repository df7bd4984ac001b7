"""How a sentence writes dates and money: 2026年12月3日, ¥8,000.00. Data keep their ISO form and plain digits."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ](\d{2}:\d{2}).*)?")


def day_words(value: date | str | None) -> str:
    """2026年12月3日, with the time for an instant; a partial date (`2025-04`) stays partial; other text as it is."""
    if value is None or value == "":
        return "日期不详"
    text = value.isoformat() if isinstance(value, date) else str(value)
    found = _ISO.fullmatch(text)
    if not found:
        return text
    year, month, day, time = found.groups()
    words = f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
    return f"{words} {time}" if time and (isinstance(value, datetime) or "T" in text) else words


def month_day(value: date) -> str:
    """12月3日: where the year is clear."""
    return f"{value.month}月{value.day}日"


def yuan_words(amount: Decimal) -> str:
    """¥8,000.00."""
    return f"¥{amount:,.2f}"

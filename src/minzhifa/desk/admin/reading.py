"""What pages read from their address."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from minzhifa.desk.request import today


def asked_day(request: HttpRequest, key: str = "on") -> tuple[date, str]:
    """The day in the address, else today; and the sentence when what stands there is no day."""
    written = request.GET.get(key, "")
    if not written:
        return today(request), ""
    try:
        return date.fromisoformat(written), ""
    except ValueError:
        return today(request), f"“{written[:20]}”不是有效的日期，按今天显示。"

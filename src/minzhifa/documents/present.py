"""How values look on paper: dates, amounts in digits and 大写, party lines. Templates receive only these strings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from minzhifa.documents.registry import Field, Kind

SHANGHAI = ZoneInfo("Asia/Shanghai")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SMALL = ("", "拾", "佰", "仟")
_LARGE = ("", "万", "亿", "万亿")
CAPITAL_LIMIT = Decimal(10) ** 16


def _group(value: int) -> str:
    """Four digits in 大写, with one 零 for any run of zeros inside."""
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _SMALL[power]
            gap = False
        else:
            gap = True
    return text


def _integer(value: int) -> str:
    groups = []
    while value:
        groups.append(value % 10000)
        value //= 10000
    text, gap = "", False
    for index in range(len(groups) - 1, -1, -1):
        part = groups[index]
        if part:
            text += ("零" if text and (gap or part < 1000) else "") + _group(part) + _LARGE[index]  # noqa: PLR2004 -- below a thousand a zero is read out
            gap = False
        else:
            gap = True
    return text


def capital(amount: Decimal) -> str:
    """An amount of yuan in 大写: 100500.50 → 壹拾万零伍佰元伍角. Two places; raises ValueError outside 0 … 10^16."""
    if not 0 <= amount < CAPITAL_LIMIT:
        raise ValueError("金额超出大写的范围")
    cents = int((amount * 100).to_integral_value())
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = _integer(yuan) + "元" if yuan else ""
    if not jiao and not fen:
        return (text or "零元") + "整"
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif text:
        text += "零"
    return text + (_DIGITS[fen] + "分" if fen else "")


def money(value: object) -> str:
    """ "20000.00" → "20,000.00元（大写：人民币贰万元整）"; text that is no amount is returned as it is."""
    if value in (None, ""):
        return ""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not amount.is_finite() or not 0 <= amount < CAPITAL_LIMIT:
        return str(value)
    amount = amount.quantize(Decimal("0.01"))
    return f"{amount:,.2f}元（大写：人民币{capital(amount)}）"


def date(value: object) -> str:
    """An ISO date, whole or partial ("2025-04"), as 2025年4月; anything else as it is."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(SHANGHAI).date()
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月{value.day}日"
    found = _DATE.fullmatch(str(value or ""))
    if not found:
        return str(value or "")
    year, month, day = found.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def instant(value: object) -> str:
    """An ISO instant in Shanghai's time to the minute: 2026年3月5日9时30分; a bare date stays a date."""
    if isinstance(value, str) and "T" in value:
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            return str(value)
    if isinstance(value, dt.datetime):
        local = value.astimezone(SHANGHAI) if value.tzinfo else value
        return f"{date(local.date())}{local.hour}时{local.minute:02d}分"
    return date(value)


_PERSON = (("name", "姓名"), ("id_number", "身份证件号码"), ("address", "住址"), ("phone", "联系电话"))
_TRADER = (
    ("name", "字号名称"),
    ("uscc", "统一社会信用代码"),
    ("legal_representative", "经营者"),
    ("address", "经营场所"),
    ("phone", "联系电话"),
)
_BODY = (
    ("name", "名称"),
    ("uscc", "统一社会信用代码"),
    ("legal_representative", "法定代表人（负责人）"),
    ("address", "住所"),
    ("phone", "联系电话"),
)


def party_lines(party: Mapping[str, Any]) -> list[dict[str, str]]:
    """Label and value of what is known of a party, in the order documents print it."""
    layout = {"natural_person": _PERSON, "sole_trader": _TRADER}.get(str(party.get("kind")), _BODY)
    return [{"label": label, "value": str(party[key])} for key, label in layout if party.get(key)]


def _cell(kind: str, value: object) -> str:
    if kind == "money":
        return money(value)
    if kind == "date":
        return date(value)
    if kind == "datetime":
        return instant(value)
    if kind == "bool" or isinstance(value, bool):
        return "" if value is None else ("是" if value else "否")
    return "" if value is None else str(value)


def _value(field: Field, value: Any) -> Any:
    if field.type == "table":
        rows = [row for row in value or [] if isinstance(row, Mapping)]
        return [{column.name: _cell(column.type, row.get(column.name)) for column in field.columns} for row in rows]
    if field.type == "party":
        party = value if isinstance(value, Mapping) else {}
        return {"name": str(party.get("name") or ""), "lines": party_lines(party)}
    if field.type == "opinion":
        opinion = value if isinstance(value, Mapping) else {}
        return {
            "text": str(opinion.get("text") or ""),
            "name": str(opinion.get("name") or ""),
            "at": date(opinion.get("at")) if opinion.get("at") else "",
        }
    return _cell(field.type, value)


def present(kind: Kind, data: Mapping[str, Any]) -> dict[str, Any]:
    """Every field of the kind as strings, or lists of such, ready for the template."""
    return {field.name: _value(field, data.get(field.name)) for field in kind.fields}

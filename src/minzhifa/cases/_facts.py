"""What comes through a door is checked for form before the law sees it, and what is personal is taken out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from minzhifa.cases.errors import BadFacts
from minzhifa.law.errors import BadInput
from minzhifa.law.hidden import plain, refusal
from minzhifa.law.identifiers import check_citizen_id, check_uscc
from minzhifa.law.identifiers_mask import mask_id, mask_phone

_DAY = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_MONTHS = 12
PRIVATE = ("id_number", "phone")
NATURAL = "natural_person"
MOST_MONEY = Decimal("1e14")
MOST_DEPTH = 12
IDENTIFYING = frozenset({  # names and codes: two that look alike must be alike
    "name", "uscc", "id_number", "legal_representative", "cause", "certificate", "number", "code", "title", "matter",
    "account", "archive_number", "receiver", "presiding", "recorder", "archivist",
})  # fmt: skip
MOST_TEXT = 100_000
SHOWN_ADDRESS = 9  # 福建省莆田市秀屿区


@dataclass(frozen=True, slots=True)
class Private:
    """What identifies or locates the party; goes sealed into its own row, never into state or ledger."""

    id_number: str = ""
    phone: str = ""
    address: str = ""


def day_text(value: str | date) -> str:
    """An ISO day, possibly partial ("2025", "2025-04"). Raises `BadFacts` for a day that no calendar has."""
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    if not _DAY.match(text):
        raise BadFacts(f"日期“{text}”不是“年-月-日”的写法。", "on")
    try:
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        raise BadFacts(f"日期“{text}”在日历上不存在。", "on") from None
    return text


def whole_day(text: str | None) -> date | None:
    """The date, or None when it is unknown or partial."""
    return date.fromisoformat(text) if text and text.count("-") == 2 else None  # noqa: PLR2004 -- y-m-d


def check_form(facts: Mapping[str, Any], *, path: str = "", depth: int = 0) -> dict[str, Any]:
    """A plain copy of `facts`: dates real, amounts decimal strings to the cent, nothing endless.

    Raises `BadFacts` naming the field. Keys that end in `_on` (and `on`) hold days; `amount` holds yuan.
    """
    return {str(key): _value(str(key), value, f"{path}.{key}".lstrip("."), depth) for key, value in facts.items()}


def _value(key: str, value: Any, path: str, depth: int) -> Any:
    if depth > MOST_DEPTH:
        raise BadFacts("内容嵌套过深。", path)
    if isinstance(value, Mapping):
        return check_form(value, path=path, depth=depth + 1)
    if isinstance(value, list | tuple):
        return [_value(key, item, f"{path}.{i}", depth + 1) for i, item in enumerate(value)]
    if value is None or isinstance(value, bool):
        return value
    if key == "amount":
        return money(value, path)
    if key.endswith("_on") or key == "on":
        return _day(value, path)
    return _scalar(value, path)


def _day(value: Any, path: str) -> str | None:
    try:
        return day_text(value) if value != "" else None
    except BadFacts as error:
        raise BadFacts(error.message, path) from None


def _scalar(value: Any, path: str) -> Any:
    if isinstance(value, str) and len(value) > MOST_TEXT:
        raise BadFacts(f"文字过长，一项最多 {MOST_TEXT} 字。", path)
    if isinstance(value, str) and "\x00" in value:
        raise BadFacts("文字含有不能保存的字符。", path)
    if isinstance(value, str) and path.rpartition(".")[2] in IDENTIFYING and (why := refusal(value)):
        raise BadFacts(f"“{plain(value)[:40]}”{why}", path)
    if isinstance(value, date):
        return value.isoformat()
    # The ledger holds no floats: their text is the same on every machine only when we choose it.
    return str(value) if isinstance(value, Decimal | float) else value


def money(value: Any, path: str = "amount") -> str:
    """Yuan as a string with two decimals. Raises `BadFacts` for anything finer, negative or no number at all."""
    try:
        amount = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        raise BadFacts(f"金额“{value}”不是数字。", path) from None
    if not amount.is_finite() or amount < 0 or amount > MOST_MONEY:
        raise BadFacts(f"金额“{value}”不能作为应缴数额。", path)
    if amount != amount.quantize(Decimal("0.01")):
        raise BadFacts(f"金额“{value}”不足一分的部分无法缴纳，请精确到分。", path)
    return str(amount.quantize(Decimal("0.01")))


def check_party(party: Mapping[str, Any]) -> dict[str, Any]:
    """The party with its numbers in normal form. Raises `BadFacts` on a wrong check digit; absent is unknown."""
    checked = dict(party)
    for name, check in (("uscc", check_uscc), ("id_number", check_citizen_id)):
        if value := party.get(name):
            try:
                checked[name] = check(str(value))
            except BadInput as error:
                raise BadFacts(error.message, f"party.{name}") from None
    return checked


def open_and_private(party: Mapping[str, Any]) -> tuple[dict[str, Any], Private]:
    """The party without what is personal (masked in its place), and the personal part to be sealed."""
    shown = dict(party)
    number, phone = str(party.get("id_number") or ""), str(party.get("phone") or "")
    if number:
        shown["id_number"] = mask_id(number)
    if phone:
        shown["phone"] = mask_phone(phone)
    address = str(party.get("address") or "")
    if address and party.get("kind") == NATURAL:
        shown["address"] = address[:SHOWN_ADDRESS] + "*" * max(0, len(address) - SHOWN_ADDRESS)
    return shown, Private(number, phone, address)

"""Entries of a list of what is not punished: each names a matter or provisions, its conditions in words and in form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from minzhifa.catalog.errors import BadVersion

HARM = {"none": "没有造成危害后果", "slight": "危害后果轻微"}
CORRECTED = {"before_found": "被发现以前主动改正", "ordered": "在责令改正的期限以内改正"}
KEYS = (
    "key", "violation", "matters", "provisions", "conditions", "harm", "corrected", "amount_of", "amount_most",
)  # fmt: skip
_LISTS = ("matters", "provisions")


def checked_entries(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The entries in their stored form. Raises `BadVersion` that names the entry."""
    found = [_checked(row) for row in rows]
    keys = [one["key"] for one in found]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise _bad(twice, "不止一条用这个条目号")
    return found


def _checked(row: Mapping[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(row) - set(KEYS))
    out: dict[str, Any] = {
        name: [str(one) for one in row.get(name) or ()] if name in _LISTS else str(row.get(name) or "").strip()
        for name in KEYS
    }
    key = out["key"]
    if unknown or not key or "/" in key:
        raise _bad(key, "条目号没有写、含有斜杠，或者有不认识的项目")
    if not out["violation"]:
        raise _bad(key, "没有写明违法行为")
    if not (out["matters"] or out["provisions"]):
        raise _bad(key, "没有写明执法事项编码或者违反的条款，办案时无法核对")
    if out["harm"] not in ("", *HARM) or out["corrected"] not in ("", *CORRECTED):
        raise _bad(key, "危害后果、改正的条件不在代码表内")
    if bool(out["amount_of"]) != bool(out["amount_most"]):
        raise _bad(key, "金额条件须同时写明是什么金额和最高多少元")
    out["amount_most"] = _yuan(key, out["amount_most"])
    return out


def _yuan(key: str, written: str) -> str:
    if not written:
        return ""
    try:
        amount = Decimal(written)
    except InvalidOperation:
        raise _bad(key, f"金额“{written[:20]}”不是数字") from None
    if not amount.is_finite() or amount <= 0 or amount != amount.quantize(Decimal("0.01")):
        raise _bad(key, "金额应大于零，精确到分")
    return str(amount.quantize(Decimal("0.01")))


def _bad(key: str, why: str) -> BadVersion:
    return BadVersion("bad_entry", f"清单条目“{key[:20]}”：{why}。", fields=("entries",))

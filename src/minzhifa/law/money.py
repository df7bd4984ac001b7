"""Money as documents write it: yuan to the cent, digits and 大写."""

from __future__ import annotations

import re
from decimal import Decimal

import cn2an

from minzhifa.law.errors import BadInput

LARGEST = Decimal("999999999999.99")  # below one trillion: more is a slip of the keyboard
_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?")


def parse_yuan(text: str) -> Decimal:
    """An amount as typed (20000, 20,000.00, ￥200); raises `BadInput` with a sentence."""
    plain = text.strip().removeprefix("¥").removeprefix("￥").removesuffix("元").strip()
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", plain):
        plain = plain.replace(",", "")
    if plain.startswith("-"):
        raise BadInput("金额不能为负数。", fields=("amount",))
    if not _AMOUNT.fullmatch(plain):
        raise BadInput(f"“{text}”不是有效的金额，应为不超过两位小数的人民币元。", fields=("amount",))
    return as_yuan(Decimal(plain))


def as_yuan(amount: Decimal | int) -> Decimal:
    """The amount with two places; raises `BadInput` when negative, too large or finer than a cent."""
    value = Decimal(amount)
    if not value.is_finite():
        raise BadInput("金额不是有效的数。", fields=("amount",))
    if value < 0:
        raise BadInput("金额不能为负数。", fields=("amount",))
    if value > LARGEST:
        raise BadInput("金额过大，请核对。", fields=("amount",))
    cents = value.quantize(Decimal("0.01"))
    if cents != value:
        raise BadInput("金额最多两位小数（分）。", fields=("amount",))
    return cents


def format_yuan(amount: Decimal | int) -> str:
    """¥20,000.00 (half-width sign, thousands separators, always two places)."""
    return f"¥{as_yuan(amount):,.2f}"


def capitals(amount: Decimal | int) -> str:
    """大写: 100500 → 壹拾万零伍佰元整; 0.05 → 伍分."""
    text: str = cn2an.an2cn(f"{as_yuan(amount):.2f}", "rmb")
    return text

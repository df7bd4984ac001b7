"""Why a field of a request does not fit, in Chinese: what pydantic says in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_WHYS = {
    "missing": "缺少这一项。",
    "extra_forbidden": "接口没有这一项。",
    "string_type": "应为文字。",
    "string_too_short": "至少 {min_length} 个字符。",
    "string_too_long": "最多 {max_length} 个字符。",
    "string_pattern_mismatch": "写法不符合要求。",
    "too_short": "至少 {min_length} 项。",
    "too_long": "最多 {max_length} 项。",
    "literal_error": "只能是 {expected}。",
    "enum": "只能是 {expected}。",
    "greater_than": "应当大于 {gt}。",
    "greater_than_equal": "不得小于 {ge}。",
    "less_than": "应当小于 {lt}。",
    "less_than_equal": "不得大于 {le}。",
    "finite_number": "应为有限的数。",
    "decimal_max_places": "最多 {decimal_places} 位小数。",
    "decimal_max_digits": "最多 {max_digits} 位数字。",
    "json_invalid": "不是有效的 JSON。",
    "union_tag_invalid": "种类不在可选范围内。",
    "union_tag_not_found": "没有写明种类。",
}
# By the first word of pydantic's error type: int_parsing, date_from_datetime_parsing, uuid_parsing …
_KINDS = {
    "int": "应为整数。",
    "float": "应为数字。",
    "decimal": "应为数额。",
    "bool": "应为 true 或者 false。",
    "date": "不是有效的日期（YYYY-MM-DD）。",
    "datetime": "不是有效的时刻。",
    "timezone": "时刻应当带时区。",
    "time": "不是有效的时刻。",
    "uuid": "不是有效的 UUID。",
    "url": "不是有效的网址。",
    "list": "应为数组。",
    "tuple": "应为数组。",
    "set": "应为数组。",
    "dict": "应为对象。",
    "mapping": "应为对象。",
    "model": "应为对象。",
    "string": "应为文字。",
    "none": "应为 null。",
}


def why(error: Mapping[str, Any]) -> str:
    """The sentence for one of pydantic's errors."""
    kind = str(error.get("type", ""))
    known = _WHYS.get(kind) or _KINDS.get(kind.partition("_")[0])
    if known is None:
        return str(error.get("msg", "")).removeprefix("Value error, ") if kind == "value_error" else "不符合接口约定。"
    try:
        return known.format(**(error.get("ctx") or {})).replace("' or '", "、").replace("'", "").replace(" or ", "、")
    except KeyError:
        return "不符合接口约定。"

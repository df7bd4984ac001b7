"""Every field of a record as a labelled line: what the case page and the paper of the file show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minzhifa.cases.replay.record import DATES, Record, text

LABELS = {
    "agency": "办案机关", "agency_level": "机关层级", "region": "地区", "region_code": "区划代码", "field": "领域",
    "doc_type": "文书种类", "doc_no": "文号", "related_docs": "相关文书", "procedure": "程序", "party": "当事人",
    "dates": "日期", "cause": "案由", "facts_summary": "案情", "evidence": "证据", "provisions_violated": "违反的规定",
    "penalty_basis": "处罚依据", "discretion": "裁量", "penalties": "处罚内容", "payment_terms": "缴款要求",
    "officers": "执法人员", "follow_up": "后续情况", "notes": "备注", "source_url": "来源网址",
    "source_kind": "来源类型", "published": "发布日期", "shows_outcome": "原文是否载明结果",
    "fields_inferred": "推定的项目", "id": "记录编号",
}  # fmt: skip


def entries(record: Record) -> list[dict[str, Any]]:
    """Every field of the record as a labelled line, in the record's own words and order."""
    found = []
    for key, value in record.raw.items():
        if value is None or value in ("", [], {}):
            continue
        shown = _shown(key, value)
        if shown:
            found.append({"id": f"record-{key}", "key": str(key), "label": LABELS.get(key, str(key)), "text": shown})
    return found


def _shown(key: str, value: Any) -> str:
    """A field in words: objects by their known labels, lists joined, nothing left out."""
    items = value if isinstance(value, list | tuple) else [value]
    return "；".join(_item(key, item) for item in items if item is not None)


def _item(key: str, item: Any) -> str:
    if not isinstance(item, Mapping):
        return "是" if item is True else "否" if item is False else text(item)
    names = DATES if key == "dates" else PARTS
    return "，".join(f"{names.get(k, k)}：{_item(key, v)}" for k, v in item.items() if v is not None and v != "")


PARTS = {
    "type": "种类", "kind": "种类", "name": "名称", "uscc": "统一社会信用代码", "legal_representative": "法定代表人",
    "address": "地址", "uscc_valid": "代码校验通过", "date": "日期", "count": "数量", "amount_yuan": "金额（元）",
    "detail": "内容", "cert_no": "执法证号", "rule": "裁量基准", "grade": "阶次", "factors": "因素",
}  # fmt: skip

"""Chinese labels of the codes that lists filter by."""

from __future__ import annotations

SYSTEMS = {
    "ecology": "生态环境",
    "market": "市场监管",
    "transport": "交通运输",
    "urban": "城市管理",
    "housing": "住房城乡建设",
    "agriculture": "农业农村",
    "fishery": "海洋渔业",
    "forestry": "林业",
    "emergency": "应急管理",
    "natural_resources": "自然资源",
    "water": "水利",
    "fire": "消防救援",
    "health": "卫生健康",
    "culture": "文化和旅游",
    "labour": "人力资源社会保障",
    "education": "教育",
    "police": "公安",
    "drug": "药品监管",
    "justice": "司法行政",
    "township": "乡镇（街道）",
}
LEVELS = {"province": "省级", "city": "市级", "county": "县级", "township": "乡级"}
AGENCY_KINDS = {
    "administrative": "行政机关",
    "authorised": "授权组织",
    "entrusted": "受委托组织",
    "dispatched": "派出机构",
    "township": "乡镇人民政府（街道办事处）",
}
MATTER_KINDS = {"penalty": "行政处罚", "coercion": "行政强制", "inspection": "行政检查"}
STATUTE_KINDS = {"law": "法律", "regulation": "行政法规", "rule": "部门规章", "guidance": "规范性文件"}
SUBJECT_KINDS = {
    "legal_person": "企业法人",
    "sole_trader": "个体工商户",
    "natural_person": "自然人",
    "other_organisation": "其他组织",
    "place": "场所",
}
ELEMENT_KINDS = {
    "subject": "主体",
    "act": "行为",
    "object": "对象",
    "circumstance": "情节",
    "result": "结果",
    "exception": "例外",
}


def choices(labels: dict[str, str]) -> list[tuple[str, str]]:
    """As a filter takes them."""
    return list(labels.items())


SPARING_KINDS: dict[str, str] = {"first": "首违不罚", "minor": "轻微不罚"}

"""The facts a case consists of: one closed list, each with its Chinese name and the way `evolve` takes it in.

`set` replaces, `merge` replaces the keys given of an object, `append` adds to a list; an item that has the `id` of an
item already there completes that item (an answer joins its statement), it never makes a second one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

How = Literal["set", "merge", "append"]


class FactKey(NamedTuple):
    """One key of `CaseState.facts`."""

    label: str
    how: How


FACTS: Mapping[str, FactKey] = {
    "source_kind": FactKey("案件来源", "set"),
    "received_on": FactKey("发现或者收到线索的日期", "set"),
    "summary": FactKey("案情摘要", "set"),
    "cause": FactKey("案由", "set"),
    "occurred_on": FactKey("违法行为发生日（连续、继续状态的为终了日）", "set"),
    "discovered_on": FactKey("违法行为被发现日", "set"),
    "long_limitation": FactKey("是否适用五年追责期限", "set"),
    "matter": FactKey("执法事项", "set"),
    "domain": FactKey("执法领域", "set"),
    "region": FactKey("地区", "set"),
    "party": FactKey("当事人", "set"),
    "officers": FactKey("办案人员", "set"),
    "evidence": FactKey("证据", "append"),
    "records": FactKey("笔录", "append"),
    "elements": FactKey("违法构成要件与证据", "set"),
    "violated": FactKey("违反的规定", "set"),
    "basis": FactKey("处罚依据", "set"),
    "range": FactKey("法定处罚幅度", "set"),
    "discretion": FactKey("裁量", "set"),
    "penalties": FactKey("拟处罚内容", "set"),
    "opinion": FactKey("处理意见", "merge"),
    "significance": FactKey("重大、复杂情形", "merge"),
    "decline": FactKey("不予立案", "merge"),
    "preservations": FactKey("先行登记保存", "append"),
    "recusals": FactKey("回避", "append"),
    "suspensions": FactKey("中止调查", "append"),
    "endorsements": FactKey("办案机构负责人意见", "merge"),
    "extensions": FactKey("办案期限延长", "append"),
    "exclusions": FactKey("不计入办案期限的时间", "append"),
    "review": FactKey("审核", "merge"),
    "reviews": FactKey("历次审核", "append"),
    "returns": FactKey("退回", "append"),
    "notice": FactKey("事先告知", "merge"),
    "statements": FactKey("陈述申辩", "append"),
    "statement_meeting": FactKey("当面陈述申辩的时间、地点和陈述人", "set"),
    "service_consent": FactKey("送达地址确认", "merge"),
    "public_notices": FactKey("公告送达", "append"),
    "waiver": FactKey("放弃陈述申辩、听证", "merge"),
    "hearing": FactKey("听证", "merge"),
    "panel": FactKey("集体讨论", "merge"),
    "collective": FactKey("负责人集体讨论决定", "append"),
    "decision": FactKey("处罚决定", "merge"),
    "service": FactKey("决定书送达", "merge"),
    "payments": FactKey("缴款", "append"),
    "performance": FactKey("履行", "merge"),
    "closing": FactKey("结案", "merge"),
    "archive": FactKey("归档", "merge"),
    "no_penalty": FactKey("不予处罚的情形", "merge"),
    "education": FactKey("教育", "append"),
    "history": FactKey("以往处罚记录核对", "set"),
    "listed": FactKey("所依据的免罚清单条目", "set"),
    "withdrawal": FactKey("撤销立案", "merge"),
    "termination": FactKey("终止调查", "merge"),
    "follow_ups": FactKey("复议、诉讼和强制执行情况", "append"),
    "entries": FactKey("补录事项", "append"),
    "back_entry": FactKey("补录来源", "set"),
    "powers": FactKey("赋权", "set"),
    "late_entry": FactKey("平台外办理后补录", "set"),
    "late_acts": FactKey("平台外办理后补录的环节", "append"),
    "origin": FactKey("移送来源", "set"),
    # kept by the decider itself, never taken from a command
    "acts": FactKey("各环节经办人", "merge"),
    "pending": FactKey("待批事项", "merge"),
    "late": FactKey("逾期事项", "append"),
    "round": FactKey("调查终结次数", "set"),
    "resume_stage": FactKey("恢复后所处环节", "set"),
}

OWN: frozenset[str] = frozenset(
    {"acts", "pending", "late", "round", "resume_stage", "returns", "reviews", "endorsements"}
)
"""Keys that only the decider writes."""

INHERITED: tuple[str, ...] = (
    "domain", "region", "matter", "party", "officers", "recusals", "cause", "summary", "occurred_on", "discovered_on",
    "violated", "basis", "back_entry",
)  # fmt: skip
"""What a part sees of the case around it as if it were its own; all else through `Context.host`."""


def how_of(key: str, value: Any) -> How:
    """The way a fact is taken in; those that a procedure declares for itself show it by their form."""
    if key in FACTS:
        return FACTS[key].how
    if isinstance(value, Mapping):
        return "merge"
    items = isinstance(value, list | tuple) and value and all(isinstance(one, Mapping) for one in value)
    return "append" if items else "set"


def merged(facts: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """`facts` with `patch` taken in, each key its own way. Neither argument is changed."""
    result = dict(facts)
    for key, value in patch.items():
        how = how_of(key, value)
        if how == "append":
            result[key] = _appended(result.get(key) or [], value or [])
        elif how == "merge" and value is not None:
            result[key] = {**(result.get(key) or {}), **value}
        else:
            result[key] = value
    return result


def _appended(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    items = [dict(item) for item in old]
    place = {item["id"]: i for i, item in enumerate(items) if item.get("id") is not None}
    for item in new:
        at = place.get(item.get("id"))
        if at is None:
            if item.get("id") is not None:
                place[item["id"]] = len(items)
            items.append(dict(item))
        else:
            items[at].update(item)
    return items


def look(facts: Mapping[str, Any], path: str) -> Any:
    """The fact at a dotted path (`notice.served_on`), or None when it, or anything on the way, is unknown."""
    value: Any = facts
    for part in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value

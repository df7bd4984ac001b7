"""Facts of a fine that is not paid: instalments, surcharge, demand, enforcement, the application to the court."""

from __future__ import annotations

from typing import Any

EXECUTION: dict[str, Any] = {
    "plan_request": {
        "applied_on": "2026-04-10",
        "kind": "instalments",
        "reason": "受台风影响停产两个月，账户余额不足以一次缴清。",
        "evidence": "财务报表、银行流水各一份。",
        "asked": "请求分两期缴纳。",
    },
    "plan": {
        "kind": "instalments",
        "rows": [{"due_on": "2026-05-15", "amount": "10000.00"}, {"due_on": "2026-06-15", "amount": "10000.00"}],
    },
    "plan_refusal": {"reason": "账户余额足以缴清罚款，没有证明经济困难的材料。"},
    "surcharge": {
        "base": "20000.00",
        "from_on": "2026-04-21",
        "told_in": "decision",
        "reason": "当事人至2026年4月20日没有缴纳罚款。",
        "rate": "0.03",
        "cap": "20000.00",
    },
    "demand": {
        "duty": "money",
        "obligation": "缴纳罚款二万元和加处的罚款。",
        "due_on": "2026-11-20",
        "number": "闽莆秀市监催〔2026〕1号",
        "way": "到指定银行或者通过电子支付系统缴纳。",
        "amount": "40000.00",
        "amount_text": "罚款20000.00元，加处罚款20000.00元",
    },
    "enforcement": {
        "power": "law",
        "power_basis": "《中华人民共和国某某法》第十条",
        "reason": "当事人经催告没有履行，也没有正当理由。",
        "way": "依法处理查封、扣押的财物，抵缴罚款。",
        "planned_at": "2026-12-01T09:30",
        "hiding": "账户资金正在转出。",
    },
    "substitute": {
        "reason": "废液继续渗漏，将造成环境污染。",
        "basis": "《中华人民共和国行政强制法》第五十条",
        "subject": "厂区南侧废液池",
        "way": "抽运废液，回填。",
        "planned_at": "2026-06-27T09:00",
        "budget": "8000.00",
        "budget_basis": "运费、处置费按报价单计算。",
        "performer": "third_party",
        "performer_name": "莆田某环保科技有限公司",
        "place": "river",
    },
    "substitute_scene": {
        "done_on": "2026-06-27",
        "party": "absent",
        "told_on": "2026-06-27",
        "findings": "废液抽运完毕，池体已经回填。",
        "cost": "7800.00",
        "charged": "7800.00",
    },
    "application": {
        "court": "莆田市秀屿区人民法院",
        "request": "强制执行罚款二万元和加处罚款二万元。",
        "amount": "40000.00",
        "target": "被执行人在中国农业银行莆田秀屿支行的存款。",
        "other": "送达回证、授权委托书。",
        "urgency": "无",
    },
    "court_package": {
        "rows": [
            {"item": "强制执行申请书", "material": "强制执行申请书"},
            {"item": "行政决定书及作出决定的事实、理由和依据", "material": "2026年4月2日作出的行政处罚决定书"},
            {"item": "当事人的意见及行政机关催告情况", "material": "陈述、申辩意见及复核意见；催告书"},
            {"item": "申请强制执行标的情况", "material": "银行存款"},
            {"item": "法律、行政法规规定的其他材料", "material": "送达回证、授权委托书"},
        ]
    },
}

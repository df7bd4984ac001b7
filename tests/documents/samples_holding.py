"""Facts of a freeze, and of what becomes of goods that were seized, in the made-up case."""

from __future__ import annotations

from typing import Any

from documents.samples_parts import GOODS

HOLDING: dict[str, Any] = {
    "coercion_end": {
        "ground": "no_violation",
        "returned": "香醋24瓶当场退还。",
        "way": "confiscated",
        "basis": "闽莆秀市监处罚〔2026〕3号",
        "text": "香醋24瓶移交罚没物资仓库，公开拍卖，款项上缴国库。",
    },
    "coercion_sale": {
        "goods": GOODS,
        "why": "临近保质期，继续存放将失去价值。",
        "way": "sell",
        "price_basis": "三家超市同日零售价均为每瓶12元。",
        "evidence_kept": "逐瓶拍照，留样2瓶封存，全程录像。",
        "consent": "owner",
        "sold_on": "2026-03-10",
        "buyer": "莆田市某某商贸有限公司",
        "proceeds": "264.00",
        "kept_in": "本局涉案款专户",
    },
    "coercion_return": {
        "returned_on": "2026-04-10",
        "receiver": "林某",
        "text": "香醋22瓶，外包装完好。",
        "refund": "264.00",
        "compensation": "24.00",
        "place": "本局罚没物资仓库（莆田市秀屿区笏石镇靖安路335号）",
        "announced_on": "2026-04-10",
    },
    "freeze": {
        "law": "中华人民共和国示例法",
        "law_article": "第某条第二款",
        "institution": "某某银行股份有限公司莆田秀屿支行",
        "holder": "莆田市秀屿区某某食品有限公司",
        "account": "6222 0000 0000 1234",
        "case_amount": "80000.00",
        "amount": "80000.00",
        "reason": "当事人正在转移货款，不冻结将难以执行。",
        "extension_reason": "需要向三地购货单位核实货款往来。",
        "begins_on": "2026-03-02",
        "ends_on": "2026-04-01",
        "before": "2026-04-01",
        "number": "闽莆秀市监冻〔2026〕1号",
        "notice_number": "闽莆秀市监协冻〔2026〕1号",
    },
    "freeze_scene": {
        "certificate_shown": True,
        "handed_at": "2026-03-02T09:40",
        "receiver": "陈某，营业部主任",
        "frozen_at": "2026-03-02T09:55",
        "frozen_amount": "76543.21",
        "findings": "柜面核对户名、账号无误，系统冻结成功，打印回执。",
        "reply": "HZ20260302001",
        "recording": "YX20260302-01",
    },
    "freeze_end": {
        "ground": "decided",
        "reason": "处罚决定已经作出，罚没款已经缴清。",
        "transfer_to": "莆田市公安局秀屿分局",
        "text": "冻结的存款76543.21元，冻结手续一并移交。",
    },
}

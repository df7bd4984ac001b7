"""Facts of what runs inside the made-up case: sampling, transfer, jurisdiction, assistance, the hearing."""

from __future__ import annotations

from typing import Any

GOODS = [{"name": "香醋（500毫升/瓶）", "spec": "批号20260105", "quantity": "24瓶", "state": "完好", "place": "成品库"}]

PARTS: dict[str, Any] = {
    "sampling": {
        "sampled_at": "2026-02-26T09:30",
        "place": "当事人成品库",
        "way": "spot",
        "certificate_shown": True,
        "sealed": True,
        "listed": True,
        "presence": "refused",
        "spare": "6瓶，存本局样品室",
        "goods": [
            {"name": "香醋（500毫升/瓶）", "batch": "20260105", "quantity": "12瓶", "base": "24瓶", "seal": "CY2026001"}
        ],
        "body": "福建省产品质量检验研究院",
        "witness": "张喆，莆田市秀屿区笏石镇",
        "recording": "YX20260226-02",
    },
    "test_result": {
        "number": "FJ2026-0131",
        "conclusion": "fail",
        "text": "不挥发酸（以乳酸计）实测值低于标签明示值，不合格。",
        "retest_rule": "food",
    },
    "retest": {
        "institution": "国家副食品质量检验检测中心",
        "number": "GF2026-0022",
        "conclusion": "fail",
        "text": "不挥发酸项目经复检，结论与初检一致。",
    },
    "transfer": {
        "suspicion": "生产、销售伪劣产品罪",
        "standard": "《中华人民共和国刑法》第一百四十条和有关追诉标准。",
        "facts": "当事人生产、销售不合格香醋，销售金额超过五万元。",
        "evidence": "销售台账、检验报告、询问笔录。",
        "done": "已先行登记保存香醋24瓶。",
    },
    "transfer_approval": {"decider": "chief"},
    "handing": {
        "police": "莆田市公安局秀屿分局",
        "report": True,
        "tests": "attached",
        "others": "销售台账复印件12页",
        "goods": GOODS,
    },
    "police": {
        "refusal_number": "秀公（经）不立字〔2026〕3号",
        "refused_on": "2026-04-02",
        "filing_number": "秀公（经）立字〔2026〕8号",
        "upheld_number": "秀公（经）刑复字〔2026〕1号",
    },
    "objection": {
        "reason": "销售金额已经查实，达到追诉标准。",
        "procuratorate": "莆田市秀屿区人民检察院",
        "supervision_reason": "销售金额有台账、付款记录相互印证，达到追诉标准。",
    },
    "goods_handover": {"handed_on": "2026-04-12", "goods": GOODS, "receiver": "周警官"},
    "outgoing": {
        "to": "莆田市城厢区市场监督管理局",
        "ground": "region",
        "facts": "生产者住所地在城厢区，本机关辖区内仅有销售。",
        "basis": "《市场监督管理行政处罚程序规定》第十四条",
    },
    "outgoing_sent": {"materials": [{"title": "现场检查笔录", "count": "1份"}], "goods": GOODS},
    "dispute": {
        "with": "莆田市城厢区市场监督管理局",
        "arisen_on": "2026-03-03",
        "text": "双方都认为由生产地管辖，生产地有两处。",
    },
    "negotiation": {"people": "林堃、王某", "text": "双方核对了生产地点，意见不一致。", "result": "unsettled"},
    "designation": {
        "ground": "unsettled",
        "superior": "莆田市市场监督管理局",
        "reason": "主要生产设备在本辖区，建议由本机关管辖。",
    },
    "assistance": {
        "to": "厦门市思明区市场监督管理局",
        "facts": "当事人向思明区的经销商销售了200瓶。",
        "matters": "核实该批香醋的进货数量、价格和去向。",
        "materials": ["送货单复印件2页"],
        "until_on": "2026-03-25",
    },
    "assistance_request": {"from": "厦门市思明区市场监督管理局", "letter": "闽厦思市监协〔2026〕3号"},
    "assistance_answer": {
        "result": "done",
        "text": "经核查，该经销商进货200瓶，已全部售出。",
        "evidence": [{"title": "进货台账", "sm3": "ab" * 32}],
    },
    "hearing": {
        "requested_on": "2026-03-20",
        "asked_by": "廖玥",
        "way": "written",
        "agents": [{"name": "吴敏", "relation": "律师", "authority": "代为陈述、申辩、质证"}],
        "presiding": {"officer_id": "9", "name": "郑国平"},
        "members": [{"name": "许丽"}, {"name": "黄志强"}],
        "recorder": {"name": "何婷"},
        "planned_at": "2026-04-10T09:00",
        "place": "本局三楼听证室",
        "openness": "trade_secret",
        "closed_reason": "配方属于当事人的商业秘密。",
        "interpreters": "无",
        "held_on": "2026-04-10",
        "notified_on": "2026-03-27",
    },
    "hearing_record": {
        "attendance": "both",
        "attendees": "办案人员林堃、郑晓喆；当事人法定代表人廖玥；代理人吴敏",
        "opened": True,
        "charge": "当事人生产不合格香醋，拟没收违法所得并处罚款。",
        "defence": "不合格系计量误差，请求从轻处罚。",
        "cross_examination": "当事人对检验报告的抽样过程提出异议，对销售台账没有异议。",
        "third_party": "经销商说明退货情况。",
        "new_evidence": "设备检定证书一份。",
        "debate": "双方就裁量幅度进行辩论。",
        "closing": "办案人员坚持处罚建议；当事人请求从轻。",
        "signed": "refused",
        "refusal": "当事人称要另行提交书面意见。",
        "recording": "YX20260410-01",
    },
    "hearing_report": {
        "facts": "听证依法举行，违法事实有检验报告和销售台账证明。",
        "dispute": "裁量幅度是否适当。",
        "opinion": "违法事实清楚，建议维持拟处罚意见。",
        "other": "没有其他事项。",
    },
    "hearing_pause": {
        "postponed_because": "force_majeure",
        "postponed_text": "台风登陆，交通中断。",
        "suspended_because": "evidence",
        "suspended_text": "申请检验人员到场接受质证。",
    },
    "hearing_end": {"ground": "absent", "text": "当事人经通知没有到场，也没有说明理由。"},
    "hearing_refusal": {
        "requested_on": "2026-03-30",
        "asked_by": "廖玥",
        "ground": "late",
        "reason": "告知书于2026年3月13日送达，期限到3月20日届满。",
    },
}

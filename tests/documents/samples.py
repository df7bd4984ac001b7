"""A whole made-up case, so that every kind of document can be bound, checked and rendered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from documents.samples_execution import EXECUTION
from documents.samples_holding import HOLDING
from documents.samples_parts import GOODS, PARTS

from minzhifa.documents import Context, bind, kind


@dataclass(frozen=True)
class Agency:
    """What documents need of an agency."""

    name: str = "莆田市秀屿区市场监督管理局"
    address: str = "莆田市秀屿区笏石镇毓秀路1号"
    phone: str = "0594-5880000"
    payee_name: str = "莆田市秀屿区财政局非税收入专户"
    payee_bank: str = "中国农业银行莆田秀屿支行"
    payee_bank_address: str = "莆田市秀屿区笏石镇毓秀路88号"
    payee_account: str = "13400101040000000"
    reconsideration_body: str = "莆田市秀屿区人民政府"
    court: str = "莆田市秀屿区人民法院"


OPINION = {"text": "同意。", "name": "陈建国", "at": "2026-03-02"}
OFFICERS = [
    {"officer_id": "1", "name": "林堃", "certificate": "13030260001", "valid": True},
    {"officer_id": "2", "name": "郑晓喆", "certificate": "13030260002", "valid": True},
]
FACTS: dict[str, Any] = {
    "domain": "market",
    "source_kind": "inspection",
    "received_on": "2026-02-26",
    "filed_on": "2026-03-02",
    "summary": "2026年2月26日监督检查时，发现当事人成品库存放的一批香醋不挥发酸含量与标签不符，涉嫌不合格。",
    "cause": "涉嫌生产不符合食品安全标准的食品案",
    "facts": "当事人于2026年1月5日生产香醋1000瓶（批号20260105），经检验不挥发酸项目不合格。\n"
    "该批产品以每瓶￥5.80的价格售出976瓶，货值金额￥5,800.00，违法所得￥1,952.00；其余24瓶已先行登记保存。",
    "party": {
        "kind": "legal_person",
        "name": "莆田市秀屿区玥春酱醋厂有限公司",
        "uscc": "91350305MABM9MH479",
        "legal_representative": "廖玥",
        "address": "福建省莆田市秀屿区笏石镇靖安路335号",
        "phone": "13800000000",
    },
    "officers": OFFICERS,
    "informant": {"name": "黄某", "contact": "0594-12345"},
    "verification": "两名执法人员现场核查，情况属实。",
    "registrar": "林堃",
    "evidence": [
        {"id": "e1", "kind": "record", "title": "现场检查笔录", "date": "2026-02-26", "count": "1份"},
        {"id": "e2", "kind": "expert", "title": "检验报告（编号FJ2026-0131）", "date": "2026-02-20", "count": "1份"},
        {"id": "e3", "kind": "documentary", "title": "销售台账复印件", "date": "2026-03-04", "count": "12页"},
        {"id": "e4", "kind": "statement", "title": "法定代表人询问笔录", "date": "2026-03-05", "count": "1份"},
    ],
    "elements": [
        {"key": "act", "text": "生产了该批香醋", "evidence": ["e1", "e3"]},
        {"key": "fault", "text": "不挥发酸不合格", "evidence": ["e2"]},
        {"key": "gain", "text": "销售数量和违法所得", "evidence": ["e3", "e4"]},
    ],
    "violated": ["《中华人民共和国产品质量法》第二十六条第二款第（三）项"],
    "basis": ["《中华人民共和国产品质量法》第五十条"],
    "discretion": {
        "grade": "一般",
        "factors": ["货值金额较小", "主动召回并销毁剩余产品"],
        "reasons": "当事人积极配合调查，主动召回产品，减轻了违法行为的危害后果。",
        "benchmark": "福建省市场监督管理行政处罚裁量权基准第12项",
    },
    "penalties": [
        {"kind": "02", "name": "没收违法所得", "amount": "1952.00", "detail": None},
        {"kind": "02", "name": "罚款", "amount": "20000.00", "detail": None},
    ],
    "notice": {"number": "闽莆秀市监罚告〔2026〕6号", "served_on": "2026-03-20", "hearing_told": True},
    "statements": [
        {
            "id": "s1",
            "received_on": "2026-03-24",
            "point": "已经主动召回并销毁，请求从轻处罚",
            "answer": "已作为裁量因素考虑",
            "adopted": True,
        },
        {
            "id": "s2",
            "received_on": "2026-03-24",
            "point": "检验方法不当",
            "answer": "检验机构具备资质，方法符合国家标准",
            "adopted": False,
        },
    ],
    "statement_meeting": {
        "place": "本局二楼会议室",
        "begun_at": "2026-03-24T01:30:00+00:00",
        "ended_at": "2026-03-24T02:10:00+00:00",
        "speaker": "廖玥",
        "relation": "法定代表人",
        "materials": "召回记录一份。",
    },
    "inspection": {
        "place": "当事人成品库",
        "begun_at": "2026-02-26T01:00:00+00:00",
        "ended_at": "2026-02-26T03:05:00+00:00",
        "present": "廖玥",
        "present_post": "法定代表人",
        "recorder": "郑晓喆",
        "shown_answer": "看清楚了，不申请回避。",
        "findings": "1. 成品库内存放香醋24瓶，批号20260105。\n2. 现场拍摄照片6张，制作平面图一份。",
        "witness": "张喆",
    },
    "interview": {
        "place": "本局询问室",
        "begun_at": "2026-03-05T01:00:00+00:00",
        "ended_at": "2026-03-05T02:20:00+00:00",
        "times": "1",
        "person": "廖玥",
        "id_number": "11010519491231002X",
        "phone": "13800000000",
        "post": "总经理",
        "relation": "法定代表人",
        "shown_answer": "看清楚了，不申请回避。",
        "dialogue": [
            {"q": "请介绍你单位的生产情况。", "a": "我单位生产香醋，2026年1月5日生产了一批，共1000瓶。"},
            {"q": "该批产品卖出多少，价格是多少？", "a": "卖出976瓶，每瓶5.80元。"},
        ],
    },
    "preservation": {
        "number": "闽莆秀市监登保〔2026〕2号",
        "reason": "该批产品可能被转移，以后难以取得。",
        "begins_on": "2026-02-26",
        "ends_on": "2026-03-09",
        "place": "当事人成品库",
        "keeper": "廖玥",
        "goods": GOODS,
        "urgent": "无",
        "items": [{"name": "香醋", "quantity": "24瓶", "disposal": "解除先行登记保存", "basis": "程序规定第三十五条"}],
        "basis": "《市场监督管理行政处罚程序规定》第三十五条",
    },
    "on_spot": {
        "place": "莆田市秀屿区笏石镇靖安路335号门店",
        "facts": "当事人未在经营场所公示许可证。",
        "told": True,
        "certificate_shown": True,
        "statement": "made",
        "statement_text": "当天刚换证。",
        "statement_review": "不影响认定。",
        "refusal_note": "当事人拒绝签收，已当场交付。",
    },
    "no_penalty": {"ground": "minor", "facts": "当事人未在经营场所公示许可证，检查当日即改正，没有造成危害后果。"},
    "education": [
        {"id": "education-1", "way": "说服教育", "person": "廖玥", "text": "讲明公示义务，当事人表示今后遵守。"},
        {"id": "education-2", "way": "warning", "person": "廖玥", "text": "再次违反将依法处罚，当事人表示知晓。"},
        {"id": "education-3", "way": "interview", "person": "廖玥", "text": "约谈整改情况，当事人承诺按期公示。"},
    ],
    "coercion": {
        "kind": "seize",
        "goods": GOODS,
        "reason": "该批产品涉嫌不合格，可能继续流入市场。",
        "basis": "《中华人民共和国产品质量法》第十八条第一款第（四）项",
        "related": True,
        "no_necessities": True,
        "not_sealed": True,
        "own_power": True,
        "urgency": "当事人正在装车。",
        "reported_at": "2026-02-26T10:00",
        "extension_reason": "需要向三地购货单位核实数量。",
    },
    "coercion_scene": {
        "imposed_at": "2026-02-26T09:30",
        "certificate_shown": True,
        "rights_told": True,
        "party": "absent",
        "statement": "希望早日查清。",
        "findings": "香醋24瓶，清点后装箱加封。",
        "delivered": True,
        "keeper": "本局罚没物资仓库，吴国栋",
        "witness": "张喆，莆田市秀屿区笏石镇",
        "refusal": "当事人拒绝签名。",
        "recording": "YX20260226-01",
    },
    "seizure": {
        "begins_on": "2026-02-26",
        "ends_on": "2026-03-28",
        "before": "2026-03-28",
        "number": "闽莆秀市监强措〔2026〕1号",
        "release_number": "闽莆秀市监解强〔2026〕1号",
        "claim_until": "2026-05-10",
    },
    "testing": {
        "institution": "福建省产品质量检验研究院",
        "standing": "qualified",
        "method": "GB/T 18187",
        "items": "总酸、不挥发酸",
        "from_on": "2026-02-27",
        "until": "2026-03-08",
    },
    "original_number": "闽莆秀市监处罚〔2026〕3号",
    "correction": {
        "kind": "supplement",
        "reason": "制作时遗漏决定日期。",
        "items": [{"place": "尾部", "wrong": "", "right": "2026年4月2日"}],
        "harmless": True,
    },
    "revocation": {
        "ground": "own_review",
        "outcome": "changed",
        "reason": "货值金额计算时重复计入一批产品。",
        "basis": "《中华人民共和国行政处罚法》第七十五条第二款",
        "penalties": [{"name": "罚款", "amount": "5000.00"}],
    },
    **PARTS,
    **HOLDING,
    **EXECUTION,
    "recheck": {"result": "rectified", "summary": "货架上已经没有过期食品，进货查验记录完整。"},
    "rectification": {
        "basis": "《中华人民共和国产品质量法》第五十条",
        "measures": "立即停止生产、销售不合格产品，召回已售出的产品。",
        "deadline": "于2026年3月16日前",
        "consequence": "逾期不改正的，本机关将依法处理。",
        "recheck_on": "2026-03-17",
    },
    "recusals": [
        {
            "applicant": "莆田市秀屿区玥春酱醋厂有限公司",
            "applied_on": "2026-03-06",
            "person": "林堃",
            "post": "执法人员",
            "reason": "认为林堃与举报人相识。",
            "finding": "林堃与举报人没有利害关系，不影响公正执法。",
            "decision": "不同意回避",
            "decided_by": "本机关负责人陈建国",
        }
    ],
    "suspensions": [
        {
            "number": "闽莆秀市监中止〔2026〕1号",
            "reason": "因台风致使案件暂时无法调查。",
            "basis": "《市场监督管理行政处罚程序规定》第四十六条第一款第三项",
            "begins_on": "2026-03-10",
            "ends_on": "2026-03-13",
            "resume_reason": "台风影响已经消除。",
            "approved_by": "本机关负责人陈建国",
        }
    ],
    "extensions": [
        {
            "due_on": "2026-05-31",
            "extended_to": "2026-06-30",
            "times": "1",
            "progress": "等待复检。",
            "reason": "案情复杂，需要复检。",
        }
    ],
    "decline": {
        "reason": "违法行为轻微并及时改正，没有造成危害后果。",
        "basis": "《市场监督管理行政处罚程序规定》第二十条",
        "reply": "已答复",
    },
    "review": {
        "kind": "case",
        "section": "食品生产监督管理科",
        "received_on": "2026-03-12",
        "reviewed_on": "2026-03-17",
        "reviewer": "苏珺",
        "conclusion": "pass",
        "opinion": "事实清楚，证据充分，定性准确，适用依据正确，程序合法，处理适当，同意办案机构的意见。",
        "points": [
            {
                "point": point,
                "result": "yes",
                "note": "立案机关对违法行为发生地有管辖权。" if point == "jurisdiction" else "",
            }
            for point in ("jurisdiction", "party", "evidence", "nature", "basis", "procedure", "fitting")
        ],
    },
    "panel": {
        "held_at": "2026-03-30T01:00:00+00:00",
        "place": "本局三楼会议室",
        "host": "陈建国",
        "attendees": [{"name": "陈建国", "post": "局长"}, {"name": "吴国栋", "post": "副局长"}],
        "observers": "苏珺",
        "recorder": "何昕",
        "opinions": [{"name": "吴国栋", "text": "同意办案机构的意见。"}, {"name": "陈建国", "text": "同意。"}],
        "conclusion": "一致同意没收违法所得并处罚款的意见。",
    },
    "decision": {"decided_on": "2026-04-02", "number": "闽莆秀市监罚〔2026〕6号"},
    "service": {
        "documents": [{"title": "行政处罚决定书", "number": "闽莆秀市监罚〔2026〕6号"}],
        "way": "direct",
        "served_on": "2026-04-03",
        "receiver": "廖玥",
        "relation": "法定代表人",
        "reason": "受送达人下落不明",
    },
    "service_consent": {
        "receiver": "廖玥",
        "electronic": "同意",
        "electronic_address": "liao@example.com",
        "backup": "0594-5990000",
    },
    "payment_code": "35030526000000012345",
    "payments": [{"paid_on": "2026-04-10", "amount": "21952.00"}],
    "performance": {"text": "罚没款已全部缴清。", "property": "24瓶香醋已监督销毁。"},
    "closing": {"ground": "行政处罚决定执行完毕", "closed_on": "2026-04-13"},
    "withdrawal": {"reason": "违法事实不能成立。"},
    "termination": {
        "reason": "当事人已注销，无权利义务承受人。",
        "basis": "《市场监督管理行政处罚程序规定》第四十七条",
        "approved_by": "本机关负责人陈建国",
    },
    "archive": {
        "volume_name": "正卷",
        "archivist": "何昕",
        "checker": "苏珺",
        "retention": "30年",
        "pages_total": "36",
        "remarks": "本卷共36页，无缺页、损坏、修改情况。",
        "catalogue": [
            {
                "no": "1",
                "title": "立案审批表",
                "number": "闽莆秀市监立〔2026〕6号",
                "date": "2026-03-02",
                "pages": "1-2",
                "note": "",
            },
            {
                "no": "2",
                "title": "行政处罚决定书",
                "number": "闽莆秀市监罚〔2026〕6号",
                "date": "2026-04-02",
                "pages": "3-6",
                "note": "",
            },
        ],
    },
}
CONTEXT = Context(
    agency=Agency(),
    on="2026-04-02",
    case_code="3503-20-2026-0000006-K",
    number="闽莆秀市监罚〔2026〕6号",
    verify_url="https://example.gov.cn/v/AZXcvbnmQwertyui",
    hearing_due=True,
)


def sample(kind_id: str) -> dict[str, Any]:
    """Complete data of a kind."""
    values = {field.name: OPINION for field in kind(kind_id).fields if field.type == "opinion"}
    return bind(kind_id, FACTS, replace(CONTEXT, values=values))

"""Words of papers on samples and tests, and of those that go to the police and to other agencies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minzhifa.documents import wording as w
from minzhifa.documents.wording import Derive, Facts

WAYS = {"spot": "现场抽取", "bought": "网络、电话购买取样"}
PRESENCE = {
    "signed": "当事人到场并签名", "absent": "已通知当事人，当事人不到场", "refused": "当事人到场，拒绝签名",
    "unreachable": "无法通知当事人",
}  # fmt: skip
STANDING = {"qualified": "具有法定资质", "other": "没有法定资质机构，委托其他具备条件的机构"}
CONCLUSIONS = {"pass": "合格", "fail": "不合格", "other": "见检验结果"}
FOOD, GOODS = "《中华人民共和国食品安全法》第八十八条", "《中华人民共和国产品质量法》第十五条第四款"
DRUG, DEVICE = "《中华人民共和国药品管理法》第一百零二条", "《医疗器械监督管理条例》第七十五条第三款"
_SEVEN = "对检验结论有异议的，可以自收到检验结论之日起七个工作日内向本机关或者上一级机关提出复检申请"
RETEST = {
    "food": f"{_SEVEN}（{FOOD}第一款）。",
    "rapid": f"对快速检测结果有异议的，可以自收到检测结果时起四小时内申请复检（{FOOD}第二款）。",
    "goods": f"对检验结果有异议的，可以自收到检验结果之日起十五日内向本机关或者上级机关申请复检（{GOODS}）。",
    "drug": f"对检验结果有异议的，可以自收到检验结果之日起七日内申请复验（{DRUG}）。",
    "device": f"{_SEVEN}（{DEVICE}）。",
    "other": "对结果有异议的，可以依法提出书面意见，说明理由；法律、法规、规章规定可以申请复检的，依照其规定。",
}
DECIDERS = {"chief": "正职负责人", "acting": "主持工作的负责人"}
OUTGOING = {
    "region": "不属于本机关管辖，移送有管辖权的机关",
    "department": "属于其他行政管理部门管辖",
    "licence": "应当由原许可部门吊销许可证件",
    "designated": "依指定管辖移送",
}
NEGOTIATED = {"kept": "由本机关管辖", "given": "由对方管辖", "unsettled": "协商不成，报请共同的上一级机关指定管辖"}
DESIGNATION = {
    "unsettled": "协商不成",
    "direct": "对管辖权有争议，直接报请指定",
    "objection": "对移送来的案件的管辖权有异议",
    "special": "存在特殊原因，难以办理",
}
ASSISTED = {"done": "已协助", "partly": "部分协助", "refused": "不属于本机关职权范围，没有协助"}
MARKET_RULE = "《市场监督管理行政处罚程序规定》第四十五条第二款"
MARKET_TERM = f"请自接到本函之日起十五个工作日内完成；需要延期的，请在期限届满前告知（{MARKET_RULE}）。"


def sealing(facts: Facts, context: Any) -> str | None:
    """What was done at the taking, where all of it was."""
    told = w.part_of(facts, "sampling")
    if any(told.get(name) is not True for name in ("certificate_shown", "sealed", "listed")):
        return None
    return "执法人员已经出示执法证件，对样品加贴封条，开具清单，交当事人一份。"


def attached(facts: Facts, context: Any) -> str | None:
    """What goes with the letter to the police, numbered as the regulation lists it."""
    sent = w.part_of(facts, "handing")
    if not sent or sent.get("report") is not True or not (sent.get("goods") or sent.get("no_goods") is True):
        return None
    parts = ["涉嫌犯罪案件情况的调查报告"]
    parts.append("涉案物品清单" if sent.get("goods") else "涉案物品清单（没有涉案物品）")
    parts.append(
        "检验报告、鉴定结论" if sent.get("tests") == "attached" else "检验报告、鉴定结论（没有进行检验、鉴定）"
    )
    others = str(sent.get("others") or "").strip()
    parts += [others] if others and others != "无" else []
    return "\n".join(f"{number}．{one}" for number, one in enumerate(parts, 1))


def police(facts: Facts, context: Any) -> Any:
    """The police that took the case: the one it was passed on to, else the one it was sent to."""
    return w.part_of(facts, "police").get("forwarded_to") or w.part_of(facts, "handing").get("police")


def subject(facts: Facts, context: Any) -> str | None:
    """The case by its cause and party, as far as they are known."""
    name, cause = w.part_of(facts, "party").get("name"), facts.get("cause") or facts.get("summary")
    return "".join(str(one) for one in (name, cause) if one) or None


def materials(facts: Facts, context: Any) -> str | None:
    """What is enclosed, one line each."""
    listed = w.part_of(facts, "assistance").get("materials")
    return "\n".join(str(one) for one in listed) if isinstance(listed, list | tuple) else listed


def term(facts: Facts, context: Any) -> str | None:
    """The time that agencies of market supervision have for each other; none is fixed for others."""
    return MARKET_TERM if facts.get("domain") == "market" else None


def handed_files(facts: Facts, context: Any) -> str | None:
    """The evidence that goes with a reply, one line each with its digest."""
    listed = w.part_of(facts, "assistance_answer").get("evidence") or ()
    return "\n".join(f"{one.get('title')}（SM3 {one.get('sm3')}）" for one in listed) or None


DERIVED: Mapping[str, Derive] = {
    "act.propose_criminal_transfer": w.act("propose_criminal_transfer"),
    "act.approve_criminal_transfer": w.act("approve_criminal_transfer"),
    "act.propose_agency_transfer": w.act("propose_agency_transfer"),
    "act.approve_agency_transfer": w.act("approve_agency_transfer"),
    "sampling_way": w.chosen("sampling.way", WAYS),
    "sampling_presence": w.chosen("sampling.presence", PRESENCE),
    "sampling_sealing": sealing,
    "testing_standing": w.chosen("testing.standing", STANDING),
    "test_conclusion": w.chosen("test_result.conclusion", CONCLUSIONS),
    "retest_conclusion": w.chosen("retest.conclusion", CONCLUSIONS),
    "retest_right": w.chosen("test_result.retest_rule", RETEST),
    "transfer_decider": w.chosen("transfer_approval.decider", DECIDERS),
    "handing_attached": attached,
    "police_that_answered": police,
    "outgoing_ground": w.chosen("outgoing.ground", OUTGOING),
    "transfer_subject": subject,
    "negotiation_result": w.chosen("negotiation.result", NEGOTIATED),
    "designation_ground": w.chosen("designation.ground", DESIGNATION),
    "assistance_materials": materials,
    "assistance_term": term,
    "assistance_result": w.chosen("assistance_answer.result", ASSISTED),
    "assistance_files": handed_files,
}

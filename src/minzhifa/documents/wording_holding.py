"""Words of the papers on freezing, and on what becomes of goods that were seized."""

from __future__ import annotations

from typing import Any

from minzhifa.documents import wording as w
from minzhifa.documents.wording import Facts

FREEZE_RELEASES = {
    "no_violation": "当事人没有违法行为",
    "unrelated": "冻结的存款、汇款与违法行为无关",
    "decided": "对违法行为已经作出处理决定，不再需要冻结",
    "expired": "冻结期限已经届满",
    "other": "不再需要采取冻结措施",
}
SALES = {"auction": "拍卖", "sell": "变卖"}
CONSENTS = {
    "owner": "权利人同意或者申请先行处置",
    "announced": "权利人不明确，公告期满仍没有权利人同意或者申请",
    "none": "本领域的规定不以权利人同意为条件",
}
DISPOSALS = {"confiscated": "依处罚决定没收", "destroyed": "依法销毁"}


def freeze_basis(facts: Facts, context: Any) -> str | None:
    """The act of parliament and its article."""
    told = w.part_of(facts, "freeze")
    law, article = str(told.get("law") or "").strip(), str(told.get("law_article") or "").strip()
    if not law or not article:
        return None
    return f"{law if '《' in law else f'《{law}》'}{article}"


def freeze_told(facts: Facts, context: Any) -> str | None:
    """What was shown and handed over at the institution, where it was shown."""
    scene, told = w.part_of(facts, "freeze_scene"), w.part_of(facts, "freeze")
    if scene.get("certificate_shown") is not True or not told.get("institution"):
        return None
    shown = f"执法人员向{told['institution']}出示执法身份证件，交付《协助冻结通知书》，"
    return f"{shown}要求立即冻结，不得在冻结前向当事人泄露信息。"


def measure(facts: Facts, context: Any) -> str | None:
    """查封, 扣押 or 冻结."""
    if facts.get("freeze"):
        return "冻结"
    kind = w.part_of(facts, "coercion").get("kind")
    return w.MEASURES.get(str(kind)) if kind else None


def disposal_way(facts: Facts, context: Any) -> str | None:
    """How it ended: by the decision, by statute, or because nobody came for it."""
    way = w.part_of(facts, "coercion_end").get("way")
    if way:
        return DISPOSALS.get(str(way), str(way))
    announced = w.part_of(facts, "coercion_return").get("announced_on")
    return "公告期满无人领取，上缴或者拍卖后上缴所得款项" if announced else None


DERIVED = {
    "act.approve_freeze": w.act("approve_freeze"),
    "act.approve_sale": w.act("approve_sale"),
    "act.dispose_coercion": w.act("surrender_goods", "dispose_coercion"),
    "freeze_basis": freeze_basis,
    "freeze_told": freeze_told,
    "freeze_release_ground": w.chosen("freeze_end.ground", FREEZE_RELEASES),
    "held_number": w.first_of("freeze.number", "seizure.number"),
    "held_measure": measure,
    "held_transfer_to": w.first_of("freeze_end.transfer_to", "coercion_end.transfer_to"),
    "held_transfer_text": w.first_of("freeze_end.text", "coercion_end.text"),
    "sale_way": w.chosen("coercion_sale.way", SALES),
    "sale_consent": w.chosen("coercion_sale.consent", CONSENTS),
    "disposal_way": disposal_way,
    "returned_goods": w.first_of("coercion.goods", "preservation.goods"),
    "returned_on": w.first_of("coercion_return.returned_on", "preservation_end.returned_on"),
    "returned_to": w.first_of("coercion_return.receiver", "preservation_end.receiver"),
    "returned_text": w.first_of("coercion_return.text", "preservation_end.text"),
}

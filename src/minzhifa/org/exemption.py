"""不推广应用平台的三种情形, and the chain of approval up to the provincial government (办法第十六条)."""

from __future__ import annotations

from minzhifa.access.errors import Refused
from minzhifa.org.offline import RULES

ARTICLE = f"{RULES}第十六条"
GROUNDS = {
    "secret": "涉及国家秘密等情形不得网上办案",
    "national": "国家明确规定使用国家统筹规划建设的系统",
    "lawful": "法律、法规、规章另有规定",
}
ITEMS = dict(zip(GROUNDS, "一二三", strict=True))
STEPS = {
    "applied": "省级行政执法机关申请",
    "reviewed": "省级司法行政部门审核",
    "submitted": "报送省人民政府",
    "consented": "省人民政府同意",
    "refused": "不同意",
    "ended": "终止",
}
NEXT = {
    "applied": ("reviewed", "refused"),
    "reviewed": ("submitted", "refused"),
    "submitted": ("consented", "refused"),
    "consented": ("ended",),
    "refused": (),
    "ended": (),
}
SECRETS_KEPT_OUT = "涉及国家秘密的案件不得在平台登记、办理，请按保密规定在平台外办理，不要在此填写任何案情。"


def keep_secrets_out(answer: bool) -> None:
    """Whoever registers a lead answers whether it touches a state secret; raises `Refused` when it does."""
    if answer:
        raise Refused("state_secret", SECRETS_KEPT_OUT, article=ground_article("secret"), fields=("state_secret",))


def ground_article(ground: str) -> str:
    """The item of article 16 that the ground is."""
    return f"{ARTICLE}第一款第（{ITEMS[ground]}）项"

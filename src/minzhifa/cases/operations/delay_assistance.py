"""延期完成协助: told to whoever asked before the time is over."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from minzhifa.access import Actor, rls
from minzhifa.access.errors import Refused
from minzhifa.cases._answering import Answered, answer_of, received, tell_sender
from minzhifa.cases._referrals import note
from minzhifa.cases.models import ReferralKind
from minzhifa.clock import local_date
from minzhifa.law.words import day_words

ARTICLE = "处罚法第二十六条；市监程序第四十五条第二款"


def delay_assistance(*, actor: Actor, referral_id: UUID, until: date, reason: str, at: datetime) -> Answered:
    """需要延期完成的，在期限届满前告知请求机关（市监程序第四十五条第二款）: the new day stands in both agencies' lists.

    Raises `Refused` (no reason, a day that is not later, after the term is over), `NotFound`, `Denied`,
    `AlreadyAnswered`.
    """
    on = local_date(at)
    if not reason.strip():
        raise Refused("reason_missing", "请写明需要延期的理由。", article=ARTICLE, fields=("reason",))
    with rls.acting(actor):
        row = received(actor, referral_id, ReferralKind.ASSISTANCE)
        if row.due is not None and on > row.due:
            late = f"期限已于{day_words(row.due.isoformat())}届满，延期应当在届满前告知；请尽快复函。"
            raise Refused("delay_too_late", late, article=ARTICLE, fields=("until",))
        if until <= (row.due or on):
            raise Refused("not_later", "延期后的日期应当晚于原来的期限。", article=ARTICLE, fields=("until",))
        told = {"told_on": on.isoformat(), "until_on": until.isoformat(), "reason": reason.strip()}
        tell_sender(actor, row, "record_assistance_delay", {"assistance_delay": told}, at)
        why = f"已于{day_words(on.isoformat())}告知请求机关延期，延至{day_words(until.isoformat())}：{reason.strip()}"
        row.clock = {**(row.clock or {}), "due": until.isoformat(), "explanation": why}
        row.due = until
        row.save(update_fields=["clock", "due"])
        note(row, "referral.delayed", told, actor, at)
        return answer_of(row)

"""登记平台外机关的协助请求: the same term, the same reply."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from minzhifa.access import Actor, Denied, rls
from minzhifa.access.errors import Refused
from minzhifa.cases._facts import whole_day
from minzhifa.cases._referrals import clock_of, note
from minzhifa.cases.models import Referral, ReferralKind
from minzhifa.cases.policy import ANSWERERS
from minzhifa.clock import local_date
from minzhifa.org.queries import agency_card, offices, remit_cards

ARTICLE = "处罚法第二十六条；市监程序第四十五条第二款"


def register_request(
    *, actor: Actor, remit_id: int, sender: str, letter_number: str, received_on: date, subject: str, matters: str,
    at: datetime, facts: str = "",
) -> UUID:  # fmt: skip
    """登记平台以外的机关发来的协助调查函（处罚法第二十六条；市监程序第四十五条）; the id of the letter.

    `sender`: the agency that asks; one that works on the platform sends its letter itself. Raises `Denied`, `Refused`.
    """
    if not actor.holds(*ANSWERERS, remit_id=remit_id):
        raise Denied("register_request")
    on = local_date(at)
    for name, value, why in (
        ("sender", sender, "请写明来函机关。"), ("subject", subject, "请写明所办的案件。"),
        ("matters", matters, "请写明请求协助的事项。"),
    ):  # fmt: skip
        if not value.strip():
            raise Refused("fact_missing", why, article=ARTICLE, fields=(name,))
    if received_on > on:
        raise Refused("day_in_future", "收到日期不能晚于今天。", article=ARTICLE, fields=("received_on",))
    with rls.acting(actor):
        held = remit_cards([remit_id])[remit_id]
        to = next(one for one in offices([held.agency_id], on))
        clock = clock_of(ReferralKind.ASSISTANCE, to, held.field_code, received_on)
        row = Referral(
            kind=ReferralKind.ASSISTANCE, to_agency_id=held.agency_id, to_remits=[remit_id],
            to_agency_name=agency_card(held.agency_id, on).name, from_agency_name=sender.strip(),
            field_code=held.field_code, letter_number=letter_number.strip(), subject=subject.strip(),
            content={"assistance": {"matters": matters.strip(), "facts": facts.strip()}, "files": []},
            received_on=received_on, sent_at=at, sent_by=actor.name, clock=clock,
            due=whole_day((clock or {}).get("due")),
        )  # fmt: skip
        row.save(force_insert=True)
        note(row, "referral.registered", {"from": row.from_agency_name, "letter": row.letter_number}, actor, at)
    return row.pk

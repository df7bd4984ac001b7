"""案源登记: the case begins, with its code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from minzhifa import clock
from minzhifa.access import Actor
from minzhifa.cases._enrich import Sources
from minzhifa.cases._late import late_entry
from minzhifa.cases._open import open_case, place
from minzhifa.cases._perform import Done, once, request_hash
from minzhifa.cases._save import Answer
from minzhifa.cases._table import ORDINARY
from minzhifa.cases.operations._verb import Facts, given
from minzhifa.org.exemption import keep_secrets_out
from minzhifa.org.operations import note_late_entry
from minzhifa.org.queries import ground_for_entry


def register_lead(
    *,
    actor: Actor,
    agency_id: int,
    field: str,
    on: date,
    at: datetime,
    source_kind: str,
    summary: str,
    received_on: str | None = None,
    cause: str | None = None,
    occurred_on: str | None = None,
    discovered_on: str | None = None,
    matter: str | None = None,
    party: Facts | None = None,
    evidence: Sequence[Facts] | None = None,
    officers: Sequence[Facts] | None = None,
    case_id: UUID | None = None,
    idempotency_key: str | None = None,
    reason: str = "",
    procedure: str = ORDINARY,
    offline_ground: UUID | None = None,
    state_secret: bool = False,
    sent: str = "",
) -> Done:
    """案源登记（处罚法第五十四条第一款）: the lead gets a case code RRRR-FF-YYYY-NNNNNNN-C.

    `procedure`: by which the case begins (ordinary, summary …); it must open with `register_lead`.

    `offline_ground`: the recorded ground for which the lead was handled off the platform on the day `on`; the case is
    marked as a late entry for ever, as overdue when its five working days are past (办法第十七条).
    `state_secret`: the answer to the question that every door asks; a lead that touches one is refused (办法第十六条).

    `field`: code, slug or name of the field; the remit (agency × field) must exist. `case_id`: a UUIDv7 made by the
    client, so that a repeated request cannot make a second case. `sent`: see `perform`. Raises `LawRefused`,
    `BadFacts`, `Denied`, `OutsideRemit`, `AgencyNotFound`, `KeyReused`; nothing has changed then.
    """
    keep_secrets_out(state_secret)
    facts = given(
        source_kind=source_kind, summary=summary, received_on=received_on or on.isoformat(), cause=cause,
        occurred_on=occurred_on, discovered_on=discovered_on, matter=matter, party=party, evidence=evidence,
        officers=officers,
    )  # fmt: skip

    def run(answer: Callable[[Done], Answer | None], at: datetime) -> Done:
        sources = Sources()
        where = place(agency_id, field, on, sources)
        session = open_case(
            actor=actor, where=where, at=at, year=on.year, sources=sources, case_id=case_id, reason=reason,
            procedure=procedure,
        )  # fmt: skip
        ground = None
        if offline_ground is not None:
            ground = ground_for_entry(actor, offline_ground, where.remit_id, on, clock.local_date(at))
        session.step("register_lead", on, {**facts, **late_entry(ground, clock.local_date(at))})
        done = session.finish(answer)
        if ground is not None:
            note_late_entry(
                ground=ground, case_id=done.case_id, case_code=done.code, entered_on=clock.local_date(at),
                overdue=ground.state == "lapsed",
            )  # fmt: skip
        return done

    named = [] if procedure == ORDINARY else [procedure]
    named += [str(offline_ground)] if offline_ground else []
    digest = sent or request_hash(*named, "register_lead", agency_id, field, on, facts)
    return once(actor=actor, key=idempotency_key, digest=digest, run=run, at=at)

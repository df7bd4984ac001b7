"""立案 in one request, for connected systems: lead, proposal and, where it was given, the head's approval."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from minzhifa.access import Actor, Denied, Role
from minzhifa.cases._enrich import Sources
from minzhifa.cases._open import open_case, place
from minzhifa.cases._perform import Done, once, request_hash
from minzhifa.cases._save import Answer
from minzhifa.cases.errors import BadFacts
from minzhifa.cases.operations._verb import Facts
from minzhifa.law.procedure import Performer
from minzhifa.org.exemption import keep_secrets_out

ORDINARY, SUMMARY, NO_PENALTY = "ordinary", "summary", "no_penalty"
LEAD_FACTS = ("source_kind", "summary", "received_on", "occurred_on", "discovered_on", "matter", "region", "cause")
FILING_FACTS = ("cause", "party", "officers", "violated", "basis", "evidence", "long_limitation")
SPOT_FACTS = (*FILING_FACTS[:-1], "occurred_on", "discovered_on", "penalties", "on_spot", "discretion")
SPARE_FACTS = (*FILING_FACTS, "occurred_on", "discovered_on", "no_penalty", "history")
# procedure → the act that follows the lead, its facts, the act that approves it ("" where none does)
ROADS = {
    ORDINARY: ("propose_filing", FILING_FACTS, "approve_filing"),
    SUMMARY: ("penalize_on_spot", SPOT_FACTS, ""),
    NO_PENALTY: ("propose_no_penalty", SPARE_FACTS, "approve_no_penalty"),
}


@dataclass(frozen=True, slots=True)
class FiledBy:
    """The head who approved in the sending system. Only an account with the approving role may vouch for him."""

    person_id: str
    name: str
    opinion: str = "同意立案"


def register_and_file(
    *,
    actor: Actor,
    agency_id: int,
    field: str,
    on: date,
    at: datetime,
    facts: Facts,
    approved: FiledBy | None = None,
    documents: Mapping[str, Facts] | None = None,
    case_id: UUID | None = None,
    idempotency_key: str | None = None,
    reason: str = "",
    procedure: str = ORDINARY,
    state_secret: bool = False,
) -> Done:
    """Register the lead, propose the filing and, with `approved`, file it: one transaction, all or nothing (处罚法54).

    `procedure`: `summary` registers and enters the penalty made on the spot (`penalties`, `on_spot`; 处罚法51);
    `no_penalty` registers and proposes, with `approved` decides, not to punish (`no_penalty`; 处罚法33, 57).
    `facts`: source_kind, summary, cause, party, officers (objects with officer_id), violated; where known received_on,
    occurred_on, discovered_on, matter, basis, evidence. `documents`: kind → what the sending system filled in.
    `state_secret`: whether the lead touches a state secret; such a lead is refused (办法第十六条).
    At most 12 SQL statements. Raises as `perform` does, and `BadFacts` for a procedure that is none of these.
    """
    keep_secrets_out(state_secret)
    if procedure not in ROADS or (approved and not ROADS[procedure][2]):
        field_name = "approved" if procedure in ROADS else "procedure"
        why = (
            "当场处罚由执法人员当场作出，不附批准。"
            if procedure in ROADS
            else "程序应为普通程序、简易程序或者不予处罚。"
        )
        raise BadFacts(why, field_name, article="处罚法第五十一条、第五十四条")
    second, wanted, settles = ROADS[procedure]
    lead = {k: facts[k] for k in LEAD_FACTS if facts.get(k) is not None}
    lead.setdefault("received_on", on.isoformat())
    filing = {k: facts[k] for k in wanted if facts.get(k) is not None}

    def run(answer: Callable[[Done], Answer | None], at: datetime) -> Done:
        sources = Sources()
        where = place(agency_id, field, on, sources)
        session = open_case(
            actor=actor, where=where, at=at, year=on.year, sources=sources, case_id=case_id, reason=reason,
            procedure=procedure,
        )  # fmt: skip
        session.step("register_lead", on, lead)
        session.step(second, on, filing)
        if approved:
            if approved.person_id in {str(one.get("officer_id")) for one in filing.get("officers") or ()}:
                raise BadFacts("批准人是提请本案的承办人员，不得批准自己提请的事项。", "approved")
            head = _head(actor, where.remit_id, approved, settles)
            session.step(settles, on, {"reason": approved.opinion}, head, documents)
        return session.finish(answer)

    named = [procedure] if procedure != ORDINARY else []
    digest = request_hash("register_and_file", *named, agency_id, field, on, facts, approved, documents)
    return once(actor=actor, key=idempotency_key, digest=digest, run=run, at=at)


def _head(actor: Actor, remit_id: int, approved: FiledBy, action: str) -> Performer:
    if not actor.holds(Role.AGENCY_HEAD, remit_id=remit_id):
        raise Denied(action)
    if approved.person_id in (str(actor.account_id), str(actor.officer_id)):
        return Performer(str(actor.account_id), actor.name, frozenset({Role.AGENCY_HEAD}))
    return Performer(f"{actor.account_id}/{approved.person_id}", approved.name, frozenset({Role.AGENCY_HEAD}))

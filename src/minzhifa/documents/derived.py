"""The closed list of derived values: what a field's source "=name" may say."""

from __future__ import annotations

from typing import Any

from minzhifa.documents import wording as w
from minzhifa.documents.wording import Derive, Facts

_DERIVED: dict[str, Derive] = {
    "agency.name": lambda facts, context: context.agency.name,
    "number": lambda facts, context: context.number,
    "on": lambda facts, context: context.on,
    "case_code": lambda facts, context: context.case_code,
    "officers": w.officers,
    "officers_text": lambda facts, context: "、".join(row["name"] for row in w.officers(facts, context)),
    "evidence": w.evidence,
    "violated_text": w.citations("violated"),
    "basis_text": w.citations("basis"),
    "penalties": w.penalties,
    "notice_penalties": w.notice_penalties,
    "penalties_text": w.penalties_text,
    "money_due": w.money_due,
    "facts_text": w.facts_text,
    "discretion_text": w.discretion_text,
    "statements": lambda facts, context: w.rows_of(facts.get("statements")),
    "statement_points": w.statement_points,
    "statements_text": w.statements_text,
    "statement_received_on": w.latest("statements", "received_on"),
    "course_text": w.course_text,
    "review_text": w.review_text,
    "review_kind": w.review_kind,
    "review_conclusion": w.review_conclusion,
    "review_points": w.first_of("review.points"),
    "reviewer": w.reviewer,
    "reviewed_on": w.first_of("review.reviewed_on", "review.completed_on"),
    "source_kind": w.source_kind,
    "received_on": w.first_of("received_on", "discovered_on"),
    "registrar": w.first_of("registrar"),
    "filed_on": w.filed_on,
    "closed_on": w.first_of("closed_on", "closing.closed_on"),
    "decision_number": w.first_of("decision_number", "decision.number"),
    "payment_code": w.first_of("payment_code", "decision.payment_code"),
    "due_text": w.with_fine("performance_fine"),
    "performance_text": w.performance_text,
    "payee_text": w.with_fine("payee"),
    "surcharge_text": w.with_fine("surcharge"),
    "reconsideration_text": w.fixed("reconsideration"),
    "litigation_text": w.fixed("litigation"),
    "remedy_text": w.fixed("remedy"),
    "publicity_text": w.fixed("publicity"),
    "rights_text": w.fixed("rights"),
    "hearing_text": lambda f, c: w.sentence("hearing", w.values_of(f, c)) if c.hearing_due else None,
    "waiver_text": w.fixed("waiver"),
    "shown_text": w.fixed("shown"),
    "address_duty_text": w.fixed("address_duty"),
    "contact_text": w.fixed("contact"),
    "collect_text": w.fixed("collect"),
    "consent_phone": w.first_of("service_consent.phone", "party.phone"),
    "rectification_deadline": w.first_of("rectification.deadline", "rectification.due_on"),
    "recusal.applicant": w.latest("recusals", "applicant"),
    "recusal.applied_on": w.latest("recusals", "applied_on"),
    "recusal.person": w.latest("recusals", "person"),
    "recusal.post": w.latest("recusals", "post"),
    "recusal.reason": w.latest("recusals", "reason"),
    "recusal.finding": w.latest("recusals", "finding"),
    "recusal.decision": w.latest("recusals", "decision"),
    "recusal.decided_by": w.latest("recusals", "decided_by"),
    "suspension.number": w.latest("suspensions", "number"),
    "suspension.reason": w.latest("suspensions", "reason"),
    "suspension.basis": w.latest("suspensions", "basis"),
    "suspension.begins_on": w.latest("suspensions", "begins_on"),
    "suspension.ends_on": w.latest("suspensions", "ends_on"),
    "suspension.resume_reason": w.latest("suspensions", "resume_reason"),
    "suspension.approved_by": w.latest("suspensions", "approved_by"),
    "extension.due_on": w.latest("extensions", "due_on"),
    "extension.extended_to": w.latest("extensions", "extended_to"),
    "extension.times": w.latest("extensions", "times"),
    "extension.progress": w.latest("extensions", "progress"),
    "extension.reason": w.latest("extensions", "reason"),
    "panel_report": lambda f, c: w.part_of(f, "panel").get("report") or w.facts_text(f, c),
    "service_way": w.service_way,
    "service_place": w.first_of("service.place", "party.address"),
    "served_documents": w.served_documents,
    "public_gist": lambda f, c: w.part_of(f, "service").get("gist") or w.penalties_text(f, c),
    "public_days": lambda f, c: w.values_of(f, c)["public_notice"],
    "termination_basis": w.first_of("termination.basis"),
    "performed_text": w.performed_text,
    "follow_ups_text": w.follow_ups_text,
    "closing_ground": w.first_of("closing.ground", "performance.ground"),
    "volume_name": w.first_of("archive.volume_name"),
    "archivist": w.first_of("archive.archivist"),
    "checker": w.first_of("archive.checker"),
    "retention": w.first_of("archive.retention"),
    "pages_total": w.first_of("archive.pages_total"),
    "catalogue": w.first_of("archive.catalogue"),
    "backsheet_text": w.first_of("archive.remarks"),
}


def names() -> frozenset[str]:
    """Every derived value there is (a test compares it with the registry)."""
    return frozenset(_DERIVED)


def value(name: str, facts: Facts, context: Any) -> Any:
    """A derived value, None when unknown; raises KeyError for a name outside the list."""
    return _DERIVED[name](facts, context)

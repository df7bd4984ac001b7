"""Which acts have to ask a guard whose answer hangs on the facts of that act alone, told from what the act does.

Whoever asks for a fact, makes a paper or settles a proposal named here asks the guard as well, in whatever procedure.
Guards that hang on what went before have a formula (`models`); some stand here too, for acts that no property watches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from minzhifa.law.check.asked import EFFECTS_ASK, PAPERS_ASK
from minzhifa.law.procedure.table import Row

At = Callable[[Row], bool]

# guard → marks of the acts: needs (a fact asked for), paper, effect, settles (a proposal), extends (a term), act (its
# name, and after @ a stage it leaves, where nothing else tells it from others)
MARKS: Mapping[str, str] = {
    "agency_has_no_power": "needs:application.no_power",
    "remedies_are_over": "effect:keep_package",
    "court_window_is_open": "effect:keep_package needs:submission.submitted_on",
    "ten_days_after_demand": "effect:keep_package",
    "duty_is_still_open": "effect:keep_package",
    "package_is_whole": "effect:keep_package",
    "objection_in_time": "needs:objection.filed_on",
    "coercion_is_permitted": "needs:coercion.kind",
    "scene_is_lawful": "needs:coercion_scene.imposed_at",
    "seizure_is_running": (
        "needs:coercion.extension_reason paper:coercion_extension_decision needs:testing.told needs:coercion_sale.way "
        "paper:sale_approval act:hand_over_coercion "
    ),
    "seizure_not_extended": "needs:coercion.extension_reason paper:coercion_extension_decision",
    "testing_days_in_order": "needs:testing.told needs:testing.result",
    "coercion_power_is_given": "needs:coercion.basis",
    "ratified_after_report": "needs:coercion.ratified_at",
    "coercion_extension_is_told": "needs:coercion_extension.told_on",
    "release_has_its_ground": "needs:coercion_end.ground needs:freeze_end.ground",
    "property_goes_with_its_case": "paper:property_transfer_notice",
    "disposal_has_its_decision": "needs:coercion_end.way",
    "disposal_in_time": "needs:coercion_end.way",
    "no_sale_is_open": (
        "needs:coercion_sale.way needs:coercion_return.returned_on needs:coercion_return.announced_on "
        "needs:coercion_end.way act:hand_over_coercion "
    ),
    "sale_is_permitted": "needs:coercion_sale.way",
    "sale_was_approved": "needs:coercion_sale.proceeds needs:coercion_sale.dropped",
    "sale_is_real": "needs:coercion_sale.proceeds",
    "goods_are_returned": "needs:coercion_return.returned_on",
    "claiming_is_provided_for": "needs:coercion_return.announced_on",
    "claiming_is_over": "act:surrender_goods",
    "freeze_power_is_given_by_law": "needs:freeze.law",
    "freeze_is_in_proportion": "needs:freeze.amount",
    "not_frozen_by_others": "needs:freeze.amount",
    "freezing_is_lawful": "needs:freeze_scene.frozen_at",
    "freeze_is_running": (
        "needs:freeze.extension_reason paper:freeze_extension_decision needs:freeze_end.transfer_to "
    ),
    "freeze_not_extended": "needs:freeze.extension_reason paper:freeze_extension_decision",
    "freeze_delivery_is_true": "needs:freeze_delivery.delivered_on",
    "freeze_extension_is_told": "needs:freeze_extension.party_told_on",
    "freeze_release_was_told": "needs:freeze_end.unfrozen_on",
    "evidence_is_lawful": "needs:evidence",
    "elements_name_known_evidence": "needs:elements",
    "penalties_are_complete": "needs:opinion.outcome paper:prior_notice needs:decision.penalties needs:occurred_on",
    "penalties_within_range": (
        "needs:opinion.outcome paper:prior_notice needs:decision.penalties paper:penalty_decision "
    ),
    "outcome_is_penalty": "paper:prior_notice",
    "outcome_is_not_penalty": "act:propose_decision@concluded",
    "notice_was_served": "needs:decision.penalties paper:penalty_decision",
    "statement_window_closed": "needs:decision.penalties paper:penalty_decision",
    "statements_are_answered": "needs:decision.penalties paper:penalty_decision act:submit_review@notified",
    "answers_are_to_known_points": "paper:statement_review",
    "hearing_right_exists": "needs:hearing.requested_on",
    "hearing_request_in_time": "needs:hearing.requested_on",
    "hearing_window_closed": "needs:decision.penalties paper:penalty_decision",
    "hearing_is_over": (
        "needs:notice.served_on needs:decision.penalties paper:penalty_decision act:submit_review@notified "
    ),
    "two_valid_officers": (
        "needs:violated needs:coercion.kind needs:record needs:preservation.goods needs:substitute_scene.done_on "
        "needs:coercion_scene.imposed_at needs:transfer.suspicion needs:enforcement_result.done_on "
        "effect:decide_to_spare paper:filing_approval needs:opinion.outcome needs:preservation_scene.taken_at "
        "needs:recheck.result needs:sampling.sampled_at act:assign_officers needs:freeze.law "
        "needs:freeze_scene.frozen_at "
    ),
    "officers_not_recused": (
        "needs:freeze.law needs:freeze_scene.frozen_at "
        "needs:coercion.kind paper:filing_approval needs:record needs:preservation.goods "
        "needs:substitute_scene.done_on needs:coercion_scene.imposed_at needs:transfer.suspicion "
        "needs:enforcement_result.done_on effect:decide_to_spare needs:opinion.outcome "
        "needs:preservation_scene.taken_at needs:recheck.result needs:sampling.sampled_at needs:occurred_on "
        "act:assign_officers "
    ),
    "performer_not_recused": (
        "needs:enforcement_stay.text needs:evidence paper:decision_approval needs:testing.institution "
        "needs:testing.ended_on needs:transfer_approval.decider needs:hearing.presiding needs:education "
        "needs:review.conclusion paper:preservation_approval needs:preservation_end.text "
        "needs:rectification.due_on needs:substitute.reason needs:outgoing.to paper:agency_transfer_approval "
        "needs:outgoing_sent.materials needs:assistance.to needs:coercion.extension_reason "
        "needs:coercion_end.ground needs:coercion_end.way needs:correction.kind "
        "needs:coercion_end.reason needs:coercion_sale.way needs:coercion_sale.proceeds paper:sale_approval "
        "needs:coercion_sale.dropped "
        "needs:coercion_return.returned_on needs:coercion_return.announced_on act:surrender_goods "
        "act:hand_over_coercion needs:coercion_extension.told_on needs:coercion.ratified_at paper:coercion_approval "
        "paper:freeze_approval needs:freeze_end.reason needs:freeze_delivery.delivered_on "
        "needs:freeze.extension_reason needs:freeze_extension.party_told_on needs:freeze_end.ground "
        "needs:freeze_end.unfrozen_on needs:freeze_end.transfer_to "
        "needs:correction_service.way needs:application.no_power needs:transfer.suspicion needs:transfer.facts "
        "needs:handing.police paper:police_reconsideration_request needs:objection.procuratorate "
        "needs:goods_handover.handed_on needs:demand.duty needs:demand_statement.received_on "
        "needs:demand_statement.adopted needs:enforcement.power needs:enforcement_agreement.text "
        "needs:demand_end.way needs:hearing_refusal.requested_on needs:hearing.file needs:hearing.notified_on "
        "needs:hearing.announced_on needs:hearing_evidence needs:dispute.with needs:negotiation.result "
        "needs:designation.ground paper:designation_request paper:evidence_list needs:no_penalty.ground "
        "needs:decline.reason needs:suspensions paper:resumption_notice needs:fast_track.ground paper:prior_notice "
        "paper:statement_review needs:service_consent.receiver needs:public_notices effect:keep_endorsement "
        "needs:withdrawal.reason needs:termination.reason needs:plan_request.applied_on needs:plan.kind "
        "needs:plan_end.text needs:rectification_end.way needs:revocation.basis needs:revocation_service.way "
        "needs:sampling_end.text effect:result_into_evidence needs:test_result.told_at needs:retest.requested_at "
        "needs:sampling_end.objection needs:substitute_stop.text needs:surcharge.base needs:surcharge_end.way "
        "act:accept_court_refusal act:withdraw_court_application act:accept_police_refusal act:resume_enforcement "
        "act:terminate_hearing@none act:submit_review@notified act:withdraw_plan_request "
    ),
    "nothing_pending": (
        "needs:coercion_sale.way needs:freeze.extension_reason "
        "needs:decision.reasons needs:coercion.extension_reason needs:suspensions needs:withdrawal.reason "
        "needs:termination.reason needs:closing.reason "
    ),
    "choices_are_known": (
        "needs:coercion.kind needs:coercion_sale.way needs:coercion_end.ground needs:coercion_end.way "
        "needs:freeze_delivery.way needs:freeze_end.ground "
        "needs:enforcement_stay.ground needs:hearing_end.ground needs:substitute.reason "
        "needs:substitute_scene.done_on needs:objection.result needs:court_execution.result needs:demand.duty "
        "needs:demand_service.way needs:demand_statement.adopted needs:enforcement.power "
        "needs:enforcement_service.way needs:demand_end.way needs:hearing_refusal.requested_on "
        "needs:hearing.planned_at needs:hearing_pause.postponed_because needs:hearing_pause.suspended_because "
        "needs:hearing_record.attendance needs:plan_request.applied_on needs:plan.kind needs:surcharge.base "
        "needs:surcharge_end.way "
    ),
    "hearing_is_asked": "effect:begin_hearing act:terminate_hearing@none",
    "hearing_staff_not_investigators": (
        "needs:hearing.presiding needs:hearing.planned_at needs:hearing_record.attendance act:change_hearing_staff "
    ),
    "hearing_staff_not_recused": (
        "needs:hearing.presiding needs:hearing.planned_at needs:hearing_record.attendance act:change_hearing_staff "
        "act:resume_hearing "
    ),
    "presiding_not_challenged": "needs:hearing_record.attendance",
    "performer_presides": (
        "needs:hearing.planned_at needs:hearing_pause.postponed_because needs:hearing_pause.suspended_because "
        "needs:hearing_record.attendance needs:hearing_report.facts act:change_hearing_staff act:resume_hearing "
        "act:terminate_hearing@appointed "
    ),
    "hearing_file_was_handed_over": "needs:hearing.planned_at",
    "hearing_is_open_unless_secret": "needs:hearing.planned_at",
    "hearing_is_public": "needs:hearing.announced_on",
    "hearing_day_leaves_time": "needs:hearing.planned_at",
    "hearing_was_notified_in_time": "needs:hearing_record.attendance",
    "held_as_notified": "needs:hearing_record.attendance",
    "hearing_was_announced": "needs:hearing_record.attendance",
    "hearing_agents_are_few": "needs:hearing_record.attendance needs:hearing.requested_on",
    "hearing_took_its_course": "needs:hearing_record.attendance",
    "hearing_evidence_in_time": "needs:hearing_evidence",
    "hearing_evidence_time_is_over": "needs:hearing_report.facts",
    "hearing_end_has_ground": "act:terminate_hearing@appointed",
    "hearing_waiver_is_authorised": "needs:hearing_end.ground",
    "hearing_refusal_has_ground": "needs:hearing_refusal.requested_on",
    "correction_is_harmless": "needs:correction.kind",
    "correction_keeps_the_substance": "needs:correction.kind paper:correction_notice",
    "paper_service_is_proven": "needs:correction_service.way needs:revocation_service.way",
    "paper_served_by_today": "needs:correction_service.way needs:revocation_service.way",
    "order_of_days": (
        "settles:preservation needs:enforcement_stay.text effect:plan_anew needs:violated paper:service_proof "
        "needs:archive.on paper:decision_approval needs:payments settles:agency_transfer paper:coercion_approval "
        "needs:testing.institution needs:testing.ended_on needs:acceptance.received_on needs:ruling.received_on "
        "needs:objection.reason needs:transfer_approval.decider needs:police.received_on needs:hearing.held_on "
        "settles:designation paper:decline_filing_approval paper:suspension_decision needs:review.kind "
        "needs:review.conclusion needs:statements needs:performance.on paper:withdrawal_approval "
        "paper:termination_decision paper:closing_report settles:instalment effect:stop_instalments "
        "needs:preservation_end.text needs:substitute_scene.done_on settles:surcharge act:record_police_refusal "
        "act:convert_to_ordinary needs:outgoing_sent.materials needs:outgoing_answer.receiver "
        "needs:outgoing_answer.reason needs:assistance.received_on needs:assistance_delay.told_on "
        "needs:assistance_reply.replied_on needs:coercion.extension_reason paper:coercion_extension_decision "
        "needs:coercion_end.ground needs:coercion_end.way paper:correction_notice "
        "needs:coercion_end.reason needs:coercion_sale.way needs:coercion_sale.proceeds paper:sale_approval "
        "needs:coercion_sale.dropped "
        "needs:coercion_return.returned_on needs:coercion_return.announced_on act:surrender_goods "
        "act:hand_over_coercion needs:coercion_extension.told_on needs:coercion.ratified_at paper:coercion_approval "
        "paper:freeze_approval needs:freeze_end.reason needs:freeze_delivery.delivered_on "
        "needs:freeze.extension_reason needs:freeze_extension.party_told_on needs:freeze_end.ground "
        "needs:freeze_end.unfrozen_on needs:freeze_end.transfer_to "
        "settles:freeze settles:freeze_extension settles:sale needs:freeze_scene.frozen_at "
        "needs:correction_service.way paper:enforcement_application needs:submission.submitted_on "
        "needs:objection.result needs:court_execution.result needs:transfer.facts needs:handing.police "
        "needs:police.filing_number needs:objection.procuratorate needs:objection.supervision_answer "
        "needs:goods_handover.handed_on needs:criminal_outcome.result needs:demand_service.way "
        "needs:enforcement.power paper:enforcement_decision needs:enforcement_service.way "
        "needs:enforcement_result.done_on needs:demand_end.way needs:hearing.file needs:hearing.planned_at "
        "needs:hearing.notified_on needs:hearing.announced_on needs:hearing_evidence needs:hearing_report.facts "
        "needs:negotiation.result needs:designation.ground needs:designation.received_on needs:designation.result "
        "paper:no_penalty_decision paper:filing_approval paper:resumption_notice needs:opinion.outcome "
        "paper:prior_notice paper:statement_record needs:hearing.requested_on needs:public_notices "
        "needs:panel.members needs:plan.kind needs:recheck.result needs:rectification_end.way "
        "paper:revocation_decision needs:revocation_service.way needs:publicity.way needs:refund.amount "
        "needs:revocation_end.next needs:sampling_end.text effect:result_into_evidence needs:test_result.told_at "
        "needs:retest.requested_at needs:sampling_end.objection needs:substitute_service.served_on "
        "needs:demand_again.served_on needs:substitute_stop.text needs:on_spot.filed_on needs:surcharge_end.way "
        "act:withdraw_assistance act:impose_coercion act:reject_coercion act:accept_court_refusal "
        "act:withdraw_court_application act:accept_police_refusal act:resume_enforcement act:change_hearing_staff "
        "act:resume_hearing act:terminate_hearing@appointed act:withdraw_plan_request act:take_preserved "
        "act:approve_substitute "
    ),
    "filed": "needs:opinion.outcome act:propose_extension",
    "within_limitation": "paper:filing_approval needs:opinion.outcome needs:occurred_on",
    "decision_term_running": "paper:extension_approval",
    "not_extended_yet": "extends:decision:first act:propose_extension",
    "extended_once": "needs:collective act:propose_second_extension",
    "duty_is_overdue": "needs:demand.duty needs:enforcement.power paper:enforcement_decision",
    "demand_is_complete": "needs:demand.duty",
    "demand_service_is_proven": "needs:demand_service.way needs:enforcement_service.way",
    "demand_statement_answered": "needs:enforcement.power paper:enforcement_decision",
    "demand_has_run": "needs:enforcement.power",
    "own_power_is_given": "needs:enforcement.power paper:enforcement_decision",
    "surcharge_ran_thirty_days": "needs:enforcement.power paper:enforcement_decision",
    "not_at_night_or_on_holidays": "needs:enforcement.power needs:substitute.harm",
    "homes_keep_supplies": "needs:enforcement.power",
    "agreement_spares_the_fine": "needs:enforcement_agreement.text",
    "three_years_are_over": "needs:enforcement_stay.harmless",
    "demand_end_is_true": "needs:demand_end.way",
    "township_is_empowered": "needs:violated paper:decision_approval",
    "never_heavier": "needs:decision.penalties paper:penalty_decision",
    "closing_has_ground": "paper:closing_report",
    "is_a_back_entry": "needs:entries needs:hearing.result",
    "endorses_anothers_proposal": "effect:keep_endorsement",
    "endorsed_where_due": (
        "settles:decline extends:decision:first needs:collective paper:prior_notice paper:penalty_decision "
        "settles:withdrawal act:approve_filing act:submit_review@concluded act:propose_decision@concluded "
        "act:approve_closing "
    ),
    "reported_by_the_team": "needs:transfer.facts",
    "chief_decides": "needs:transfer_approval.decider",
    "transfer_package_is_whole": "needs:handing.police",
    "police_objection_in_time": "paper:police_reconsideration_request",
    "no_fine_instead_of_transfer": "needs:decision.penalties paper:penalty_decision",
    "still_ours": "needs:decision.penalties paper:penalty_decision",
    "fast_track_is_open": "needs:fast_track.ground",
    "deviation_has_reason": "needs:opinion.outcome needs:decision.penalties needs:occurred_on",
    "deviation_was_reviewed": "needs:decision.penalties needs:occurred_on",
    "cash_was_collected": "needs:cash.handed_in_on",
    "cash_was_handed_in": "needs:cash.deposited_on",
    "cash_has_reached_the_bank": "act:record_performance@filed_with_agency",
    "fine_is_open": "needs:plan_request.applied_on",
    "plan_asked_in_time": "needs:plan_request.applied_on",
    "plan_is_sound": "needs:plan.kind paper:instalment_decision",
    "instalment_is_real": "needs:plan_payment.amount",
    "instalment_is_missed": "needs:plan_end.text",
    "plan_is_paid": "act:complete_plan",
    "no_plan_runs": (
        "effect:keep_package needs:demand.duty needs:enforcement.power paper:enforcement_decision "
        "needs:surcharge.base paper:surcharge_decision "
    ),
    "surcharge_is_due": "needs:surcharge.base paper:surcharge_decision",
    "surcharge_was_told": "needs:surcharge.base paper:surcharge_decision",
    "surcharge_within_cap": "needs:surcharge_end.way",
    "preserving_is_lawful": "needs:preservation_scene.taken_at",
    "at_once_is_provided_for": "needs:preservation.urgent",
    "preservation_has_lapsed": "needs:preservation_end.receiver",
    "preservation_not_lapsed": "needs:preservation.reported_at needs:preservation_end.way",
    "rectification_day_is_ahead": "needs:rectification.due_on",
    "recheck_result_is_due": "needs:recheck.result",
    "review_kind_is_due": "needs:review.kind",
    "review_conclusion_is_known": "needs:review.conclusion",
    "review_before_notice": "paper:prior_notice paper:penalty_decision act:propose_decision@concluded",
    "final_review_is_due": "act:submit_review@notified",
    "final_review_passed": "needs:decision.penalties paper:penalty_decision",
    "panel_was_held": "paper:decision_approval",
    "panel_is_a_panel": "needs:panel.members",
    "decision_still_stands": "needs:revocation.ground paper:revocation_decision",
    "change_is_written": "needs:revocation.ground",
    "change_is_not_heavier": "needs:revocation.basis paper:revocation_decision",
    "ruling_day_is_past": "needs:revocation.body",
    "withdrawal_gives_reasons": "needs:publicity.way",
    "refund_is_due": "needs:refund.amount",
    "revocation_was_served": "needs:revocation_end.next",
    "refund_is_settled": "needs:revocation_end.next",
    "sample_is_lawful": "needs:sampling.sampled_at",
    "institution_is_fit": "needs:testing.standing",
    "days_of_test_in_order": "effect:result_into_evidence",
    "retest_rule_is_named": "needs:test_result.told_at",
    "retest_in_time": "needs:retest.requested_at",
    "retest_is_elsewhere": "needs:retest.requested_at",
    "retest_window_closed": "needs:sampling_end.objection",
    "sparing_has_ground": (
        "needs:no_penalty.ground effect:decide_to_spare needs:opinion.outcome act:propose_decision@concluded "
        "act:approve_decision "
    ),
    "education_way_is_known": "needs:education",
    "education_is_recorded": "paper:closing_report act:serve_no_penalty",
    "substitute_is_permitted": "needs:substitute.harm act:approve_substitute",
    "substitute_is_disinterested": "needs:substitute.reason",
    "substitute_budget_is_told": "needs:substitute.reason",
    "substitute_decision_served": "needs:substitute_service.served_on",
    "second_demand_in_time": "needs:demand_again.served_on act:carry_out_substitute",
    "substitute_not_before_its_time": "act:carry_out_substitute",
    "substitute_was_watched": "needs:substitute_scene.done_on",
    "substitute_cost_is_cost": "needs:substitute_scene.done_on",
    "substitute_at_once_is_permitted": "needs:substitute.place",
    "absent_party_was_told": "act:carry_out_at_once",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """The guard, and the acts that have to ask it."""

    guard: str
    marks: tuple[str, ...]

    @property
    def facts(self) -> frozenset[str]:
        """The facts it goes with; empty where it may also hang on something else."""
        marks = MARKS.get(self.guard, "").split()
        if any(not mark.startswith("needs:") for mark in marks):
            return frozenset()
        return frozenset(mark.removeprefix("needs:").partition(".")[0] for mark in marks)

    def at(self, row: Row) -> bool:
        """The act is one of those."""
        return any(_bears(row, mark) for mark in self.marks)


def _bears(row: Row, mark: str) -> bool:
    kind, _, name = mark.partition(":")
    if kind == "act":
        action, _, stage = name.partition("@")
        return row.action == action and (not stage or stage in row.from_stages)
    borne = {
        "needs": [need.key for need in row.needs], "paper": row.documents, "effect": row.effects,
        "settles": [row.settles], "extends": [row.extend],
    }  # fmt: skip
    return name in borne[kind]


def lacks(one: Condition) -> At:
    """Acts that have to ask the guard and do not."""
    return lambda row: one.at(row) and one.guard not in row.guards


def _all_marks() -> dict[str, tuple[str, ...]]:
    found = {guard: tuple(marks.split()) for guard, marks in MARKS.items()}
    for kind, lists in (("effect", EFFECTS_ASK), ("paper", PAPERS_ASK)):
        for name, guards in lists.items():
            for guard in guards.split():
                found[guard] = (*found.get(guard, ()), f"{kind}:{name}")
    return found


CONDITIONS: tuple[Condition, ...] = tuple(Condition(guard, marks) for guard, marks in _all_marks().items())

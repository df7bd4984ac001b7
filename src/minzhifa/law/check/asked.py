"""What goes with an effect and with a paper, whatever act has it: the guards that ask the conditions of both.

Effects and papers are closed lists, so a table of an agency's own cannot write what they write, or issue what they are,
past the conditions of the law by calling its act otherwise. Read with `conditions`.
"""

from __future__ import annotations

from collections.abc import Mapping

EFFECTS_ASK: Mapping[str, str] = {
    "begin_hearing": "hearing_staff_not_investigators hearing_staff_not_recused performer_not_recused",
    "change_the_decision": "decision_still_stands",
    "close_recusal": "head_recusal_is_collective not_own_recusal recusal_was_requested",
    "decide_on_spot": (
        "deviation_has_reason deviation_was_reviewed facts_are_certain_on_spot fine_suits_on_spot "
        "officers_not_recused penalties_are_complete penalties_suit_on_spot signing_is_noted "
        "told_and_heard_on_spot township_is_empowered two_valid_officers within_limitation"
    ),
    "decide_to_spare": "approver_is_not_proposer",
    "fill_decision": (
        "approver_is_not_proposer final_review_passed hearing_is_over hearing_window_closed never_heavier "
        "no_fine_instead_of_transfer notice_was_served panel_was_held penalties_within_range "
        "performer_not_recused presiding_is_not_investigator review_before_notice reviewers_stayed_apart "
        "statement_window_closed statements_are_answered still_ours township_is_empowered"
    ),
    "fill_notice": (
        "approver_is_not_concluder outcome_is_penalty penalties_are_complete penalties_within_range "
        "performer_not_recused review_before_notice"
    ),
    "keep_consent": "performer_not_recused",
    "keep_hearing": "hearing_announced_in_time hearing_was_requested is_a_back_entry presiding_is_not_investigator",
    "keep_publication": "performer_not_recused",
    "keep_review": (
        "performer_not_recused review_conclusion_is_known reviewer_is_not_investigator reviewer_is_qualified"
    ),
    "keep_surcharge_terms": "approver_is_not_proposer no_plan_runs surcharge_is_due surcharge_was_told",
    "mark_resumed": "performer_not_recused",
    "mark_suspended": "approver_is_not_proposer",
    "new_round": (
        "deviation_has_reason discretion_has_reasons filed matrix_is_complete officers_not_recused "
        "penalties_are_complete penalties_within_range sparing_has_ground two_valid_officers within_limitation"
    ),
    "number_instalments": "performer_not_recused plan_is_sound",
    "open_hearing": "hearing_agents_are_few hearing_request_in_time hearing_right_exists",
    "open_review": "review_kind_is_due",
    "pause_excluded": "exclusion_is_allowed",
    "pay_instalment": "instalment_is_real",
    "plan_hearing": (
        "hearing_day_leaves_time hearing_file_was_handed_over hearing_is_open_unless_secret "
        "hearing_staff_not_investigators hearing_staff_not_recused performer_presides"
    ),
    "reckon_surcharge": "performer_not_recused surcharge_within_cap",
    "reopen_demand_statement": "performer_not_recused",
    "reset_answers": "hearing_is_over hearing_right_is_told notice_served_before_today notice_service_is_proven",
    "rest_falls_due": "instalment_is_missed performer_not_recused",
    "start_court_window": "demand_service_is_proven",
    "start_instalments": "approver_is_not_proposer plan_is_sound",
    "start_retest": "performer_not_recused retest_rule_is_named",
    "tell_hearing_ended": "hearing_waiver_is_authorised",
    "tell_hearing_held": "hearing_evidence_time_is_over performer_presides",
}
"""Effect → guards."""

PAPERS_ASK: Mapping[str, str] = {
    "agency_transfer_approval": "approver_is_not_proposer",
    "application_materials": (
        "approver_is_not_proposer court_window_is_open duty_is_still_open no_plan_runs package_is_whole "
        "remedies_are_over ten_days_after_demand"
    ),
    "assistance_letter": "performer_not_recused",
    "coercion_approval": "approver_is_not_proposer",
    "coercion_decision": "officers_not_recused scene_is_lawful two_valid_officers",
    "coercion_extension_decision": "approver_is_not_proposer",
    "coercion_record": "officers_not_recused scene_is_lawful two_valid_officers",
    "coercion_release_decision": "performer_not_recused",
    "correction_notice": "approver_is_not_proposer",
    "criminal_transfer_approval": "approver_is_not_proposer chief_decides performer_not_recused",
    "criminal_transfer_letter": "performer_not_recused transfer_package_is_whole",
    "criminal_transfer_report": "approver_is_not_proposer chief_decides performer_not_recused",
    "designation_request": "approver_is_not_proposer",
    "education_record": "performer_not_recused",
    "enforcement_application": (
        "approver_is_not_proposer court_window_is_open duty_is_still_open no_plan_runs package_is_whole "
        "remedies_are_over ten_days_after_demand"
    ),
    "enforcement_decision": "approver_is_not_proposer",
    "goods_handover": "performer_not_recused",
    "hearing_announcement": "hearing_is_public performer_not_recused",
    "hearing_appointment": "hearing_staff_not_investigators hearing_staff_not_recused performer_not_recused",
    "hearing_notice": (
        "hearing_day_leaves_time hearing_file_was_handed_over hearing_is_open_unless_secret "
        "hearing_staff_not_investigators hearing_staff_not_recused performer_presides"
    ),
    "hearing_notice_of_right": (
        "approver_is_not_concluder outcome_is_penalty penalties_are_complete penalties_within_range "
        "performer_not_recused review_before_notice"
    ),
    "hearing_postponement": "performer_presides",
    "hearing_record": (
        "hearing_agents_are_few hearing_staff_not_investigators hearing_staff_not_recused hearing_took_its_course "
        "hearing_was_announced hearing_was_notified_in_time held_as_notified performer_presides "
        "presiding_not_challenged"
    ),
    "hearing_refusal": "hearing_refusal_has_ground performer_not_recused",
    "hearing_report": "hearing_evidence_time_is_over performer_presides",
    "hearing_suspension": "performer_presides",
    "hearing_termination": "hearing_waiver_is_authorised",
    "inspection_record": "certificate_was_shown officers_not_recused two_valid_officers",
    "instalment_decision": "approver_is_not_proposer",
    "instalment_refusal": "approver_is_not_proposer",
    "instalment_request": "fine_is_open performer_not_recused plan_asked_in_time",
    "interview_record": "certificate_was_shown officers_not_recused two_valid_officers",
    "negotiation_record": "performer_not_recused",
    "payment_notice": "served_after_decision service_is_proven",
    "penalty_decision": (
        "approver_is_not_proposer panel_was_held performer_not_recused presiding_is_not_investigator "
        "reviewers_stayed_apart township_is_empowered"
    ),
    "preservation_approval": "approver_is_not_proposer",
    "preservation_disposal": "performer_not_recused",
    "preservation_notice": "officers_not_recused preserving_is_lawful two_valid_officers",
    "prior_notice": "approver_is_not_concluder",
    "public_notice_service": "performer_not_recused",
    "recheck_record": "officers_not_recused recheck_result_is_due two_valid_officers",
    "rectification_order": "performer_not_recused rectification_day_is_ahead",
    "recusal_decision": "head_recusal_is_collective not_own_recusal recusal_was_requested",
    "retest_result_notice": "days_of_test_in_order performer_not_recused",
    "review_opinion": (
        "performer_not_recused review_conclusion_is_known reviewer_is_not_investigator reviewer_is_qualified"
    ),
    "revocation_decision": "approver_is_not_proposer",
    "sampling_record": "officers_not_recused sample_is_lawful two_valid_officers",
    "service_address_confirmation": "performer_not_recused",
    "substitute_record": "officers_not_recused substitute_cost_is_cost substitute_was_watched two_valid_officers",
    "summary_decision": (
        "deviation_has_reason deviation_was_reviewed facts_are_certain_on_spot fine_suits_on_spot "
        "officers_not_recused penalties_are_complete penalties_suit_on_spot signing_is_noted "
        "told_and_heard_on_spot township_is_empowered two_valid_officers within_limitation"
    ),
    "supervision_suggestion": "performer_not_recused",
    "surcharge_decision": "approver_is_not_proposer",
    "test_result_notice": "performer_not_recused retest_rule_is_named",
    "testing_entrustment": "institution_is_fit performer_not_recused",
    "testing_notice": "performer_not_recused",
    "transfer_letter": "performer_not_recused",
}
"""Kind of paper → guards."""

"""What each guard proves, in flags: a guard lets an act pass only where its formula holds.

That something was proposed, or that nothing waits, the explorer itself knows (`approver_is_not_proposer`,
`recalled_by_proposer`, `nothing_pending`). A guard without a formula may pass or not, whatever the case: the explorer
then lets it pass. Formulas may be weaker than the guard, never stronger; random walks of the real decider hold them
to that.
"""

from __future__ import annotations

from collections.abc import Mapping

from minzhifa.law.check.formulas import Formula, Not, both, either, is_, not_

_OTHER = is_("outcome", "other")
_DECIDING = is_("action", "propose_decision", "approve_decision")
_PASSED = either(
    is_("last", "case_pass", "legal_pass", "old_case_pass", "old_legal_pass"),
    both(_OTHER, is_("last", "case_transfer", "legal_transfer", "old_case_transfer", "old_legal_transfer")),
    both(is_("stage", "reviewed"), either(is_("conclusion", "pass"), both(is_("conclusion", "transfer"), _OTHER))),
)
_CASE_KIND = is_(
    "last", "case_pass", "case_transfer", "case_fail", "case_odd", "old_case_pass", "old_case_transfer",
    "old_case_fail", "old_case_odd",
)  # fmt: skip


def _amounts(*bad: str) -> Formula:
    """The penalties looked at, by the act: those decided, else those proposed."""
    decided = both(_DECIDING, not_("decided_penalties", "none", *bad))
    proposed = both(Not(_DECIDING), not_("penalties", "none", *bad))
    return either(_OTHER, decided, proposed)


MODELS: Mapping[str, Formula] = {
    # 告知、陈述申辩
    "outcome_is_penalty": is_("outcome", "penalty"),
    "outcome_is_not_penalty": is_("outcome", "other"),
    "notice_was_served": either(_OTHER, is_("served", "yes", "old")),
    "statement_window_closed": either(_OTHER, not_("waiver", "no"), is_("window", "over")),
    "statements_are_answered": either(_OTHER, is_("points", "none", "answered")),
    "waiver_is_explicit": not_("waiver", "bare"),
    "notice_service_is_proven": is_("notice_proof", "yes"),
    "notice_served_before_today": is_("notice_day", "true"),
    # 听证
    "hearing_right_is_told": either(is_("right", "no"), is_("told", "yes")),
    "hearing_was_requested": not_("hearing", "odd"),
    "hearing_is_over": not_("hearing", "open"),
    "hearing_announced_in_time": either(not_("hearing", "held"), is_("announced", "yes")),
    "hearing_request_in_time": is_("in_time", "yes"),
    "hearing_window_closed": either(
        _OTHER,
        is_("hearing_waiver", "yes"),
        not_("hearing", "none"),
        both(is_("right", "no"), not_("told", "yes")),
        both(is_("hearing_window", "over"), either(not_("right", "yes"), is_("told", "yes"))),
    ),
    "presiding_is_not_investigator": either(
        not_("hearing", "held"),
        both(is_("host_investigated", "no"), either(not_("host", "mixed"), is_("action", "record_hearing"))),
    ),
    # 审核、集体讨论
    "review_kind_is_due": either(not_("due", "legal"), is_("kind", "legal")),
    "review_conclusion_is_known": not_("conclusion", "odd"),
    "review_before_notice": either(
        both(is_("due", "plain"), is_("case_due", "no")),
        both(_PASSED, Not(both(is_("due", "legal"), _CASE_KIND))),
    ),
    "final_review_is_due": either(is_("hearing", "held"), is_("departs", "yes")),
    "final_review_passed": either(not_("hearing", "held"), _OTHER, is_("place", "other"), is_("final", "yes", "old")),
    "panel_was_held": either(_OTHER, is_("panel", "held", "old"), is_("panel_due", "no")),
    "panel_is_a_panel": not_("panel", "small"),
    "reviewer_is_not_investigator": is_("by_investigator", "no"),
    "reviewers_stayed_apart": not_("reviewer", "mixed"),
    "reviewer_is_qualified": is_("qualified", "yes"),
    # 人员
    "two_valid_officers": is_("crew", "two"),
    "officers_not_recused": both(is_("by_recused", "no"), is_("crew_recused", "no")),
    "performer_not_recused": is_("by_recused", "no"),
    "approver_is_not_proposer": is_("own", "no"),
    "approver_is_not_concluder": is_("concluder", "no"),
    "recalled_by_proposer": is_("own", "yes"),
    "recusal_was_requested": is_("asked", "yes"),
    "not_own_recusal": is_("own_recusal", "no"),
    "head_recusal_is_collective": is_("head_alone", "no"),
    # 日期、期限
    "day_is_possible": is_("day", "possible"),
    "day_may_be_unknown": is_("day", "possible"),
    "order_of_days": is_("order", "kept"),
    "filed": is_("filed", "yes"),
    "within_limitation": either(
        is_("limitation", "in_time"), both(is_("limitation", "unknown"), not_("action", "conclude_investigation"))
    ),
    "decision_term_running": is_("term_running", "yes"),
    "not_extended_yet": is_("extended", "0"),
    "extended_once": is_("extended", "1"),
    "decided_collectively": is_("together", "yes"),
    "new_end_is_named": is_("new_end", "named"),
    "exclusion_is_allowed": is_("exclusion", "allowed"),
    "preservation_not_lapsed": is_("lapsed", "no"),
    # 证据、处罚内容
    "evidence_is_lawful": is_("lawful", "yes"),
    "certificate_was_shown": is_("shown", "yes"),
    "matrix_is_complete": either(_OTHER, is_("matrix", "full")),
    "discretion_has_reasons": either(_OTHER, is_("reasons", "given")),
    "penalties_are_complete": _amounts("gap"),
    "penalties_within_range": _amounts("outside"),
    "never_heavier": either(_OTHER, not_("decided_penalties", "none", "heavier")),
    # 送达、履行、结案
    "service_is_proven": is_("service", "proven"),
    "served_after_decision": is_("service_day", "true"),
    "payments_are_real": is_("payment", "real"),
    "fine_is_paid": either(_OTHER, is_("paid", "yes"), is_("ended", "yes")),
    "closing_has_ground": either(
        is_("stood", "performed", "withdrawn", "terminated"),
        both(is_("stood", "served"), either(is_("ended", "yes"), _OTHER)),
        both(is_("stood", "decided"), _OTHER),
    ),
    "cash_has_reached_the_bank": both(
        not_("clock:cash_to_agency", "running", "paused"), not_("clock:cash_to_bank", "running", "paused")
    ),
    # 当场处罚
    "facts_are_certain_on_spot": is_("certain", "yes"),
    "penalties_suit_on_spot": is_("suits", "yes"),
    "fine_suits_on_spot": is_("small", "yes"),
    "told_and_heard_on_spot": is_("told_on_spot", "yes"),
    "signing_is_noted": is_("signed", "yes"),
    "collection_on_spot_is_allowed": is_("may_collect", "yes"),
    "receipt_was_given": is_("receipt", "yes"),
    "is_a_back_entry": is_("back_entry", "yes"),
}

DEMONIC: Mapping[str, str] = {
    "within_limitation": "追责期限可能已过",
    "matrix_is_complete": "要件可能无法证明",
    "decision_term_running": "办案期限可能已经届满",
    "hearing_request_in_time": "当事人可能逾期",
    "exclusion_is_allowed": "本领域可能没有规定",
    "is_a_back_entry": "可能不是补录的案件",
    "preservation_not_lapsed": "登记保存可能已经自动解除",
}
"""Guards that nobody in the agency can make pass: the proof that a case can end does not rely on them."""

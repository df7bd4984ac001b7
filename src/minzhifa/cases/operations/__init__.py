"""One verb a file: this folder's listing is the list of what can be done with a case."""

from minzhifa.cases._answering import Answered
from minzhifa.cases._perform import Done, done_before, perform
from minzhifa.cases._table import actions
from minzhifa.cases.operations.accept_transfer import accept_transfer
from minzhifa.cases.operations.add_evidence import add_evidence
from minzhifa.cases.operations.answer_assistance import answer_assistance
from minzhifa.cases.operations.answer_statement import answer_statement
from minzhifa.cases.operations.approve_closing import approve_closing
from minzhifa.cases.operations.approve_decision import approve_decision
from minzhifa.cases.operations.approve_decline import approve_decline
from minzhifa.cases.operations.approve_extension import approve_extension
from minzhifa.cases.operations.approve_filing import approve_filing
from minzhifa.cases.operations.approve_notice import approve_notice
from minzhifa.cases.operations.approve_second_extension import approve_second_extension
from minzhifa.cases.operations.approve_suspension import approve_suspension
from minzhifa.cases.operations.archive_case import archive_case
from minzhifa.cases.operations.assign_officers import assign_officers
from minzhifa.cases.operations.back_entry import back_entry
from minzhifa.cases.operations.complete_review import complete_review
from minzhifa.cases.operations.conclude_investigation import conclude_investigation
from minzhifa.cases.operations.confirm_address import confirm_address
from minzhifa.cases.operations.decide_recusal import decide_recusal
from minzhifa.cases.operations.decline_request import decline_request
from minzhifa.cases.operations.delay_assistance import delay_assistance
from minzhifa.cases.operations.designate_agency import designate_agency, designees
from minzhifa.cases.operations.endorse import endorse
from minzhifa.cases.operations.file_case import FiledBy, register_and_file
from minzhifa.cases.operations.hold_panel import hold_panel
from minzhifa.cases.operations.make_paper import make_paper
from minzhifa.cases.operations.merge_agency import Merged, merge_agency
from minzhifa.cases.operations.propose_closing import propose_closing
from minzhifa.cases.operations.propose_decision import propose_decision
from minzhifa.cases.operations.propose_decline import propose_decline
from minzhifa.cases.operations.propose_extension import propose_extension
from minzhifa.cases.operations.propose_filing import propose_filing
from minzhifa.cases.operations.propose_second_extension import propose_second_extension
from minzhifa.cases.operations.propose_suspension import propose_suspension
from minzhifa.cases.operations.propose_termination import propose_termination
from minzhifa.cases.operations.propose_withdrawal import propose_withdrawal
from minzhifa.cases.operations.publish_service import publish_service
from minzhifa.cases.operations.recall_request import recall_request
from minzhifa.cases.operations.record_exclusion import record_exclusion
from minzhifa.cases.operations.record_follow_up import record_follow_up
from minzhifa.cases.operations.record_hearing import record_hearing
from minzhifa.cases.operations.record_inspection import record_inspection
from minzhifa.cases.operations.record_interview import record_interview
from minzhifa.cases.operations.record_payment import record_payment
from minzhifa.cases.operations.record_performance import record_performance
from minzhifa.cases.operations.record_statement import record_statement
from minzhifa.cases.operations.refuse_transfer import refuse_transfer
from minzhifa.cases.operations.register_lead import register_lead
from minzhifa.cases.operations.register_request import register_request
from minzhifa.cases.operations.request_hearing import request_hearing
from minzhifa.cases.operations.request_recusal import request_recusal
from minzhifa.cases.operations.resume import resume
from minzhifa.cases.operations.return_decision import return_decision
from minzhifa.cases.operations.return_filing import return_filing
from minzhifa.cases.operations.return_for_completion import return_for_completion
from minzhifa.cases.operations.reveal_party import reveal_party
from minzhifa.cases.operations.serve_decision import serve_decision
from minzhifa.cases.operations.serve_notice import serve_notice
from minzhifa.cases.operations.set_elements import set_elements
from minzhifa.cases.operations.submit_review import submit_review
from minzhifa.cases.operations.take_back_powers import TakenBack, hand_over_withdrawn, take_back_powers
from minzhifa.cases.operations.terminate import terminate
from minzhifa.cases.operations.waive_statement import waive_statement
from minzhifa.cases.operations.withdraw_filing import withdraw_filing

__all__ = [
    "Answered",
    "Done",
    "FiledBy",
    "Merged",
    "TakenBack",
    "accept_transfer",
    "actions",
    "add_evidence",
    "answer_assistance",
    "answer_statement",
    "approve_closing",
    "approve_decision",
    "approve_decline",
    "approve_extension",
    "approve_filing",
    "approve_notice",
    "approve_second_extension",
    "approve_suspension",
    "archive_case",
    "assign_officers",
    "back_entry",
    "complete_review",
    "conclude_investigation",
    "confirm_address",
    "decide_recusal",
    "decline_request",
    "delay_assistance",
    "designate_agency",
    "designees",
    "done_before",
    "endorse",
    "hand_over_withdrawn",
    "hold_panel",
    "make_paper",
    "merge_agency",
    "perform",
    "propose_closing",
    "propose_decision",
    "propose_decline",
    "propose_extension",
    "propose_filing",
    "propose_second_extension",
    "propose_suspension",
    "propose_termination",
    "propose_withdrawal",
    "publish_service",
    "recall_request",
    "record_exclusion",
    "record_follow_up",
    "record_hearing",
    "record_inspection",
    "record_interview",
    "record_payment",
    "record_performance",
    "record_statement",
    "refuse_transfer",
    "register_and_file",
    "register_lead",
    "register_request",
    "request_hearing",
    "request_recusal",
    "resume",
    "return_decision",
    "return_filing",
    "return_for_completion",
    "reveal_party",
    "serve_decision",
    "serve_notice",
    "set_elements",
    "submit_review",
    "take_back_powers",
    "terminate",
    "waive_statement",
    "withdraw_filing",
]

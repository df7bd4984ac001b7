"""Models of the cases room, one aggregate a file."""

from minzhifa.cases.models.approval import PendingApproval
from minzhifa.cases.models.case import Case
from minzhifa.cases.models.counter import CaseCounter, IdempotencyKey
from minzhifa.cases.models.handover import Handover
from minzhifa.cases.models.kept_term import KeptReason, KeptTerm
from minzhifa.cases.models.officer import CaseOfficer
from minzhifa.cases.models.party import CaseParty
from minzhifa.cases.models.referral import Referral, ReferralKind, ReferralState
from minzhifa.cases.models.term import CaseTerm

__all__ = [
    "Case",
    "CaseCounter",
    "CaseOfficer",
    "CaseParty",
    "CaseTerm",
    "Handover",
    "IdempotencyKey",
    "KeptReason",
    "KeptTerm",
    "PendingApproval",
    "Referral",
    "ReferralKind",
    "ReferralState",
]

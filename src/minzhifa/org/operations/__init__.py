"""What can be done to the organisation: one verb a file."""

from minzhifa.org.operations.apply_exemption import apply_exemption
from minzhifa.org.operations.approve_empowerment import approve_empowerment
from minzhifa.org.operations.approve_power_withdrawal import approve_power_withdrawal
from minzhifa.org.operations.close_account import close_account
from minzhifa.org.operations.countersign_system_token import countersign_system_token
from minzhifa.org.operations.create_system_token import Issued, create_system_token
from minzhifa.org.operations.dissolve_agency import Dissolved, dissolve_agency
from minzhifa.org.operations.end_offline import end_offline
from minzhifa.org.operations.end_session import end_session
from minzhifa.org.operations.find_or_create_historical_agency import find_or_create_historical_agency
from minzhifa.org.operations.grant_role import grant_role
from minzhifa.org.operations.identify_person import identify_person
from minzhifa.org.operations.issue_certificate import issue_certificate
from minzhifa.org.operations.link_account import link_account
from minzhifa.org.operations.note_late_entry import note_late_entry
from minzhifa.org.operations.once import once, was_done
from minzhifa.org.operations.open_account import open_account
from minzhifa.org.operations.propose_empowerment import propose_empowerment
from minzhifa.org.operations.propose_power_withdrawal import propose_power_withdrawal
from minzhifa.org.operations.push_certificate import Pushed, push_certificate
from minzhifa.org.operations.push_certificates import HolderRow, push_certificates
from minzhifa.org.operations.put_agency import Put, put_agency
from minzhifa.org.operations.record_exemption_step import record_exemption_step
from minzhifa.org.operations.record_offline import record_offline
from minzhifa.org.operations.register_officer import register_officer
from minzhifa.org.operations.rename_agency import rename_agency
from minzhifa.org.operations.reopen_account import reopen_account
from minzhifa.org.operations.reset_login import initial_password, reset_login
from minzhifa.org.operations.resume_certificate import resume_certificate
from minzhifa.org.operations.revoke_role import revoke_role
from minzhifa.org.operations.revoke_system_token import revoke_system_token
from minzhifa.org.operations.set_number_word import set_number_word
from minzhifa.org.operations.suspend_certificate import suspend_certificate

__all__ = [
    "Dissolved",
    "HolderRow",
    "Issued",
    "Pushed",
    "Put",
    "apply_exemption",
    "approve_empowerment",
    "approve_power_withdrawal",
    "close_account",
    "countersign_system_token",
    "create_system_token",
    "dissolve_agency",
    "end_offline",
    "end_session",
    "find_or_create_historical_agency",
    "grant_role",
    "identify_person",
    "initial_password",
    "issue_certificate",
    "link_account",
    "note_late_entry",
    "once",
    "open_account",
    "propose_empowerment",
    "propose_power_withdrawal",
    "push_certificate",
    "push_certificates",
    "put_agency",
    "record_exemption_step",
    "record_offline",
    "register_officer",
    "rename_agency",
    "reopen_account",
    "reset_login",
    "resume_certificate",
    "revoke_role",
    "revoke_system_token",
    "set_number_word",
    "suspend_certificate",
    "was_done",
]

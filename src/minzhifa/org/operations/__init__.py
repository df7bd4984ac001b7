"""What can be done to the organisation: one verb a file."""

from minzhifa.org.operations.close_account import close_account
from minzhifa.org.operations.create_system_token import Issued, create_system_token
from minzhifa.org.operations.end_session import end_session
from minzhifa.org.operations.find_or_create_historical_agency import find_or_create_historical_agency
from minzhifa.org.operations.grant_role import grant_role
from minzhifa.org.operations.issue_certificate import issue_certificate
from minzhifa.org.operations.once import once
from minzhifa.org.operations.open_account import open_account
from minzhifa.org.operations.push_certificate import Pushed, push_certificate
from minzhifa.org.operations.register_officer import register_officer
from minzhifa.org.operations.rename_agency import rename_agency
from minzhifa.org.operations.reset_login import initial_password, reset_login
from minzhifa.org.operations.resume_certificate import resume_certificate
from minzhifa.org.operations.revoke_role import revoke_role
from minzhifa.org.operations.revoke_system_token import revoke_system_token
from minzhifa.org.operations.set_number_word import set_number_word
from minzhifa.org.operations.suspend_certificate import suspend_certificate

__all__ = [
    "Issued",
    "Pushed",
    "close_account",
    "create_system_token",
    "end_session",
    "find_or_create_historical_agency",
    "grant_role",
    "initial_password",
    "issue_certificate",
    "once",
    "open_account",
    "push_certificate",
    "register_officer",
    "rename_agency",
    "reset_login",
    "resume_certificate",
    "revoke_role",
    "revoke_system_token",
    "set_number_word",
    "suspend_certificate",
]

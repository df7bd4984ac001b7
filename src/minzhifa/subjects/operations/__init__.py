"""Acts on subjects; keyword-only, one transaction each, written to the ledger (stream kind "subject")."""

from minzhifa.subjects.operations.register import Registered, register_subject
from minzhifa.subjects.operations.update import Updated, update_subject

__all__ = ["Registered", "Updated", "register_subject", "update_subject"]

"""Acts on subjects; keyword-only, one transaction each, written to the ledger (stream kind "subject")."""

from minzhifa.subjects.checks import Facts
from minzhifa.subjects.operations.open_private import PRIVATE, open_private
from minzhifa.subjects.operations.register import Registered, register_subject
from minzhifa.subjects.operations.register_many import register_subjects
from minzhifa.subjects.operations.update import Updated, update_subject

__all__ = [
    "PRIVATE",
    "Facts",
    "Registered",
    "Updated",
    "open_private",
    "register_subject",
    "register_subjects",
    "update_subject",
]

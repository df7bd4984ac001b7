"""What can be done with documents and their numbers."""

from minzhifa.documents.operations.issue_document import IssuingAgency, issue
from minzhifa.documents.operations.numbering import take_number, void_number
from minzhifa.documents.operations.save_draft import save_draft
from minzhifa.documents.operations.void_document import void_document

__all__ = ["IssuingAgency", "issue", "save_draft", "take_number", "void_document", "void_number"]

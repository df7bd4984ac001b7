"""Tables of the documents room."""

from minzhifa.documents.models.document import Document
from minzhifa.documents.models.number import NumberCounter, VoidNumber

__all__ = ["Document", "NumberCounter", "VoidNumber"]

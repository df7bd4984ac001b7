"""Reads of the documents room."""

from minzhifa.documents.queries.genuine import Genuine, genuine
from minzhifa.documents.queries.listing import document, document_data, documents, served_numbers
from minzhifa.documents.rows import DocumentRow

__all__ = ["DocumentRow", "Genuine", "document", "document_data", "documents", "genuine", "served_numbers"]

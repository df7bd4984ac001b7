"""Documents (执法文书): the registry of kinds, their mandatory content, rendering, numbers, signatures, the case file.

Light public names are here. The heavier rooms are modules: `documents.operations` (numbers, drafts, issue, void),
`documents.queries`, `documents.pdfs.pdf_of` (the signed PDF on demand), `documents.signing` (sign, validate) and
`documents.case_file.build`.
"""

from minzhifa.documents.binding import Context, bind
from minzhifa.documents.checks import Missing, check
from minzhifa.documents.registry import Column, Field, Kind, article_of, kind, kinds, title_of

__all__ = ["Column", "Context", "Field", "Kind", "Missing", "article_of", "bind", "check", "kind", "kinds", "title_of"]

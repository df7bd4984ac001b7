"""Documents (执法文书): registry of kinds, rendering, numbers, signatures, the case file.

Public names, by module (a room above imports from these):

- `documents.registry`: `kinds() -> tuple[Kind, ...]`, `kind(kind_id) -> Kind`; a `Kind` has `id, title, external,
  volume ("main" | "annex"), order, series (number series or None), word (usual 文书字), signed, fields: tuple[Field, ...]`;
  a `Field` has `name, label, type, required, article, source, sealed, columns, choices, help`.
- `documents.checks`: `check(kind_id, data) -> list[Missing(field, label, article)]`.
- `documents.binding`: `bind(kind_id, facts, context) -> dict` builds document data from case facts and a
  `Context(agency, on, case_code="", number="", case_title="", values={})`; `values` overrides single fields.
- `documents.rendering`: `render(kind_id, data, *, draft=False, recorded=False, at=None) -> Rendered(pdf, pages)`;
  `preview(kind_id, data) -> list[str]` (one SVG a page, gaps in amber).
- `documents.signing`: `sign(pdf, *, agency_id, agency_name, at) -> bytes`, `validate(pdf) -> Validation`.
- `documents.operations`: `take_number(*, agency_id, kind, year, word) -> str`, `void_number(...)`,
  `save_draft(...)`, `issue(*, actor, case_id, remit_id, agency_id, agency_name, kind, data, at, number=None | "auto",
  word="", number_agency_id=None, recorded=False, document_id=None) -> DocumentRow`, `void_document(...)`.
- `documents.queries`: `documents(actor, case_id) -> list[DocumentRow]`, `document(actor, document_id) -> DocumentRow`.
- `documents.pdfs`: `pdf_of(document_id) -> bytes`, made on demand, signed when outgoing, cached in storage.
- `documents.case_file`: `build(...) -> bytes`.
"""

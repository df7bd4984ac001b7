"""The cases room: one engine changes a case, everything else is a thin verb or a read.

Public names, by module (faces import from these):

- `cases.operations`: one verb a file (`register_lead`, `propose_filing`, … `archive_case`), `register_and_file`,
  `perform` for any action by name, `actions()` (the closed list), `Done`, `Filed`.
- `cases.queries`: `workbench`, `case_list`, `case_page`, `case_by_code`, `approvals`, `history`, `search_cases`.
- `cases.errors`: `LawRefused`, `StaleCase`, `CaseNotFound`, `KeyReused`.
- `cases.replay`: `replay_line(line, *, actor, at) -> Result`.
- `cases.events`: what other rooms may subscribe to.
"""

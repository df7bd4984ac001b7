"""补制文书: the paper of an earlier act, made as soon as its content is whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor, Denied, rls
from minzhifa.access.errors import Refused
from minzhifa.cases._facts import check_form
from minzhifa.cases._row import lock, sealed_party
from minzhifa.cases._unmade import ISSUED, unmade
from minzhifa.cases.policy import WORKERS
from minzhifa.clock import local_date
from minzhifa.documents.operations import issue
from minzhifa.documents.registry import kind as kind_of
from minzhifa.documents.rows import DocumentRow
from minzhifa.law.citing import cite
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.ledger.queries import events
from minzhifa.org.queries import agency_card, number_word
from minzhifa.rules import shipped


def make_paper(
    *, actor: Actor, case_id: UUID, kind: str, seq: int, at: datetime, values: Mapping[str, str] | None = None
) -> DocumentRow:
    """Make the paper `kind` of the act `seq` of the case's ledger, dated today, numbered where its kind is.

    `values`: field → what was filled in by hand, for those that the paper still lacks.

    Raises `CaseNotFound`, `Denied`, `Refused` (nothing of that kind is owed), `IncompleteDocument` with the article.
    """
    with rls.acting(actor):
        row = lock(case_id, None)
        if not (actor.scope.has(row.remit_id) and actor.holds(*WORKERS, remit_id=row.remit_id)):
            raise Denied("make_paper")
        if row.state.stage == "archived":
            why = cite("处罚法第四十七条；市监程序第七十八条", row.domain, shipped())
            raise Refused("archived", "案件已经归档，卷内材料不能再增加。", article=why)
        found = unmade(actor, row, sealed_party(case_id), events(case_id), local_date(at))
        bound = next((one for one in found if (one.owed.kind, one.owed.seq) == (kind, seq)), None)
        if bound is None:
            raise Refused("paper_not_owed", "这份文书已经制作，或者该步骤不产生这种文书。", fields=("kind",))
        typed = {name: text for name, _, _ in bound.owed.asks if (text := (values or {}).get(name, "").strip())}
        day = local_date(at)
        card = agency_card(row.agency_id, day)
        numbered = kind_of(kind).series is not None
        made = issue(
            actor=actor, case_id=row.id, remit_id=row.remit_id, agency=card, kind=kind,
            data={**bound.data, **check_form(typed)}, at=at, on=day, number="auto" if numbered else None,
            word=number_word(row.agency_id, kind, day) if numbered else "",
        )  # fmt: skip
        payload = {"document": str(made.id), "kind": kind, "number": made.number, "for": seq}
        append(
            actor=actor, stream=Stream("case", row.id, row.code), events=[NewEvent(ISSUED, payload)], at=at,
            remit_id=row.remit_id,
        )  # fmt: skip
    return made

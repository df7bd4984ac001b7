"""Propose versions of many matters or benchmarks at once, also of new ones: what an import of a spreadsheet is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from minzhifa.access import Actor, Denied
from minzhifa.access.rls import acting
from minzhifa.catalog.errors import NOT_PROPOSER, BadVersion
from minzhifa.catalog.loading.resolve import Resolved, Resolver, citation_rows
from minzhifa.catalog.models import Benchmark, Matter, MatterProvision, State
from minzhifa.catalog.operations.content import checked, matter_columns
from minzhifa.catalog.operations.propose import Proposed
from minzhifa.catalog.operations.things import Thing, thing
from minzhifa.catalog.publishing import covers, open_publishing, publisher_of, publishes
from minzhifa.ledger.operations import Batch, NewEvent, append_many


@dataclass(frozen=True, slots=True)
class Draft:
    """What one thing shall say from a day on. `owner`: columns of the thing itself, should it be new.

    `matters`: codes that a benchmark belongs to; they are set when the thing is made.
    """

    key: str
    effective_from: date
    content: Mapping[str, Any]
    owner: Mapping[str, Any] = field(default_factory=dict)
    matters: Sequence[str] = ()


def propose_versions(
    *, actor: Actor, at: datetime, kind: str, drafts: Sequence[Draft], reason: str = ""
) -> list[Proposed]:
    """Propose a version of each draft's thing ("matter", "benchmark", "sparing"), making the things that are not there.

    Set-wise: a fixed number of statements, however many drafts. Raises `BadVersion` (fields; the message names the
    thing), `Denied` (not the publisher of one of them): then nothing is proposed.
    """
    what = thing(kind)
    resolver = Resolver() if kind == "matter" else None
    columns = [_columns(kind, draft, resolver) for draft in drafts]
    with acting(actor):
        held = publishes(actor, kind, "propose")
        owners = _owners(what, drafts)
        if not all(covers(held, publisher_of(kind, owner)) for owner in owners.values()):
            raise Denied("propose", NOT_PROPOSER)
        open_publishing(held)
        _make(what, drafts, owners)
        highest = dict(
            what.version._default_manager.filter(**{f"{what.link}__in": list(owners.values())})
            .values_list(what.link)
            .annotate(Max("number"))
        )
        rows = [
            what.version(
                **{what.link: owners[draft.key], **content}, number=(highest.get(owners[draft.key].pk) or 0) + 1,
                state=State.PROPOSED, effective_from=draft.effective_from, proposed_by=actor.account_id,
                proposed_at=at,
            )
            for draft, (content, _) in zip(drafts, columns, strict=True)
        ]  # fmt: skip
        made: list[Any] = what.version._default_manager.bulk_create(rows, batch_size=500)
        cited = [c for row, (_, found) in zip(made, columns, strict=True) for c in citation_rows(row.pk, found)]
        MatterProvision.objects.bulk_create(cited, batch_size=1000)
        _record(what, actor, at, reason, [(owners[draft.key], row) for draft, row in zip(drafts, made, strict=True)])
    return [Proposed(row.pk, row.number) for row in made]


def _columns(kind: str, draft: Draft, resolver: Resolver | None) -> tuple[dict[str, Any], list[tuple[str, Resolved]]]:
    try:
        content = checked(kind, draft.content)
        return matter_columns(content, resolver) if kind == "matter" else (content, [])
    except BadVersion as bad:
        raise BadVersion(bad.code, f"{draft.key}：{bad.message}", fields=bad.fields) from bad


def _owners(what: Thing, drafts: Sequence[Draft]) -> dict[str, Any]:
    """The things by key, those that are there locked, the others not yet stored."""
    keys = [draft.key for draft in drafts]
    if len(set(keys)) != len(keys):
        raise BadVersion("twice", "同一要素一次只能提出一个版本。")
    rows: Any = what.owner._default_manager.select_for_update().filter(**{f"{what.key}__in": keys})
    known = {getattr(row, what.key): row for row in rows.order_by("pk")}
    return {d.key: known.get(d.key) or what.owner(**{what.key: d.key, **d.owner}) for d in drafts}


def _make(what: Thing, drafts: Sequence[Draft], owners: Mapping[str, Any]) -> None:
    """Store the things that are new; a benchmark with its matters."""
    new = [draft for draft in drafts if owners[draft.key].pk is None]
    what.owner._default_manager.bulk_create([owners[draft.key] for draft in new], batch_size=500)
    if what.owner is not Benchmark:
        return
    ids = dict(Matter.objects.filter(code__in={m for d in new for m in d.matters}).values_list("code", "pk"))
    through = Benchmark.matters.through
    through._default_manager.bulk_create(
        [through(benchmark_id=owners[d.key].pk, matter_id=ids[m]) for d in new for m in d.matters if m in ids]
    )


def _record(what: Thing, actor: Actor, at: datetime, reason: str, made: Sequence[tuple[Any, Any]]) -> None:
    batches = [
        Batch(
            what.stream(owner),
            [
                NewEvent(
                    f"{what.kind}_version_proposed",
                    {"version": row.number, "effective_from": row.effective_from.isoformat()},
                )
            ],
            None,
            reason,
        )
        for owner, row in made
    ]
    append_many(actor=actor, batches=batches, at=at)

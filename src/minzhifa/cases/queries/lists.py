"""Lists by keyset: no offsets, no exact counts of large sets. Only what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from minzhifa.access import Actor, rls
from minzhifa.cases.queries._lines import COLUMNS, fetch, line, remits
from minzhifa.cases.queries.rows import Filters, Page

MOST = 200
FEW_REMITS = 300
SEARCH_MOST = 500
COUNT_MOST = 1000
Order = Literal["new", "old", "due"]
_ORDERS: dict[str, str] = {"new": "c.id DESC", "old": "c.id", "due": "c.next_due NULLS LAST, c.id"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """The rows asked for, as SQL: conditions and their values, and the remits to read one by one."""

    conditions: list[str]
    parameters: dict[str, Any]
    per_remit: bool

    def rows(self, columns: str, order: str = "", more: str = "") -> str:
        """A statement's text; at most `limit` rows. With few remits each is read from its own index and merged."""
        where = " AND ".join(filter(None, (*self.conditions, more))) or "true"
        ordered = f" ORDER BY {order}" if order else ""
        if not self.per_remit:
            return f"SELECT {columns} FROM cases_case c WHERE {where}{ordered} LIMIT %(limit)s"  # noqa: S608 -- conditions of our own, values as parameters
        return (
            f"SELECT {columns} FROM unnest(%(remits)s::int[]) AS r(id) CROSS JOIN LATERAL (SELECT * FROM cases_case c"  # noqa: S608 -- as above
            f" WHERE c.remit_id = r.id AND {where}{ordered} LIMIT %(limit)s) AS c{ordered} LIMIT %(limit)s"
        )


def may_sort_by_term(actor: Actor, filters: Filters) -> bool:
    """Whether a list by term is read from an index: few remits, or one agency's cases."""
    within = remits(actor)
    return filters.agency_id is not None or (within is not None and len(within) <= FEW_REMITS)


def case_list(
    actor: Actor, filters: Filters | None = None, *, after: UUID | None = None, limit: int = 50,
    order: Order = "new", after_due: date | None = None,
) -> Page:  # fmt: skip
    """One page of the cases the actor may see (1 SQL): newest first, oldest first, or by the nearest term.

    `after` is the last row shown; by term also its `next_due` (`after_due`, None among the cases without a term, which
    come last). With few remits each remit's rows are taken from its own index and merged; a province-wide account
    walks the primary key. Search words (two characters or more) go through `cases_search`; in another order than the
    newest first that orders the newest `SEARCH_MOST` cases found.
    """
    size = max(1, min(limit, MOST))
    asked = _asked(actor, filters or Filters(), after if order == "new" else None, size + 1 if order == "new" else 0)
    asked.parameters.update(after=after, due=after_due, limit=size + 1)
    sql = (
        _by_term(asked, after, after_due)
        if order == "due"
        else asked.rows(COLUMNS, _ORDERS[order], _past(order, after))
    )
    with rls.acting(actor):
        rows = [line(row) for row in fetch(sql, asked.parameters)]
    return Page(tuple(rows[:size]), rows[size - 1].id if len(rows) > size else None)


def _past(order: Order, after: UUID | None) -> str:
    if after is None:
        return ""
    return "c.id < %(after)s" if order == "new" else "c.id > %(after)s"


def _by_term(asked: _Asked, after: UUID | None, due: date | None) -> str:
    """First what has a term, from the index of terms; then the rest. Each half reads at most a page of a remit."""
    halves = []
    if after is None or due is not None:
        past = "(c.next_due, c.id) > (%(due)s, %(after)s)" if after else ""
        halves.append(asked.rows("c.*", "c.next_due, c.id", f"c.next_due IS NOT NULL{' AND ' if past else ''}{past}"))
    past = " AND c.id > %(after)s" if after and due is None else ""
    halves.append(asked.rows("c.*", "c.id", f"c.next_due IS NULL{past}"))
    both = " UNION ALL ".join(f"({half})" for half in halves)
    return f"SELECT {COLUMNS} FROM ({both}) AS c ORDER BY {_ORDERS['due']} LIMIT %(limit)s"  # noqa: S608 -- as above


def case_count(actor: Actor, filters: Filters | None = None, *, most: int = COUNT_MOST) -> int:
    """How many cases the filters find, counted up to `most` + 1 (1 SQL): more is only known to be more."""
    asked = _asked(actor, filters or Filters(), None, 0)
    asked.parameters["limit"] = most + 1
    with rls.acting(actor):
        ((found,),) = fetch(f"SELECT count(*) FROM ({asked.rows('1')}) AS c", asked.parameters)  # noqa: S608 -- as above
    return int(found)


def _asked(actor: Actor, wanted: Filters, before: UUID | None, enough: int) -> _Asked:
    """`enough`: hits of a search word that fill the page when nothing else narrows it; 0: all that are looked for."""
    within = remits(actor)
    conditions, parameters = _conditions(wanted)
    parameters |= {"before": before, "remits": within}
    searched = bool(wanted.q.strip())
    if searched:
        parameters |= {"q": wanted.q.strip(), "most": SEARCH_MOST if conditions or not enough else enough}
        conditions.append("c.id IN (SELECT case_id FROM cases_search(%(q)s, %(before)s, %(most)s, %(remits)s))")
    per_remit = within is not None and len(within) <= FEW_REMITS and not searched
    if within is not None and not per_remit:
        conditions.append("c.remit_id = ANY (%(remits)s)")
    return _Asked(conditions, parameters, per_remit)


def _conditions(wanted: Filters) -> tuple[list[str], dict[str, Any]]:
    tests = {
        "stage": "c.stage = %(stage)s",
        "agency_id": "c.agency_id = %(agency_id)s",
        "field_code": "c.field_code = %(field_code)s",
        "officer_id": "c.id IN (SELECT case_id FROM cases_caseofficer WHERE officer_id = %(officer_id)s)",
        "due_before": "c.next_due < %(due_before)s",
        "opened_from": "c.opened_on >= %(opened_from)s",
        "opened_to": "c.opened_on <= %(opened_to)s",
    }
    given = {name: getattr(wanted, name) for name in tests if getattr(wanted, name) is not None}
    flags = {name: getattr(wanted, name) for name in ("returned", "historical", "deviates")}
    said = [f"c.{name}" if flag else f"NOT c.{name}" for name, flag in flags.items() if flag is not None]
    return [tests[name] for name in given] + said, given


def search_cases(actor: Actor, q: str, *, limit: int = 20) -> Page:
    """Cases whose party, cause or code holds `q` (1 SQL); fewer than two characters find nothing."""
    return case_list(actor, Filters(q=q), limit=limit) if len(q.strip()) > 1 else Page((), None)

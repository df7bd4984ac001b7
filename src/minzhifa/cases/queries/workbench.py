"""工作台 and 审批: what waits for me, most urgent first."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from minzhifa.access import Actor, Role, rls
from minzhifa.cases.queries._lines import COLUMNS, WIDTH, fetch, line
from minzhifa.cases.queries.rows import ApprovalLine, CaseLine, Workbench

MOST_MINE, MOST_LEADS, MOST_APPROVALS, MOST_QUEUE = 200, 20, 100, 50
WEEK = timedelta(days=7)

_MINE = f"""
SELECT {COLUMNS} FROM cases_caseofficer o JOIN cases_case c ON c.id = o.case_id
 WHERE o.officer_id = %(officer)s AND o.active
 ORDER BY c.next_due NULLS LAST, c.id DESC LIMIT {MOST_MINE + 1}
"""  # noqa: S608 -- our own column list
_LEADS = f"""
SELECT {COLUMNS} FROM unnest(%(remits)s::int[]) AS r(id) CROSS JOIN LATERAL (
  SELECT * FROM cases_case c WHERE c.remit_id = r.id AND c.stage = 'lead' AND NOT c.historical
   ORDER BY c.id DESC LIMIT {MOST_LEADS}) AS c
 ORDER BY c.id DESC LIMIT {MOST_LEADS}
"""  # noqa: S608 -- column names of our own
# What comes to a role by itself, without anybody proposing it: the stage in which it comes, and what the next acts hold
# (an act's name; a role among those that may do it).
_QUEUES: dict[Role, tuple[str, list[Any]]] = {
    Role.ARCHIVIST: ("closed", [["archive_case"]]),
    Role.PRESIDING_OFFICER: ("notified", [[[str(Role.PRESIDING_OFFICER)]]]),
    Role.AGENCY_HEAD: ("notified", [["appoint_presiding"]]),
}
_QUEUE = f"""
SELECT {COLUMNS} FROM unnest(%(remits)s::int[]) AS r(id) CROSS JOIN LATERAL (
  SELECT * FROM cases_case c WHERE c.remit_id = r.id AND c.stage = %(stage)s AND c.next_steps @> %(act)s::jsonb
   ORDER BY c.id DESC LIMIT {MOST_QUEUE}) AS c
 ORDER BY c.id LIMIT {MOST_QUEUE}
"""  # noqa: S608 -- column names of our own
_PENDING = f"""
SELECT {COLUMNS}, p.act, p.label, p.proposer_name, p.since, p.part, p.approver_roles, c.remit_id
  FROM cases_pendingapproval p JOIN cases_case c ON c.id = p.case_id
 WHERE (%(remits)s::int[] IS NULL OR p.remit_id = ANY (%(remits)s)) AND p.approver_roles && %(roles)s::varchar[]
   AND p.proposer_id IS DISTINCT FROM %(me)s
 ORDER BY p.since LIMIT {MOST_APPROVALS}
"""  # noqa: S608 -- column names of our own


def _my_remits(actor: Actor, *roles: Role) -> list[int] | None:
    """Remits in which the actor holds one of `roles`; None when one grant covers the province."""
    held: set[int] = set()
    for grant in actor.grants:
        if roles and grant.role not in roles:
            continue
        if grant.remits is None:
            return None
        held |= grant.remits
    return sorted(held)


def approvals(actor: Actor) -> tuple[ApprovalLine, ...]:
    """Acts that wait for a role the actor holds over that very remit, never his own (1 SQL), oldest first."""
    with rls.acting(actor):
        return _approvals(actor)


def _approvals(actor: Actor) -> tuple[ApprovalLine, ...]:
    roles = sorted({str(g.role) for g in actor.grants})
    rows = fetch(_PENDING, {"remits": _my_remits(actor), "roles": roles, "me": actor.account_id})
    return tuple(
        ApprovalLine(line(row), *row[WIDTH : WIDTH + 5])
        for row in rows
        if actor.holds(*(Role(r) for r in row[WIDTH + 5] if r in set(Role)), remit_id=row[WIDTH + 6])
    )


def workbench(actor: Actor, today: date) -> Workbench:
    """My cases by the nearest due day, what came back, new leads of my remits, approvals that wait (3 SQL)."""
    with rls.acting(actor):
        mine = [line(r) for r in fetch(_MINE, {"officer": actor.officer_id})]
        fresh = [line(r) for r in fetch(_LEADS, {"remits": _my_remits(actor, Role.OFFICER, Role.SECTION_HEAD) or []})]
        waiting, queue = _approvals(actor), _queue(actor)
    parts = _by_urgency(mine[:MOST_MINE], today)
    more = len(mine) > MOST_MINE
    return Workbench(**parts, leads=tuple(fresh), approvals=waiting, queue=queue, more=more)


def _queue(actor: Actor) -> tuple[CaseLine, ...]:
    """What comes to the actor's roles by itself, oldest first (1 SQL a role that has a queue)."""
    found: list[CaseLine] = []
    for role, (stage, act) in _QUEUES.items():
        within = _my_remits(actor, role)
        if within:
            found += map(line, fetch(_QUEUE, {"remits": within, "stage": stage, "act": json.dumps(act)}))
    return tuple(found)


def _by_urgency(mine: list[CaseLine], today: date) -> dict[str, Any]:
    owed = tuple(c for c in mine if c.owed(today))
    back = tuple(c for c in mine if c.returned and c not in owed)
    rest = [c for c in mine if not c.returned and c not in owed]
    due = [(c, c.next_due) for c in rest if c.next_due]
    return {
        "owed": owed,
        "returned": back,
        "overdue": tuple(c for c, d in due if d < today),
        "today": tuple(c for c, d in due if d == today),
        "week": tuple(c for c, d in due if today < d <= today + WEEK),
        "later": tuple(c for c, d in due if d > today + WEEK) + tuple(c for c in rest if not c.next_due),
    }

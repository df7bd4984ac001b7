"""审批权限: the table act → who proposes, who gives an opinion, who decides, who stands in, on what ground."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minzhifa import rules
from minzhifa.law.procedure import Approval
from minzhifa.org.queries import ROLES


@dataclass(frozen=True, slots=True)
class Line:
    """One act with roles in words; `higher` names the fields in which the agency above decides."""

    approval: Approval
    proposer: str
    endorser: str
    approver: str
    stand_in: str
    higher: str


def _roles(codes: tuple[str, ...]) -> str:
    return "、".join(ROLES.get(code, code) for code in codes)


def authority_table(request: HttpRequest) -> HttpResponse:
    """The table as it is in force; one row an act."""
    served = rules.current()
    rows = [
        Line(
            row,
            _roles(row.proposer),
            _roles(row.endorser),
            _roles(row.approver),
            _roles(row.stand_in),
            "、".join(served.domains[code].title for code in row.superior_in),
        )
        for row in served.approvals.values()
    ]
    return render(request, "desk/admin/authority.html", {"rows": rows, "version": served.version})

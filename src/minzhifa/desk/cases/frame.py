"""What the case page's frame shows around every tab and every act."""

from __future__ import annotations

from typing import Any

import segno
from django.http import HttpRequest
from django.utils.safestring import SafeString

from minzhifa.cases.queries import CasePage, procedure
from minzhifa.desk.cases.tabs import named_rows
from minzhifa.desk.cases.view_of import chips, stage_marks, steps, tab_url, tabs
from minzhifa.law.procedure import look
from minzhifa.law.review import score


def frame(request: HttpRequest, page: CasePage, current: str) -> dict[str, Any]:
    """Head, stage bar, left column, tabs, score and the last entries of the record."""
    done = request.GET.get("did", "")
    return {
        "page": page, "case": page.case, "steps": steps(page), "stages": stage_marks(page), "tabs": tabs(page, current),
        "tab": current, "procedure_label": procedure(page.state.procedure).label, "chips": chips(page),
        "score": score(page.findings), "recent_rows": named_rows(page)[-3:][::-1],
        "failed": [f for f in page.findings if f.ok is False],
        "autosave_done": draft_key(page.case.code, done, request.GET.get("in", "")) if done else "",
        "late_overdue": any(one.get("overdue") for one in page.state.facts.get("late_acts") or ()),
        "check_url": tab_url(page.case.code, "check"),
        "handed_to": _handed_to(page),
    }  # fmt: skip


def _handed_to(page: CasePage) -> str:
    """The agency to which the case went over, as the one that gave it reads."""
    told = [look(part.facts, "handing_over.to") for part in page.state.parts.values()] if page.gone else []
    return next((str(one) for one in reversed(told) if one), "")


def draft_key(code: str, action: str, part: str = "") -> str:
    """Under which the browser keeps what is typed."""
    return f"{code}:{part}:{action}" if part else f"{code}:{action}"


def qr_svg(text: str) -> SafeString:
    """The case's code as a drawing; it holds the address and nothing personal."""
    return SafeString(segno.make(text, error="m").svg_inline(scale=6, border=2, omitsize=True, svgclass="qr"))

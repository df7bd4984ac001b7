"""The case page's parts as the component library draws them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from minzhifa.cases.queries import CasePage, procedure
from minzhifa.desk.addresses import address
from minzhifa.desk.cases.steps import breadth, forward_action, leads_on
from minzhifa.desk.shapes import NextStep, StageMark, Tab, Term
from minzhifa.law.procedure import Offer

STATES = {"done": "done", "current": "now", "todo": "next", "recorded": "done"}
TABS = (
    ("", "概览"), ("party", "当事人"), ("evidence", "事实与证据"), ("parts", "案内程序"),
    ("discretion", "裁量"), ("documents", "文书"),
    ("terms", "期限"), ("payment", "执行与缴款"), ("disclosure", "公示"), ("history", "过程记录"), ("check", "自查"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Steps:
    """The left column: what may be done, what would lead on but is blocked, other blocked acts, what others do."""

    can: tuple[NextStep, ...]
    ahead: tuple[NextStep, ...]
    blocked: tuple[NextStep, ...]
    others: tuple[NextStep, ...]

    @property
    def first(self) -> NextStep | None:
        """The one primary act."""
        return self.can[0] if self.can and self.can[0].primary else None


def stage_marks(page: CasePage) -> list[StageMark]:
    """The stage bar."""
    held = procedure(page.state.procedure)
    over = held.stage(page.state.stage).end and not held.stage(page.state.stage).bad
    ended = held.stage(page.state.stage).bad
    return [
        StageMark(
            step.label,
            "bad" if ended and step.state == "current" else "done" if over else STATES[step.state],
            short_day(step.on),
        )
        for step in page.bar
    ]


def short_day(day: str) -> str:
    """11月3日 under a station; a partial date as it is."""
    parts = day.split("-")
    return f"{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else day  # noqa: PLR2004 -- y-m-d


def steps(page: CasePage) -> Steps:
    """Allowed acts first, the one that leads on as the primary one; then what is blocked and why."""
    name, stage = page.state.procedure, page.state.stage
    lead = forward_action(name, stage, [o for o in page.offers if o.mine and o.allowed])
    allowed = [o for o in page.offers if o.mine and o.allowed]
    allowed.sort(key=lambda o: (o.action != lead, breadth(name, o.action, stage)))
    blocked = [o for o in page.offers if o.mine and not o.allowed]
    blocked.sort(key=lambda o: (not leads_on(name, o.action, stage), breadth(name, o.action, stage)))
    doable = [(one, o) for one in page.parts for o in one.offers if o.mine and o.allowed]
    owed = [o for one, o in doable if one.owed_now and one.owed_now.owed_by == o.action]
    if owed:  # a measure that is over comes before everything else
        lead = ""
    inside = [
        replace(next_step_of(page, o, primary=o is owed[0] if owed else False), label=f"{one.title}：{o.label}")
        for one, o in sorted(doable, key=lambda pair: pair[1] not in owed)
    ]
    beginning = [next_step_of(page, o) for o in page.openings if o.mine and o.allowed]
    return Steps(
        (
            *inside[: len(owed)],
            *(next_step_of(page, o, primary=o.action == lead) for o in allowed),
            *inside[len(owed) :],
            *beginning,
        ),
        tuple(next_step_of(page, o) for o in blocked if leads_on(name, o.action, stage)),
        tuple(next_step_of(page, o) for o in blocked if not leads_on(name, o.action, stage)),
        tuple(next_step_of(page, o) for o in _rest(page.offers)),
    )


def act_url(code: str, action: str, part: str = "") -> str:
    """The address of an act's form."""
    return address("desk:case_part_act", code, part, action) if part else address("desk:case_act", code, action)


def _rest(offers: Iterable[Offer]) -> Iterable[Offer]:
    return (o for o in offers if not o.mine)


def next_step_of(page: CasePage, offer: Offer, *, primary: bool = False) -> NextStep:
    """An offer as a step: its verb and address, or why it is blocked."""
    url = act_url(page.case.code, offer.action, offer.part)
    if offer.allowed:
        return NextStep(offer.label, offer.verb, url, primary=primary)
    why = offer.why
    return NextStep(
        offer.label, allowed=False, why=why.message if why else "", article=(why.article or "") if why else "",
    )  # fmt: skip


def tabs(page: CasePage, current: str) -> list[Tab]:
    """Tabs with real addresses."""
    counts = {"documents": len(page.documents), "terms": len(page.terms), "parts": len(page.parts)}
    return [
        Tab(label, tab_url(page.case.code, key), key == current, counts.get(key) or None) for key, label in TABS
    ]  # fmt: skip


def tab_url(code: str, key: str) -> str:
    """The address of a tab."""
    return address("desk:case_tab", code, key) if key else address("desk:case_page", code)


def chips(page: CasePage) -> Sequence[tuple[str, Term, str]]:
    """Title, chip and start of each term."""
    return [
        (
            t.title,
            Term(
                t.due,
                t.left,
                t.unit,
                t.mark or "V",
                done=bool(t.stopped) or (t.lapsed and not t.owed),
                label="已届满" if t.lapsed else t.open_why,
                explanation=t.explanation,
            ),
            t.start,
        )
        for t in page.terms
    ]

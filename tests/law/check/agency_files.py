"""Procedure files as an agency might write them to get past the law: each a released table with a side road."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mutants import Table, rows, table, without

DAY = "day_is_possible"
NAMES = {"id": "x", "label": "旁路", "verb": "旁路", "article": "本机关规定"}


def need(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "label": key, "ground": "本机关规定", **more}


def row(
    action: str, source: str, to: str, *, who: str = "officer", guards: tuple[str, ...] = (DAY,), **rest: Any
) -> Table:
    named = {key: NAMES[key] for key in ("label", "verb", "article")}
    return {**named, "action": action, "from": source.split(), "to": to, "who": [who], "guards": [*guards], **rest}


def adding(*new: Table, name: str = "ordinary") -> Table:
    data = table(name)
    data["row"] += new
    return data


def changing(action: str, name: str = "ordinary", **columns: Any) -> Table:
    data = table(name)
    for one in rows(data, action):
        one.update(columns)
    return data


def part(*new: Table, **head: Any) -> Table:
    """A part of an agency's own: begun while the case is investigated, then over."""
    return {
        "id": "private_part", "label": "本机关的案内程序", "article": "本机关规定", "from": table()["from"],
        "kind": "part",
        "bar": [{"label": "办理"}],
        "stage": [
            {"id": "none", "label": "未开始", "bar": "办理"}, {"id": "open", "label": "办理中", "bar": "办理"},
            {"id": "over", "label": "办结", "bar": "办理", "end": True},
        ],
        "row": list(new), **head,
    }  # fmt: skip


def begun(**rest: Any) -> Table:
    return row("begin_private_part", "none", "open", host=["investigating", "notified"], **rest)


OVER = row("end_private_part", "open", "over")


def _skips_serious() -> Table:
    """Only a grave case takes the short way to the notice, past the review, and the decision does not ask again."""
    data = without(table(), "review_before_notice", "approve_decision")
    notice = next(one for one in rows(data, "approve_notice"))
    data["row"].append({
        **notice, "action": "approve_notice_at_once", "from": ["concluded"], "outcome_by": "significance.complex",
        "outcomes": {"True": "notice_approved"}, "to": "concluded", "effects": [], "documents": [],
        "guards": [one for one in notice["guards"] if one != "review_before_notice"],
    })  # fmt: skip
    return data


def _other_names() -> Table:
    """The decision under another name, at a stage of another name, without its paper and its effect."""
    data = table()
    data["stage"].append({"id": "punished", "label": "已处理", "bar": data["stage"][-1]["bar"]})
    data["row"].append(row(
        "handle", "investigating", "punished", who="agency_head", takes=["decision"],
    ))  # fmt: skip
    data["row"].append(row("go_on", "punished", "served"))
    return data


def _decides_what_it_hears() -> Table:
    data = changing("approve_decision")
    for one in rows(data, "approve_decision"):
        one["takes"] = [*one.get("takes", []), "waiver"]
        one["guards"] = [*one["guards"], "waiver_is_explicit"]
    return data


def _nobody_sets() -> Table:
    """The way out hangs on a fact that no act of the table states."""
    data = table("no_penalty")
    for one in rows(data, "serve_no_penalty"):
        one["guards"] = [*one["guards"], "rectification_day_is_ahead"]
    return data


def _never_true() -> Table:
    """Only what was filed is archived, and nothing is ever filed here."""
    data = table("no_penalty")
    for one in rows(data, "archive_case"):
        one["guards"] = [*one["guards"], "filed"]
    return data


def _livelock() -> Table:
    """Two stages lead to each other and to nowhere else."""
    data = table()
    bar = data["stage"][-1]["bar"]
    data["stage"] += [{"id": one, "label": one, "bar": bar} for one in ("this_way", "that_way")]
    data["row"] += [
        row("enter", "investigating", "this_way"),
        row("on", "this_way", "that_way"),
        row("back", "that_way", "this_way"),
    ]
    return data


def _skips_by_conversion() -> Table:
    data = table("summary")
    for one in rows(data, "convert_to_ordinary"):
        one["to"] = "ordinary:decided"
    return data


JOIN = row("reassign", "reviewed notified", "=", guards=(DAY, "two_valid_officers"), takes=["officers"])


def _reviewer_joins() -> Table:
    data = without(table(), "reviewers_stayed_apart")
    data["row"].append(JOIN)
    return data


def _two_at_the_hearing() -> Table:
    data = without(table(), "presiding_is_not_investigator")
    data["row"].append(JOIN)
    return data


Make = Callable[[], Table]
# name → property that notices, the file, number of steps of the shortest path where it is certain
FILES: dict[str, tuple[str, Make, int]] = {
    "a decision under another name, without its paper, from the investigation": ("notice", _other_names, 4),
    "a step that leads straight to the stage of decided cases": (
        "notice",
        lambda: adding(row("settle", "investigating", "decided", who="agency_head")),
        4,
    ),
    "a conversion that lands behind the notice and the decision": ("notice", _skips_by_conversion, 2),
    "a conversion that lands behind the decision collects without one": (
        "after_decision",
        lambda: changing("convert_to_ordinary", "summary", to="ordinary:served"),
        0,
    ),
    "the paper of the decision issued by a step of another name": (
        "conditions",
        lambda: adding(row("issue", "investigating", "=", who="agency_head", documents=["penalty_decision"])),
        4,
    ),
    "the notice printed without its conditions": (
        "conditions",
        lambda: adding(row("print", "investigating", "=", documents=["prior_notice"])),
        4,
    ),
    "the notice told by a step that needs no proof of service": (
        "telling",
        lambda: adding(row("tell", "notice_approved", "notified", takes=["notice"])),
        0,
    ),
    "the decision states the party's waiver itself": ("writing", _decides_what_it_hears, 0),
    "a waiver taken from hearsay": (
        "writing",
        lambda: adding(row("note_waiver", "notified", "=", takes=["waiver"])),
        0,
    ),
    "a waiver that is never recorded, and the term still runs": (
        "notice",
        lambda: without(table(), "statement_window_closed"),
        8,
    ),
    "a grave case goes past the legal review": ("review", _skips_serious, 0),
    "a case made harmless after the notice": (
        "writing",
        lambda: adding(row("downgrade", "notified", "=", takes=["significance"])),
        0,
    ),
    "the penalty changed after the notice": (
        "writing",
        lambda: adding(row("adjust", "notified", "=", takes=["penalties"])),
        0,
    ),
    "the field of law changed to one with a higher threshold": (
        "writing",
        lambda: adding(row("recode", "concluded", "=", takes=["domain"])),
        0,
    ),
    "another party named after the notice": (
        "writing",
        lambda: adding(row("rename", "notified", "=", takes=["party"])),
        0,
    ),
    "a recusal lifted by editing it": (
        "writing",
        lambda: adding(row("edit", "investigating", "=", takes=["recusals"])),
        4,
    ),
    "a hearing written into the case by hand": (
        "writing",
        lambda: adding(row("heard", "notified", "=", takes=["hearing"])),
        0,
    ),
    "a review written into the case by hand": (
        "writing",
        lambda: adding(row("reviewed_orally", "concluded", "=", who="reviewer", takes=["review"])),
        0,
    ),
    "a panel of one noted by the clerk": (
        "writing",
        lambda: adding(row("note_panel", "concluded", "=", takes=["panel"])),
        0,
    ),
    "the hearing threshold ignored": ("telling", lambda: without(table(), "hearing_right_is_told"), 6),
    "one officer inspects and calls it a visit": (
        "two_officers",
        lambda: adding(row("visit", "investigating", "=", record="inspection")),
        0,
    ),
    "records entered by one officer as plain facts": (
        "two_officers",
        lambda: adding(row("enter_record", "investigating", "=", takes=["records"])),
        0,
    ),
    "officers exchanged for one after filing": (
        "writing",
        lambda: adding(row("swap", "investigating", "=", who="section_head", takes=["officers"])),
        0,
    ),
    "the reviewer is put on the case afterwards": ("reviewer", _reviewer_joins, 0),
    "the presiding officer is put on the case": ("presiding", _two_at_the_hearing, 0),
    "an officer approves the decision": (
        "authority",
        lambda: changing("approve_decision", who=["officer", "agency_head"]),
        0,
    ),
    "an officer approves the filing": ("authority", lambda: changing("approve_filing", who=["officer"]), 3),
    "an officer gives the legal review": ("authority", lambda: changing("complete_review", who=["officer"]), 0),
    "the ninety days are counted anew": (
        "terms",
        lambda: adding(row("restart", "investigating", "=", start=["decision"])),
        4,
    ),
    "the ninety days are stopped by a step that decides nothing": (
        "counting",
        lambda: adding(row("hold_on", "investigating", "=", stop=["decision"])),
        4,
    ),
    "the ninety days pause for no reason": (
        "counting",
        lambda: adding(row("wait", "investigating", "=", pause=["decision:testing"])),
        4,
    ),
    "a term that nobody stops": ("terms", lambda: adding(row("promise", "investigating", "=", start=["review"])), 0),
    "a stage that leads nowhere": ("ends", _livelock, 4),
    "an act that waits for a fact nobody states": ("ends", _nobody_sets, 0),
    "an act whose condition never comes true": ("ends", _never_true, 0),
    "evidence added after closing": (
        "closed_file",
        lambda: adding(row("supplement", "closed", "=", takes=["evidence"])),
        0,
    ),
    "a term started after archiving": (
        "closed_file",
        lambda: adding(row("revive", "closed", "=", stop=["reconsideration"])),
        0,
    ),
    "a case closed from the decision, unserved and unpaid": (
        "closing",
        lambda: adding(row("shelve", "decided", "archived", who="agency_head")),
        0,
    ),
    "payments taken before any decision": (
        "after_decision",
        lambda: adding(row("collect", "investigating", "=", guards=(DAY, "payments_are_real"), takes=["payments"])),
        0,
    ),
    "a penalty on the spot of any amount": ("on_spot", lambda: without(table("summary"), "fine_suits_on_spot"), 2),
    "a penalty on the spot by a row of its own": (
        "conditions",
        lambda: adding(
            row(
                "fine",
                "on_spot",
                "delivered",
                effects=["decide_on_spot"],
                documents=["summary_decision"],
                takes=["penalties"],
            ),
            name="summary",
        ),
        2,
    ),
    "no penalty without a ground, by a row of its own": (
        "conditions",
        lambda: adding(
            row("spare", "checking", "spared", who="agency_head", effects=["decide_to_spare"]), name="no_penalty"
        ),
        2,
    ),
    "an act of a day before the procedure was in force": (
        "counting",
        lambda: changing("conclude_investigation", any_time=True),
        0,
    ),
    "a part that writes a hearing into the case": (
        "conditions",
        lambda: part(begun(effects=["tell_hearing_held"]), OVER),
        1,
    ),
    "a part that writes evidence into the case": (
        "conditions",
        lambda: part(begun(effects=["result_into_evidence"]), OVER),
        1,
    ),
    "a part that stops the case's ninety days": ("counting", lambda: part(begun(stop_host=["decision"]), OVER), 1),
    "a part that starts them anew": ("counting", lambda: part(begun(start_host=["decision"]), OVER), 1),
    "a part that pauses them for no reason": (
        "counting",
        lambda: part(begun(pause_host=["decision:testing"]), OVER),
        1,
    ),
    "a part that pauses them and never goes on": (
        "terms",
        lambda: part(begun(needs=[need("testing.institution")], takes=[], pause_host=["decision:testing"]), OVER),
        2,
    ),
    "a part that issues a seizure": ("conditions", lambda: part(begun(documents=["coercion_decision"]), OVER), 1),
    "a part without an end": ("ends", lambda: part(begun()), 0),
}

"""What an act writes besides the facts it was given. Tables name effects of this closed list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from minzhifa.law.errors import NoAnswer
from minzhifa.law.procedure.clocks import DECISION, add_pause, start
from minzhifa.law.procedure.context import Context
from minzhifa.law.procedure.dates import span
from minzhifa.law.procedure.guards.endorsing import CONCLUSION
from minzhifa.law.procedure.guards.reviewing import hearing_held
from minzhifa.law.procedure.guards.sampling import RETESTS
from minzhifa.law.procedure.hearing import hearing_right

Patch = dict[str, Any]
Effect = Callable[[Context, Patch], None]
EFFECTS: dict[str, Effect] = {}
ASKED = ("requested_on", "way", "asked_by", "agents", "third_parties", "reason")  # what a request for a hearing says


def effect(function: Effect) -> Effect:
    """Register under the function's name."""
    EFFECTS[function.__name__] = function
    return function


def _who(ctx: Context) -> dict[str, Any]:
    return {"account_id": ctx.by.account_id, "officer_id": ctx.by.officer_id, "name": ctx.by.name}


@effect
def new_round(ctx: Context, patch: Patch) -> None:
    """A new conclusion: what was reviewed, told and heard on the old one no longer counts. The ledger keeps it."""
    patch["round"] = int(ctx.state.facts.get("round") or 0) + 1
    for key in ("review", "panel", "notice", "waiver", "hearing", "decision"):
        if ctx.state.facts.get(key):
            patch[key] = None
    if (ctx.state.facts.get("endorsements") or {}).get(CONCLUSION):
        patch["endorsements"] = {CONCLUSION: None}


@effect
def keep_endorsement(ctx: Context, patch: Patch) -> None:
    """The section head's opinion stays with what it was given on until that is proposed anew."""
    opinion = {**_who(ctx), "on": ctx.command.on, "text": ctx.given.get("reason") or "同意"}
    patch["endorsements"] = {str(ctx.given.get("what")): opinion}


@effect
def open_review(ctx: Context, patch: Patch) -> None:
    """A review begins: an earlier conclusion does not carry over."""
    empty = {"conclusion": None, "opinion": None, "reviewer": None, "completed_on": None}
    kind = (patch.get("review") or {}).get("kind")
    late = ctx.state.stage == "notified" and hearing_held(ctx) is not False
    patch["review"] = {**empty, "kind": kind, "submitted_on": ctx.command.on, "after_hearing": late}


@effect
def keep_review(ctx: Context, patch: Patch) -> None:
    """The opinion joins the list of all reviews. Kind and place are those of the submission."""
    given = {key: value for key, value in (patch.get("review") or {}).items() if key not in ("kind", "after_hearing")}
    given = {**given, "reviewer": _who(ctx), "completed_on": ctx.command.on}
    whole = {**(ctx.state.facts.get("review") or {}), **given, "round": ctx.state.facts.get("round")}
    patch["review"] = given
    patch["reviews"] = [{**whole, "id": f"review-{len(ctx.state.facts.get('reviews') or ()) + 1}"}]


@effect
def fill_notice(ctx: Context, patch: Patch) -> None:
    """The notice tells exactly the penalties that were concluded and reviewed."""
    penalties = ctx.facts.get("penalties")
    given = {key: value for key, value in (patch.get("notice") or {}).items() if key != "served_on"}
    patch["notice"] = {
        **given, "penalties": penalties, "approved_on": ctx.command.on or None,
        "hearing_due": _hearing_due(ctx, penalties),
    }  # fmt: skip


def _hearing_due(ctx: Context, penalties: Any) -> bool | None:
    try:
        return hearing_right(ctx, penalties)
    except NoAnswer:
        if not ctx.recorded:
            raise
        return None  # an old act under rules that are not loaded


@effect
def reset_answers(ctx: Context, patch: Patch) -> None:
    """The notice tells what was approved; served again, the party's time begins anew and an old waiver is void."""
    notice = dict(patch.get("notice") or {})
    notice.pop("penalties", None)
    patch["notice"] = notice
    for key in ("waiver", "hearing"):
        if ctx.state.facts.get(key):
            patch[key] = None
    clock = ctx.state.clocks.get(DECISION)
    first, last = span(notice.get("published_on")), span(notice.get("served_on"))
    if clock and notice.get("way") == "public_notice" and first and last and first.exact and last.exact:
        _pause(ctx, patch, first.text, last.text, "public_notice")


def _pause(ctx: Context, patch: Patch, first: str, last: str, why: str) -> None:
    clocks = patch.setdefault("clocks", {})
    clock = clocks.get(DECISION) or ctx.state.clocks.get(DECISION)
    begun = span(clock["start"]) if clock else None
    rule = ctx.rules.find_term(DECISION, ctx.domain, begun.first) if begun else None
    if clock and rule and why in rule.excluded_events:
        clocks[DECISION] = add_pause(ctx, clock, first, last, why)


@effect
def pause_excluded(ctx: Context, patch: Patch) -> None:
    """Time of testing and the like is left out of the count."""
    for one in ctx.given.get("exclusions") or ():
        _pause(ctx, patch, str(one["from_on"]), str(one["to_on"]), str(one["kind"]))


@effect
def fill_decision(ctx: Context, patch: Patch) -> None:
    """The day of the decision and its outcome; what was proposed the approver cannot change: it is not taken in."""
    patch["decision"] = {**(patch.get("decision") or {}), "decided_on": ctx.command.on or None, "outcome": ctx.outcome}


@effect
def open_recusal(ctx: Context, patch: Patch) -> None:
    """A request only asks."""
    drop = ("granted", "decided_on")
    asked = [{key: value for key, value in one.items() if key not in drop} for one in patch.get("recusals") or ()]
    patch["recusals"] = [{"requested_on": ctx.command.on, **one} for one in asked]


@effect
def close_recusal(ctx: Context, patch: Patch) -> None:
    """A decision answers; it does not change whom the request named."""
    keep = ("id", "granted", "reason_decided")
    how = {"decided_on": ctx.command.on, "decided_by": ctx.by.name}
    answers = [{key: value for key, value in one.items() if key in keep} for one in patch.get("recusals") or ()]
    patch["recusals"] = [{**one, **how} for one in answers]


@effect
def mark_suspended(ctx: Context, patch: Patch) -> None:
    """The suspension runs from the day it was approved."""
    items = ctx.state.facts.get("suspensions") or ()
    if items:
        patch["suspensions"] = [{"id": items[-1]["id"], "from_on": ctx.command.on}]


@effect
def mark_resumed(ctx: Context, patch: Patch) -> None:
    """The suspension ends the day the investigation goes on."""
    items = ctx.state.facts.get("suspensions") or ()
    if items:
        patch["suspensions"] = [
            {"id": items[-1]["id"], "to_on": ctx.command.on, "ended_because": ctx.given.get("reason")}
        ]


@effect
def open_hearing(ctx: Context, patch: Patch) -> None:
    """A request only asks: how the hearing went is recorded by the act that holds it."""
    asked = {key: value for key, value in (patch.get("hearing") or {}).items() if key in ASKED}
    before = ctx.state.facts.get("hearing") or {}
    patch["hearing"] = {**asked, **({"result": None} if before.get("result") else {})}


@effect
def keep_hearing(ctx: Context, patch: Patch) -> None:
    """The result of a hearing does not change when it was requested."""
    patch["hearing"] = {k: v for k, v in (patch.get("hearing") or {}).items() if k != "requested_on"}


@effect
def keep_consent(ctx: Context, patch: Patch) -> None:
    """Telephone and electronic address stand in the signed confirmation alone, sealed; the case keeps the consent."""
    told = patch.get("service_consent") or {}
    kept = {key: told[key] for key in ("receiver", "electronic") if key in told}
    patch["service_consent"] = {**kept, "confirmed_on": ctx.command.on}


@effect
def keep_publication(ctx: Context, patch: Patch) -> None:
    """Which paper is announced follows from where the case stands; the day is that of the act."""
    paper = "decision" if ctx.state.stage == "decided" else "notice"
    own = {"paper": paper, "published_on": ctx.command.on}
    patch["public_notices"] = [{**one, **own} for one in patch.get("public_notices") or ()]


@effect
def decide_on_spot(ctx: Context, patch: Patch) -> None:
    """The decision is made and handed over at once: its content, its day and its service are those of the act."""
    on = ctx.command.on or None
    reasons = ctx.look("on_spot.facts")
    patch["decision"] = {
        "penalties": ctx.facts.get("penalties"), "reasons": reasons, "decided_on": on, "outcome": "penalty"
    }  # fmt: skip
    patch["opinion"] = {"outcome": "penalty", "reasons": reasons}
    refused = ctx.look("on_spot.signature") == "refused"
    patch["service"] = {
        "way": "direct", "served_on": on, "receiver": None if refused else ctx.look("party.name"), "refused": refused
    }  # fmt: skip


@effect
def decide_to_spare(ctx: Context, patch: Patch) -> None:
    """The decision not to punish: its outcome, its day and its reasons."""
    reasons, ground = ctx.look("no_penalty.facts"), ctx.look("no_penalty.ground")
    outcome = "not_established" if ground == "not_established" else "no_penalty"
    patch["opinion"] = {"outcome": outcome, "reasons": reasons}
    patch["decision"] = {"outcome": outcome, "reasons": reasons, "decided_on": ctx.command.on or None}


def _into_evidence(ctx: Context, patch: Patch, evidence: Mapping[str, Any]) -> None:
    """One more piece of evidence of the case, known by the part and the act that brought it."""
    own = {"id": f"{ctx.command.part}-{ctx.row.action}", "count": "1份", "date": ctx.command.on, **evidence}
    patch.setdefault("host", {})["evidence"] = [own]


@effect
def result_into_evidence(ctx: Context, patch: Patch) -> None:
    """A report of a test is expert evidence of the case; that of a second test stands beside the first."""
    again = ctx.row.action == "receive_retest_result"
    report, tested = ("retest", "retest") if again else ("test_result", "testing")
    title = f"{'复检' if again else '检验'}报告（编号{ctx.look(f'{report}.number')}）"
    source = ctx.look(f"{tested}.institution")
    _into_evidence(ctx, patch, {"kind": "expert", "title": title, "source": source})


@effect
def reply_into_evidence(ctx: Context, patch: Patch) -> None:
    """What another agency found out on request is evidence of the case."""
    if ctx.look("assistance_reply.result") == "refused":
        return
    source = ctx.look("assistance.to")
    title = f"协助调查复函（{source}）"
    _into_evidence(ctx, patch, {"kind": "documentary", "title": title, "source": source})
    patch["host"]["evidence"] += [{"source": source, **one} for one in ctx.look("assistance_reply.evidence") or ()]


@effect
def leave_officers(ctx: Context, patch: Patch) -> None:
    """The case goes on with another agency: those who handled it here do not; that agency names its own."""
    patch.setdefault("host", {})["officers"] = []


@effect
def start_retest(ctx: Context, patch: Patch) -> None:
    """The party's time to ask for a second test runs from when the result reached it, by the law that was named."""
    term, _ = RETESTS.get(str(ctx.look("test_result.retest_rule")), ("", ""))
    clock = start(term, ctx.domain, ctx.day("test_result.told_at"), ctx.rules) if term else None
    if clock:
        patch.setdefault("clocks", {})[term] = clock


@effect
def keep_end_before(ctx: Context, patch: Patch) -> None:
    """The day on which the freeze would have ended: until then the institution has to hear of the extension."""
    patch["freeze_extension"] = {"before_on": (ctx.state.clocks.get("freeze") or {}).get("due")}


@effect
def open_sale(ctx: Context, patch: Patch) -> None:
    """Leave to sell was given; how it went is still to be told."""
    patch["sale_open"] = True


@effect
def close_sale(ctx: Context, patch: Patch) -> None:
    """Leave to sell was not used."""
    patch["sale_open"] = False


@effect
def keep_sale(ctx: Context, patch: Patch) -> None:
    """What was sold joins the list; the next sale begins anew."""
    told = ctx.look("coercion_sale") or {}
    number = len(ctx.state.facts.get("sales") or ()) + 1
    kept = ("goods", "way", "sold_on", "proceeds", "price_basis", "below_market")
    patch["sales"] = [{"id": f"sale-{number}", **{key: told.get(key) for key in kept}}]
    patch["sale_open"] = False

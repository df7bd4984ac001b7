"""From a form's answers to the facts of a command: the inverse of `fields`, with no judgement of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.desk.cases import words
from minzhifa.desk.cases.asking import Asking, hearing_staff
from minzhifa.desk.cases.reviewing import kept_points
from minzhifa.subjects.queries import open_party_value, party_snapshot

Facts = dict[str, Any]
SEALED_CONSENT = ("phone", "electronic_address", "backup")  # go into the document alone, sealed
PARTY = ("kind", "name", "uscc", "legal_representative", "address")


def nested(answers: Mapping[str, Any]) -> Facts:
    """`{"notice.way": …}` as `{"notice": {"way": …}}`; days as text; what was left empty is left out."""
    facts: Facts = {}
    for path, value in answers.items():
        if value in (None, "", []) or path.startswith("doc."):
            continue
        *above, last = path.split(".")
        place = facts
        for part in above:
            place = place.setdefault(part, {})
        place[last] = value.isoformat() if isinstance(value, date) else value
    return facts


def gather(ask: Asking, answers: Mapping[str, Any]) -> Facts:
    """The facts of the command."""
    facts = nested(answers)
    facts.pop("on", None)
    for key in list(facts):
        if key in SHAPES:
            SHAPES[key](ask, facts)
    return facts


def _opinion(_: Asking, facts: Facts) -> None:
    facts["reason"] = facts.pop("opinion_text")


def _places(_: Asking, facts: Facts) -> None:
    facts["reason"] = f"【{'、'.join(facts.pop('places'))}】{facts.get('reason', '')}"


def _officers(_: Asking, facts: Facts) -> None:
    facts["officers"] = [{"officer_id": one} for one in facts["officers"]]


def with_names(rows: Any) -> list[dict[str, Any]]:
    """Penalty rows with the name that the documents print."""
    return [{**row, "name": words.PENALTY_KINDS.get(str(row.get("kind")), "")} for row in rows]


def _penalties(_: Asking, facts: Facts) -> None:
    facts["penalties"] = with_names(facts["penalties"])


def _decision(_: Asking, facts: Facts) -> None:
    if rows := facts["decision"].get("penalties"):
        facts["decision"]["penalties"] = with_names(rows)


def _range(_: Asking, facts: Facts) -> None:
    facts["range"] = {"unit": "yuan", **{key: str(value) for key, value in facts["range"].items()}}


def party_from(actor: Actor, typed: Mapping[str, Any]) -> Facts:
    """A party as typed, completed by the subject it was chosen from: personal numbers need no second typing."""
    party = dict(typed)
    if subject := party.get("subject_id"):
        snapshot = party_snapshot(actor, UUID(str(subject)))
        for name in ("id_number", "phone"):
            sealed = snapshot.get(name.replace("id_number", "id") + "_sealed")
            if sealed and not party.get(name):
                party[name] = open_party_value(sealed)
    return party


def _party(ask: Asking, facts: Facts) -> None:
    known, typed = ask.facts.get("party") or {}, facts["party"]
    same = all(str(known.get(key) or "") == str(typed.get(key) or "") for key in PARTY)
    if known and same and not typed.get("id_number") and not typed.get("phone"):
        del facts["party"]  # unchanged: what is sealed with the case stays
    else:
        facts["party"] = party_from(ask.actor, typed)


def _record(_: Asking, facts: Facts) -> None:
    record = facts["record"]
    record.pop("person_id", None)  # goes into the document alone, sealed


def _one_of(plural: str) -> Callable[[Asking, Facts], None]:
    """A group that is one item of a list. Approving completes the item that was proposed last."""

    def shape(ask: Asking, facts: Facts) -> None:
        item = facts.pop(plural.removesuffix("s"))
        known = ask.facts.get(plural) or ()
        if ask.offer.action.startswith("approve_") and known:
            item = {"id": known[-1].get("id"), **item}
        facts[plural] = [item]

    return shape


def _recusal(ask: Asking, facts: Facts) -> None:
    asked = facts.pop("recusal")
    who = asked.get("who")
    known = {str(o.get("officer_id")): o.get("name") for o in ask.facts.get("officers") or ()} | hearing_staff(ask)
    name = known.get(str(who))
    person = {"is_head": True, "name": "行政机关主要负责人"} if who == "head" else {"officer_id": who, "name": name}
    facts["recusals"] = [{**person, "reason": asked.get("reason")}]


def _answered(_: Asking, facts: Facts) -> None:
    word = {"yes": True, "no": False}
    facts["statements"] = [
        {"id": one.get("id"), "answer": one.get("answer"), "adopted": word.get(one.get("adopted"))}
        for one in facts.pop("statement_answers")
    ]


def _recusals(_: Asking, facts: Facts) -> None:
    word = {"yes": True, "no": False}
    facts["recusals"] = [{"id": one.get("id"), "granted": word.get(one.get("granted"))} for one in facts["recusals"]]


def _consent(_: Asking, facts: Facts) -> None:
    told = facts["service_consent"]
    facts["service_consent"] = {key: value for key, value in told.items() if key not in SEALED_CONSENT}


def _hearing(ask: Asking, facts: Facts) -> None:
    """Those who sit in the hearing were chosen from the list of certified officers."""
    hearing = facts["hearing"]
    if ask.offer.action == "record_hearing":
        return
    for role in ("presiding", "recorder"):
        if hearing.get(role):
            hearing[role] = {"officer_id": hearing[role]}
    if hearing.get("members"):
        hearing["members"] = [{"officer_id": one} for one in hearing["members"]]


def _collective(_: Asking, facts: Facts) -> None:
    facts["collective"] = [facts["collective"]]


SHAPES: dict[str, Callable[[Asking, Facts], None]] = {
    "opinion_text": _opinion,
    "places": _places,
    "officers": _officers,
    "penalties": _penalties,
    "decision": _decision,
    "range": _range,
    "party": _party,
    "record": _record,
    "suspension": _one_of("suspensions"),
    "extension": _one_of("extensions"),
    "exclusion": _one_of("exclusions"),
    "follow_up": _one_of("follow_ups"),
    "recusal": _recusal,
    "statement_answers": _answered,
    "recusals": _recusals,
    "review": kept_points,
    "collective": _collective,
    "hearing": _hearing,
    "public_notice": _one_of("public_notices"),
    "service_consent": _consent,
}

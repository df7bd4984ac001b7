"""Walk every story that is not there yet; one case, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from minzhifa.access import Actor, rls
from minzhifa.access.errors import Refused
from minzhifa.cases._table import ORDINARY, stage_label
from minzhifa.cases.models import IdempotencyKey
from minzhifa.cases.operations import perform, register_lead
from minzhifa.cases.sample.acts import USUAL, WORDS, given, papers
from minzhifa.cases.sample.days import Days, instant
from minzhifa.cases.sample.stories import Step, Story, stories
from minzhifa.cases.sample.telling import Telling
from minzhifa.org.demo import fixed
from minzhifa.org.queries import agency_card, remit
from minzhifa.rules import current
from minzhifa.subjects.operations import register_subject

_SUBJECT = ("kind", "name", "uscc", "id_number", "phone", "address", "legal_representative")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a run did: cases made, cases that were there, and (key, sentence) of those that the law did not allow."""

    made: int
    present: int
    refused: tuple[tuple[str, str], ...]


def load_sample_cases(*, today: date, say: Callable[[str], None] = lambda _: None) -> Loaded:
    """Make the cases that are missing, dates counted back from `today`. A refusal leaves out that case alone."""
    wanted = stories()
    known = _present(wanted)
    made, refused = 0, []
    days, cast = Days(today, current().calendar), dict[str, Actor]()
    for story in wanted:
        if story.key in known:
            continue
        try:
            with transaction.atomic():
                code, stage = _tell(story, days, cast)
        except Refused as error:
            refused.append((story.key, str(error)))
            say(f"{story.key}：未能生成（{error}）")
            continue
        made += 1
        say(f"{code} {story.party['name']}：{stage_label(ORDINARY, stage)}")
    return Loaded(made, len(known), tuple(refused))


def _key(story: Story) -> str:
    return f"sample:{story.key}"


def _present(wanted: Iterable[Story]) -> set[str]:
    """Stories whose lead was registered (in the same transaction as all the rest)."""
    keys = {_key(s): s.key for s in wanted}
    accounts = {fixed("account", f"{s.people}_officer{s.host}") for s in wanted}
    rows = IdempotencyKey.objects.filter(account_id__in=accounts, key__in=list(keys))
    with transaction.atomic():
        rls.set_scope(rls.EVERYTHING)
        return {keys[key] for key in rows.values_list("key", flat=True)}


def _tell(story: Story, days: Days, cast: dict[str, Actor]) -> tuple[str, str]:
    day = days.back(story.steps[0].back)
    told = Telling(story, days, cast, dict(story.party), day, instant(day, 0))
    agency_id = told.actor(told.host).agency_id
    assert agency_id is not None  # noqa: S101 -- officers of the demo belong to an agency
    told.agency_name, told.remit_id = agency_card(agency_id, day).name, remit(agency_id, story.field).id
    _register_party(told)
    seen: dict[date, int] = {}
    for step in story.steps:
        told.day = days.back(step.back)
        told.at = instant(told.day, seen.get(told.day, 0))
        seen[told.day] = seen.get(told.day, 0) + 1
        done = _act(told, step, agency_id)
    return done


def _register_party(told: Telling) -> None:
    facts = {name: told.party[name] for name in _SUBJECT if told.party.get(name)}
    found = register_subject(
        actor=told.actor(told.host), at=told.at, **facts, region_code=told.party.get("region", ""), verified=True
    )
    told.party.pop("region", None)
    told.party["subject_id"] = str(found.id)


def _act(told: Telling, step: Step, agency_id: int) -> tuple[str, str]:
    facts = given(told, step.action)
    if step.action == "register_lead":
        done = register_lead(
            actor=told.actor(told.host), agency_id=agency_id, field=told.story.field, on=told.day, at=told.at,
            idempotency_key=_key(told.story), **facts,
        )  # fmt: skip
        told.case_id = done.case_id
        return done.code, done.stage
    assert told.case_id is not None  # noqa: S101 -- a story begins with its lead
    who = step.who or USUAL.get(step.action) or told.host
    done = perform(
        actor=told.actor(who), case_id=told.case_id, action=step.action, on=told.day, at=told.at, facts=facts,
        reason=str(facts.pop("reason", "") or WORDS.get(step.action, "")), documents=papers(told, step.action),
        part=step.part,
    )  # fmt: skip
    return done.code, done.stage

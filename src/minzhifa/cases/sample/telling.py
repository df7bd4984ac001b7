"""One case while it is told: the day, the people, what the file holds so far."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from stdnum.cn import ric

from minzhifa.access import Actor, rls
from minzhifa.cases.queries import case_page
from minzhifa.cases.sample.days import Days
from minzhifa.cases.sample.exhibits import exhibit
from minzhifa.cases.sample.stories import Story
from minzhifa.catalog.queries import MatterCard, matter_card
from minzhifa.evidence.operations import store_file
from minzhifa.law.procedure.guards.endorsing import open_to
from minzhifa.org.demo import fixed
from minzhifa.org.queries import actor_for
from minzhifa.rules import current

_DAY = re.compile(r"@(-?\d+)?(T\d\d:\d\d)?")
NATURAL = "natural_person"


@dataclass(slots=True)
class Telling:
    """The state of the teller; facts are built from it. `day` and `at` belong to the act that is being done."""

    story: Story
    days: Days
    actors: dict[str, Actor]  # shared by all stories of a load
    party: dict[str, Any]
    day: date
    at: datetime
    agency_name: str = ""
    remit_id: int = 0
    case_id: UUID | None = None
    kept: dict[str, str] = field(default_factory=dict)  # the story's evidence → its id in the file

    def actor(self, who: str) -> Actor:
        """The demo account `people_who` of this story; its grants do not change, so one answer serves all days."""
        name = f"{self.story.people}_{who}"
        if name not in self.actors:
            self.actors[name] = actor_for(fixed("account", name), "演示", on=self.days.today)
        return self.actors[name]

    @property
    def host(self) -> str:
        """The officer who leads the case."""
        return f"officer{self.story.host}"

    def officers(self) -> list[dict[str, str]]:
        """Both officers, the leading one first."""
        both = (self.host, f"officer{3 - self.story.host}")
        return [{"officer_id": str(self.actor(who).officer_id)} for who in both]

    @property
    def speaker(self) -> str:
        """Who speaks for the party."""
        return str(self.party.get("legal_representative") or self.party["name"])

    @property
    def speaker_id(self) -> str:
        """An identity number of nobody, with a valid check digit."""
        if number := self.party.get("id_number"):
            return str(number)
        body = f"350102{1965 + len(self.story.key)}0412{len(self.story.cause) % 90 + 10}3"
        return body + str(ric.calc_check_digit(body + "0"))

    @property
    def relation(self) -> str:
        """What the speaker is to the case."""
        return "当事人本人" if self.party["kind"] == NATURAL else "当事人负责人"

    def back(self, count: int) -> date:
        """`count` working days before today."""
        return self.days.back(count)

    def card(self) -> MatterCard:
        """The matter on the day of the act."""
        return matter_card(self.story.matter, self.day)

    def matrix(self) -> list[dict[str, Any]]:
        """Elements with the evidence that proves them: all that is in the file, except where the story has a gap."""
        rows = []
        for element in self.card().elements:
            ids = list(self.kept.values())
            shown = ids[:1] if element.kind == "subject" else ids[1:] or ids
            if element.key in self.story.gap:
                shown = []
            elif not element.required:
                continue
            rows.append(
                {"key": element.key, "text": element.text, "kind": element.kind, "citation": element.citation,
                 "evidence": shown}
            )  # fmt: skip
        return rows

    def domain(self) -> str:
        """The field of the case."""
        return str(self._facts().get("domain") or "")

    def hearing_due(self) -> bool:
        """What the approved notice says about the right to a hearing."""
        return bool((self._facts().get("notice") or {}).get("hearing_due"))

    def _facts(self) -> Mapping[str, Any]:
        assert self.case_id is not None  # noqa: S101 -- acts follow the lead
        return case_page(self.actor(self.host), self.case_id, on=self.day).state.facts

    def waiting(self) -> str:
        """What waits for the section head's opinion."""
        assert self.case_id is not None  # noqa: S101 -- acts follow the lead
        page = case_page(self.actor(self.host), self.case_id, on=self.day)
        return open_to(page.state, current().approvals)[0]

    def evidence_of(self, action: str) -> list[dict[str, Any]]:
        """The evidence that this act brings, its files stored."""
        found = []
        for number, item in enumerate(self.story.evidence, 1):
            if item["by"] != action:
                continue
            key = f"e{number}"
            row = {"id": key, "kind": item["kind"], "title": item["title"], "date": self.day.isoformat(), "count": 1}
            row["source"] = item.get("source") or self.story.place
            if item.get("file"):
                row |= self._stored(item)
            self.kept[key] = row["id"]
            found.append(row)
        return found

    def files(self) -> list[str]:
        """Ids of the files among the evidence."""
        return [row for key, row in self.kept.items() if row != key]

    def _stored(self, item: Mapping[str, Any]) -> dict[str, Any]:
        assert self.case_id is not None  # noqa: S101 -- evidence is taken after the lead
        name, upload = exhibit(item["file"], item["title"], self.agency_name, self.day)
        actor = self.actor(self.host)
        with rls.acting(actor):
            kept = store_file(
                actor=actor, case_id=self.case_id, remit_id=self.remit_id, upload=upload, name=name,
                kind=item["kind"], title=item["title"], at=self.at, captured_at=self.at, place_claim=self.story.place,
            )  # fmt: skip
        return {"id": str(kept.id), "sm3": kept.sm3, "sha256": kept.sha256}

    def dated(self, value: Any) -> Any:
        """A lone @ is the day of the act, @-2 two working days before it, @3 after it, @T09:30 that hour of it."""
        if isinstance(value, Mapping):
            return {key: self.dated(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.dated(inner) for inner in value]
        if isinstance(value, str) and (found := _DAY.fullmatch(value)):
            return self.days.moved(self.day, int(found[1] or 0)).isoformat() + (found[2] or "")
        return value

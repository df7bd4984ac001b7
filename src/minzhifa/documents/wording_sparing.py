"""不予处罚 and the education that goes with it, in the words of its papers."""

from __future__ import annotations

from typing import Any

from minzhifa.documents.wording import ACT, Derive, Facts, facts_text, part_of, rows_of
from minzhifa.law.procedure import EDUCATION_WAYS, education_way

SPARING = {
    "minor": f"违法行为轻微并及时改正，没有造成危害后果，依据{ACT}第三十三条第一款的规定",
    "first": f"初次违法且危害后果轻微并及时改正，依据{ACT}第三十三条第一款的规定",
    "no_fault": f"当事人有证据足以证明没有主观过错，依据{ACT}第三十三条第二款的规定",
    "under_14": f"违法行为发生时当事人不满十四周岁，依据{ACT}第三十条的规定",
    "incapable": f"当事人在不能辨认或者不能控制自己行为时有违法行为，依据{ACT}第三十一条的规定",
    "limitation": f"违法行为超过追责期限才被发现，依据{ACT}第三十六条的规定",
    "not_established": f"违法事实不能成立，依据{ACT}第五十七条第一款第（三）项的规定",
}


def sparing_facts(facts: Facts, context: Any) -> str | None:
    """The facts of a decision not to punish; none where a ground for it is not stated."""
    spared = part_of(facts, "no_penalty")
    return (spared.get("facts") or facts_text(facts, context)) if spared.get("ground") else None


def sparing_ground(facts: Facts, context: Any) -> str | None:
    """The legal ground, and the published list on which it rests where one was named."""
    ground = SPARING.get(str(part_of(facts, "no_penalty").get("ground")))
    named = part_of(facts, "listed").get("cited")
    return f"{ground}，并符合{named}" if ground and named else ground


def _taught(facts: Facts, *ways: str) -> list[dict[str, Any]]:
    wanted = {EDUCATION_WAYS[way] for way in ways}
    rows = [{**row, "way": education_way(row.get("way")) or row.get("way")} for row in rows_of(facts.get("education"))]
    # What was written before the list was closed has a paper of the general kind.
    free = "persuasion" in ways
    return [row for row in rows if row["way"] in wanted or (free and row["way"] not in EDUCATION_WAYS.values())]


def of_ways(name: str, *ways: str) -> dict[str, Derive]:
    """What a paper of these ways says: `<name>_way`, `_person`, `_content`; None where none of them was used."""

    def way(facts: Facts, context: Any) -> str | None:
        return "、".join(dict.fromkeys(str(row["way"]) for row in _taught(facts, *ways) if row["way"])) or None

    def person(facts: Facts, context: Any) -> str | None:
        return "、".join(dict.fromkeys(str(r["person"]) for r in _taught(facts, *ways) if r.get("person"))) or None

    def content(facts: Facts, context: Any) -> str | None:
        return "\n".join(str(row["text"]) for row in _taught(facts, *ways) if row.get("text")) or None

    return {f"{name}_way": way, f"{name}_person": person, f"{name}_content": content}


def education_text(facts: Facts, context: Any) -> str | None:
    """All that was said to the party, each with its way."""
    rows = [row for row in _taught(facts, *EDUCATION_WAYS) if row.get("text")]
    return "\n".join(f"{row['way']}：{row['text']}" if row["way"] else str(row["text"]) for row in rows) or None

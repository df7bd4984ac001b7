"""Two sendings, two people: what the second one is told. What was typed stays in the form; nothing is done twice."""

from __future__ import annotations

from minzhifa.cases.errors import KeyReused
from minzhifa.cases.queries import CasePage
from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.tabs import named_rows
from minzhifa.desk.shapes import Problem
from minzhifa.desk.templatetags.fmt import instant

FORM_KEPT = "案件没有任何改动；您填写的内容都保留在下面的表单里。"
FILES = "选好的文件要重新选。"
SENT_BEFORE, STALE = "sent_before", "stale_case"
MOST = 6


def changed_since_sent(again: KeyReused) -> Problem:
    """The form was sent, done, and came a second time with other content."""
    return Problem(
        f"这张表单已经提交并办理过一次（案件 {again.case_code}），后来改动的内容没有生效",
        "第一次提交的内容已经记入案件；这一次填写的内容保留在下面的表单里。",
        "先看案件现在的情况；确实还要再办一次的，核对后再提交。",
        code=SENT_BEFORE,
        level="near",
    )


def overtaken(ask: Asking, sent_version: int) -> Problem:
    """Others acted on the case since the sender opened his form: who, when, what. `ask` is as of now."""
    told = "；".join(changes(ask.page, sent_version, ask.actor.name)) or "有人办理了本案"
    why = ask.offer.why
    todo = why.message if why else "看过以上变化，仍然要办的，核对下面的内容后再提交一次。"
    return Problem(
        f"您填写期间本案有了变化：{told}。您看到的页面不是最新状态，这次提交没有生效",
        FORM_KEPT + (FILES if ask.offer.action == "add_evidence" else ""),
        todo,
        why.article if why else None,
        STALE,
        "near",
    )


def changes(page: CasePage, since: int, reader: str) -> list[str]:
    """The acts after version `since`, oldest first. Each version is one sending, whose events share their instant."""
    by_instant: dict[object, list[str]] = {}
    for one in named_rows(page):
        row = one["row"]
        if row.payload.get("action"):
            who = "您本人" if row.actor_name == reader else row.actor_name
            by_instant.setdefault(row.at, []).append(f"{who}{instant(row.at)}办理“{one['label']}”")
    count = max(page.case.version - since, 0)
    return [text for texts in list(by_instant.values())[-count:] for text in texts][-MOST:] if count else []

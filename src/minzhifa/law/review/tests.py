"""The closed list of self-check tests. Tables name them; each answers True, False or None, and says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from minzhifa.law.procedure import owing
from minzhifa.law.procedure.context import Context
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards import GUARDS
from minzhifa.law.procedure.guards.measuring import departs, deviation_has_reason, deviation_was_reviewed
from minzhifa.law.procedure.parts import procedure_of
from minzhifa.law.procedure.reckoning import reckoned
from minzhifa.law.procedure.types import CaseState, Command, Performer
from minzhifa.law.words import day_words

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules

PURSUED = frozenset({"enforcing", "enforced", "enforcement_suspended", "no_longer", "terminated"})
NOBODY = Performer("", "", frozenset())


@dataclass(frozen=True, slots=True)
class Case:
    """What a test sees: the case, the rules, and the day of the check."""

    state: CaseState
    rules: Rules
    on: date

    @property
    def domain(self) -> str:
        """The field of law."""
        return str(self.state.facts.get("domain") or "general")

    def look(self, path: str) -> Any:
        """A fact by its dotted path."""
        return look(self.state.facts, path)

    def context(self, action: str) -> Context:
        """The case as a guard of that act would see it on the day the act was done."""
        procedure = procedure_of(self.rules, self.state.procedure)
        row = procedure.rows_of(action)[0]
        day = self.state.done.get(action, "")
        command = Command(action, NOBODY, day)
        return Context(self.state, command, row, procedure, self.rules, self.on, span(day), self.state.facts)


Answer = tuple[bool | None, str]
Test = Callable[[Case, Mapping[str, Any]], Answer]
TESTS: dict[str, Test] = {}


def named(function: Test) -> Test:
    """Register under the function's name."""
    TESTS[function.__name__] = function
    return function


@named
def guard(case: Case, args: Mapping[str, Any]) -> Answer:
    """A guard of the procedure, asked again with all that the file holds now."""
    acts = [action for action in args["acts"] if action in case.state.done]
    if not acts:
        return None, "案件还没有进行到这一环节。"
    one = GUARDS[args["guard"]]
    verdict = one.test(case.context(acts[-1]))
    return verdict.ok, verdict.message or f"符合：{one.asks}。"


@named
def present(case: Case, args: Mapping[str, Any]) -> Answer:
    """All of these facts are in the file."""
    labels: Mapping[str, str] = args["facts"]
    missing = [label for path, label in labels.items() if case.look(path) in (None, "", [])]
    if missing:
        return False, f"案卷中没有：{'、'.join(missing)}。"
    return True, f"案卷中有：{'、'.join(labels.values())}。"


@named
def any_present(case: Case, args: Mapping[str, Any]) -> Answer:
    """At least one of these facts is in the file."""
    labels: Mapping[str, str] = args["facts"]
    found = [label for path, label in labels.items() if case.look(path) not in (None, "", [])]
    if found:
        return True, f"案卷中有：{'、'.join(found)}。"
    return False, f"案卷中没有：{'、'.join(labels.values())}。"


@named
def every_item(case: Case, args: Mapping[str, Any]) -> Answer:
    """Each item of a list carries a fact (`has`), and where `is` is given, that value."""
    items = case.look(args["list"])
    if not items:
        return (None if args.get("optional") else False), f"案卷中没有{args['label']}。"
    bad = [str(one.get("title") or one.get("name") or one.get("id")) for one in items if not _has(one, args)]
    if bad:
        return False, f"{len(bad)} 项{args['label']}{args['lacks']}：{bad[0]}。"
    return True, f"{len(items)} 项{args['label']}均符合要求。"


def _has(item: Mapping[str, Any], args: Mapping[str, Any]) -> bool:
    values = [item.get(key) for key in args["has"]]
    if "is" in args:
        return any(value == args["is"] for value in values)
    return any(value not in (None, "", []) for value in values)


@named
def officers_valid(case: Case, args: Mapping[str, Any]) -> Answer:
    """Every record was made by enough officers whose certificates were valid that day."""
    least = int(str(case.rules.value("minimum_officers", case.domain, case.on).value))
    groups = [("办案人员", case.look("officers") or [])]
    groups += [(f"{one.get('on')} 的笔录", one.get("officers") or []) for one in case.look("records") or ()]
    open_question = ""
    for name, people in groups:
        bad = next((one for one in people if one.get("valid") is False), None)
        if bad:
            return False, f"{name}：{bad.get('name')}{bad.get('why') or '的执法证件当日无效'}。"
        if len({one.get("officer_id") or one.get("name") for one in people}) < least:
            return False, f"{name}：执法人员不足 {least} 人。"
        if any(one.get("valid") is None for one in people):
            open_question = f"{name}：执法证件当日是否有效不明。"
    if open_question:
        return None, open_question
    return True, f"{args.get('label', '各次执法')}均有 {least} 名以上持有效证件的执法人员。"


@named
def reviewer_apart(case: Case, _: Mapping[str, Any]) -> Answer:
    """No reviewer investigated this case."""
    people = case.context("complete_review").investigators()
    for one in case.look("reviews") or ():
        who = one.get("reviewer") or {}
        if {who.get("account_id"), who.get("officer_id")} & people:
            return False, f"审核人{who.get('name')}同时办理了本案。"
    return True, "审核人员没有办理本案。"


@named
def order(case: Case, args: Mapping[str, Any]) -> Answer:
    """One act was done on or before another."""
    first, second = case.state.done.get(args["first"]), case.state.done.get(args["then"])
    answer = not_after(span(first), span(second))
    if answer is False:
        return False, f"{args['label']}：{second} 早于 {first}，次序颠倒。"
    if answer is None:
        return None, f"{args['label']}：日期不明，先后不能判断。"
    return True, f"{args['label']}：{first} 在先，{second} 在后。"


@named
def term_kept(case: Case, args: Mapping[str, Any]) -> Answer:
    """The duty with this term was done in time, or its term still runs; in the case and in every part that has it."""
    states = (case.state, *case.state.parts.values())
    answers = [_kept(case, state.clocks[args["term"]]) for state in states if args["term"] in state.clocks]
    if not answers:
        return (True if args.get("optional") else None), "本案没有这一期限，或者没有载入适用的规则。"
    return min(answers, key=lambda one: (False, None, True).index(one[0]))


def _kept(case: Case, clock: Mapping[str, Any]) -> Answer:
    due = span(clock.get("due"))
    floor = span(clock.get("raw")) if due is None else None  # no calendar yet for the year: the day it cannot precede
    done = span(clock.get("stopped")) or span(case.on)
    title, late = clock.get("title"), after(done, due)
    if late is None and after(done, floor) is False:
        return (
            True,
            f"“{title}”不早于{day_words(clock['raw'])}届满，{'已按期完成' if clock.get('stopped') else '仍在期限内'}。",
        )
    if late is None:
        return None, f"“{title}”的届满日不能确定：{clock.get('explanation')}"
    if late:
        return False, f"“{title}”应于{day_words(clock['due'])}前完成，{_done(clock)}。"
    return True, f"“{title}”到{day_words(clock['due'])}届满，{'已按期完成' if clock.get('stopped') else '仍在期限内'}。"


def _done(clock: Mapping[str, Any]) -> str:
    return f"{day_words(clock['stopped'])}才完成" if clock.get("stopped") else "至今未完成"


@named
def court_window_kept(case: Case, _: Mapping[str, Any]) -> Answer:
    """An unpaid fine was brought to the court, or enforced, before the three months to apply were over."""
    state = case.state
    if state.facts.get("back_entry") and state.facts.get("payments") is None:
        return None, "原案卷没有记载缴款和执行情况。"
    left = owing.unpaid(state)
    if left is None:
        return None, "罚款金额不明。"
    taken = [one for name in (owing.COURT, owing.DEMAND) for one in owing.parts_named(state, name).values()]
    if not left or any(one.stage in PURSUED or "submit_court_application" in one.done for one in taken):
        return True, "罚款已经缴清，或者已经强制执行、申请人民法院强制执行。"
    begun = owing.court_start(state, case.rules, case.domain)
    if begun is None:
        return None, "申请人民法院强制执行的期限自何日起算不明。"
    due = reckoned(case.rules.term(owing.WINDOW, case.domain, begun), begun, case.rules.calendar).due
    if case.on > due:
        return False, f"罚款没有缴清，申请人民法院强制执行的期限已于{day_words(due)}届满，没有申请。"
    return True, f"申请人民法院强制执行的期限到{day_words(due)}届满。"


@named
def nothing_late(case: Case, _: Mapping[str, Any]) -> Answer:
    """No duty of this case was done late."""
    late = case.look("late") or []
    if late:
        return False, f"有 {len(late)} 项逾期：{late[0].get('sentence')}"
    return True, "各项职责都在期限内完成。"


ENDORSED = {"approve_filing": "filing", "approve_decision": "decision", "approve_closing": "closing"}


@named
def endorsed(case: Case, _: Mapping[str, Any]) -> Answer:
    """The section head gave his opinion where the rules demand it; where they do not, its absence is no fault."""
    said = case.look("endorsements") or {}
    missing = [what for action, what in ENDORSED.items() if action in case.state.done and not said.get(what)]
    if not missing:
        return True, "办案机构负责人均已提出审查意见。"
    due = case.rules.value("endorsement", case.domain, case.on).value
    wanted = [one for one in (*missing, "conclusion") if isinstance(due, tuple) and one in due and not said.get(one)]
    if wanted:
        return False, f"没有办案机构负责人的审查意见：{'、'.join(case.rules.approvals[one].label for one in wanted)}。"
    names = "、".join(case.rules.approvals[one].label for one in missing)
    return True, f"{names}没有办案机构负责人意见；本领域的规定不要求。"


@named
def benchmark_kept(case: Case, _: Mapping[str, Any]) -> Answer:
    """The fine stands in the range that the benchmark recommends; a departure is said, with its reason and review."""
    if case.look("discretion.calculation") is None:
        return None, "本案没有按可计算的裁量基准裁量。"
    act = "propose_decision" if "propose_decision" in case.state.done else "conclude_investigation"
    context = case.context(act)
    found = departs(context)
    if found is None:
        return True, f"在基准推荐的幅度内：{case.look('discretion.calculation.answer')}"
    missing = next(
        (one.message for one in (deviation_has_reason(context), deviation_was_reviewed(context)) if not one.ok), ""
    )
    if missing:
        return (
            (None, f"{found.sentence}尚待法制审核。") if "complete_review" not in case.state.done else (False, missing)
        )
    return True, f"偏离基准：{found.sentence}理由：{case.look('discretion.deviation_reason')}；已经法制审核。"

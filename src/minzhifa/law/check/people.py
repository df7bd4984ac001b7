"""Flags about people, days and single acts: who performs, who was recused, what waits, which term runs."""

from __future__ import annotations

from minzhifa.law.check.acts import (
    Move,
    closes,
    decides,
    decides_on_spot,
    hears,
    names_officers,
    needs,
    reviews,
    term_of,
    writes,
)
from minzhifa.law.check.flags import FLAGS, NONE, Flag, Values, forgets

# ── 人员 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _one(name: str, options: Values, words: dict[str, str]) -> None:
    FLAGS[name] = Flag(
        name, (NONE,), lambda _move, _old: options, lambda _move, _old, _now: (NONE,), words=words, memory=False
    )


def _team(move: Move, old: str) -> Values:
    if not names_officers(move.row):
        return (old,)
    crew = move.now("crew")
    return (crew,) if any(need.top == "officers" for need in move.row.needs) else tuple(dict.fromkeys((crew, old)))


def _recusal(move: Move, _old: str, now: str) -> Values:
    return ("none", "granted") if "close_recusal" in move.row.effects and now == "none" else (now,)


def _if_granted(move: Move, _old: str) -> Values:
    return ("no", "yes") if move.before("recusal") == "granted" else ("no",)


def _hands(move: Move) -> bool:
    """Somebody may join those who investigate."""
    row = move.row
    return names_officers(row) or bool(row.record) or "officers" in row.checks or writes(row, "opinion")


def _apart(role: str) -> Flag:
    """Whether somebody who reviewed (presided) also investigated, before or afterwards."""
    performs = reviews if role == "reviewer" else hears
    own = "by_investigator" if role == "reviewer" else "host_investigated"

    def settle(move: Move, _old: str, now: str) -> Values:
        if forgets(move) or ("reset_answers" in move.row.effects and role == "host"):
            return ("none",)
        if performs(move.row):
            found = "mixed" if move.now(own) == "yes" else "apart"
            return ("mixed" if now == "mixed" and role == "reviewer" else found,)  # a new host stands for the old one
        return ("apart", "mixed") if now == "apart" and _hands(move) else (now,)

    said = "审核人员" if role == "reviewer" else "听证主持人"
    return Flag(role, ("none",), settle=settle, reads=(own,), words={"mixed": f"{said}又参加了办案"})


_one("crew", ("two", "few"), {"few": "执法人员不足两人或者证件无效"})
_one("by_investigator", ("no", "yes"), {"yes": "由本案办案人员办理"})
_one("host_investigated", ("no", "yes"), {"yes": "由本案调查人员主持"})
_one("own", ("no", "yes"), {"yes": "由提请人自己办理"})
_one("concluder", ("no", "yes"), {"yes": "由提出处理意见的人办理"})
_one("qualified", ("yes", "no"), {"no": "初次法制审核而没有法律职业资格"})
FLAGS["team"] = Flag("team", ("none",), accept=_team, reads=("crew",), words={"few": "办案人员不足两人或者证件无效"})
FLAGS["recusal"] = Flag("recusal", ("none",), settle=_recusal, words={"granted": "决定一人回避"})
FLAGS["by_recused"] = Flag(
    "by_recused", (NONE,), _if_granted, lambda _m, _o, _n: (NONE,), ("recusal",),
    words={"yes": "由已被决定回避的人办理"},
    memory=False,
)  # fmt: skip
FLAGS["crew_recused"] = Flag(
    "crew_recused", (NONE,), _if_granted, lambda _m, _o, _n: (NONE,), ("recusal",),
    words={"yes": "办案人员中有已被决定回避的人"}, memory=False,
)  # fmt: skip
FLAGS["reviewer"] = _apart("reviewer")
FLAGS["host"] = _apart("host")

# ── 一次办理中的事实 ──────────────────────────────────────────────────────────────────────────────────────────────

_one("day", ("possible", "future"), {"future": "写明的日期在将来或者不能辨认"})
_one("order", ("kept", "broken"), {"broken": "日期早于此前的环节"})
_one("departs", ("no", "yes"), {"yes": "罚款偏离裁量基准"})
_one("shown", ("yes", "no"), {"no": "没有出示执法证件"})
_one("matrix", ("full", "gap"), {"gap": "有要件没有证据证明"})
_one("reasons", ("given", "none"), {"none": "没有说明裁量的理由"})
_one("notice_proof", ("yes", "no"), {"no": "告知书的送达没有凭据"})
_one("notice_day", ("true", "false"), {"false": "告知书的送达日早于批准或者晚于登记"})
_one("service_day", ("true", "false"), {"false": "送达日早于决定或者晚于登记"})
_one("payment", ("real", "false"), {"false": "缴款金额或者日期不真实"})
_one("announced", ("yes", "no"), {"no": "没有在七日前通知听证"})
_one("lapsed", ("no", "yes"), {"yes": "登记保存已经自动解除"})
_one("term_running", ("yes", "no"), {"no": "办案期限已经届满"})
_one("together", ("yes", "no"), {"no": "没有集体讨论"})
_one("new_end", ("named", "none"), {"none": "没有确定延长的期限"})
_one("exclusion", ("allowed", "other"), {"other": "事由不在规定之列"})
_one("asked", ("yes", "no"), {"no": "没有人提出过"})
_one("own_recusal", ("no", "yes"), {"yes": "决定自己的回避"})
_one("head_alone", ("no", "yes"), {"yes": "主要负责人的回避没有集体讨论"})
_one("back_entry", ("yes", "no"), {"no": "不是补录的案件"})
_one("in_time", ("yes", "no"), {"no": "超过要求听证的期限"})
_one("certain", ("yes", "no"), {"no": "违法事实不确凿"})
_one("suits", ("yes", "no"), {"no": "处罚种类不能当场作出"})
_one("small", ("yes", "no"), {"no": "罚款超过当场处罚的上限"})
_one("told_on_spot", ("yes", "no"), {"no": "没有出示证件、告知或者听取陈述申辩"})
_one("signed", ("yes", "no"), {"no": "拒绝签收没有注明"})
_one("may_collect", ("yes", "no"), {"no": "没有可以当场收缴的情形"})
_one("receipt", ("yes", "no"), {"no": "没有出具专用票据"})
_one("lawful", ("yes", "no"), {"no": "证据以非法手段取得"})

# ── 决定之后、延期、待批、期限 ────────────────────────────────────────────────────────────────────────────────────


def _extended(move: Move, _old: str, now: str) -> Values:
    return ({"0": "1", "1": "2"}.get(now, "many"),) if move.row.extend else (now,)


FLAGS["extended"] = Flag("extended", ("0",), settle=_extended)


def _did(fact: str) -> Flag:
    def settle(move: Move, _old: str, now: str) -> Values:
        return ("yes",) if needs(move.row, fact) else (now,)

    return Flag("performed", ("no",), settle=settle)


FLAGS["performed"] = _did("performance.on")


def _decided(move: Move, _old: str, now: str) -> Values:
    return ("yes",) if decides(move.row) or decides_on_spot(move.row) else (now,)


def _closed(move: Move, _old: str, now: str) -> Values:
    """Closed by its approval, or at an end of the table, for good."""
    end = move.reached is not None and move.reached.end
    if now == "no":
        return ("for_good",) if end else ("yes",) if closes(move.row) else ("no",)
    if now == "yes" and end:
        return ("for_good",)
    return (now if end or (move.reached and move.reached.finished) else "reopened",)


FLAGS["closed"] = Flag("closed", ("no",), settle=_closed, words={"reopened": "已经结束的案件回到办理中"})
FLAGS["decided"] = Flag("decided", ("no",), settle=_decided)


def pending(name: str) -> Flag:
    """Whether a proposal of this name waits for an answer."""

    def settle(move: Move, _old: str, now: str) -> Values:
        row = move.row
        if row.pends == name:
            return ("yes",)
        if (move.reached and move.reached.drops) or row.settles == name:
            return ("no",)
        if row.settles != "*":
            return (now,)
        return ("no",) if move.waiting <= {name} else tuple(dict.fromkeys(("no", now)))

    return Flag(f"pending:{name}", ("no",), settle=settle)


def clock(term: str) -> Flag:
    """Whether a term runs. One that the rulebook of a domain does not fix may as well not start."""

    def named(specs: tuple[str, ...]) -> bool:
        return any(term_of(spec) == term for spec in specs)

    def settle(move: Move, _old: str, now: str) -> Values:
        row = move.row
        if named(row.stop) and now in ("running", "paused"):
            now = "stopped"
        if named(row.pause) and now == "running":
            return ("running", "paused")
        if named(row.resume) and now == "paused":
            return ("running", "paused")
        return tuple(dict.fromkeys(("running", now))) if named(row.start) else (now,)

    return Flag(f"clock:{term}", ("none",), settle=settle, words={"running": "期限开始计算"})


def hosted(spec: str) -> Flag:
    """Whether a part has a term of the case paused. `spec`: term and reason, as the columns have it."""

    def named(specs: tuple[str, ...]) -> bool:
        return any(one.partition("@")[0] == spec for one in specs)

    def settle(move: Move, _old: str, now: str) -> Values:
        if named(move.row.resume_host):
            return ("no",)
        return ("paused",) if named(move.row.pause_host) else (now,)

    return Flag(f"hosted:{spec}", ("no",), settle=settle, words={"paused": "案件的期限暂停"})


MADE = {"pending": pending, "clock": clock, "hosted": hosted}


def flag(name: str) -> Flag:
    """A flag by its name; `pending:…`, `clock:…`, `hosted:…` are made for the name after the colon."""
    head, _, rest = name.partition(":")
    return MADE[head](rest) if rest else FLAGS[name]

"""`minzhifa law`: deadlines, surcharges and discretion by the shipped rules. No Django, no database."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime

from minzhifa.cli import law_discretion
from minzhifa.cli.arguments import Parser
from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.fines import surcharge
from minzhifa.law.money import parse_yuan
from minzhifa.law.rulebook import compute
from minzhifa.law.terms import BackMode, Computed, Pause, Period, Unit, parse_moment
from minzhifa.law.terms_count import compute_period
from minzhifa.rules.shipped import shipped

REFUSED = 2


def _day(text: str) -> date:
    moment = parse_moment(text)
    if isinstance(moment, datetime):
        raise BadInput(f"“{text}”应为日期，不带时刻。")
    return moment


def _parser() -> Parser:
    parser = Parser(prog="minzhifa law", description="按已载入的规则计算期限、加处罚款与裁量幅度。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="deadline|term|surcharge|discretion")
    deadline = commands.add_parser("deadline", help="按给定的长度计算期限")
    deadline.add_argument("--period", required=True, help="5wd、15d、6m、2y、24h")
    deadline.add_argument("--roll", action="store_true", help="届满日不是工作日的，顺延至其后第一个工作日")
    deadline.add_argument("--back", action="store_true", help="自事件日倒算")
    term = commands.add_parser("term", help="按规则库的期限计算")
    term.add_argument("term_id")
    term.add_argument("--domain", default="general", help="执法领域，缺省 general")
    term.add_argument("--on", help="按哪一日有效的规则，缺省为起算日")
    for one in (deadline, term):
        one.add_argument("--from", dest="start", required=True, help="起算日；以小时计的写时刻 2024-10-01T15:20")
        one.add_argument("--back-mode", choices=[mode.value for mode in BackMode], help="“几日前”的读法")
        one.add_argument("--pause", action="append", default=[], metavar="起日..止日", help="不计入的期间，可重复")
        one.add_argument("--explain", action="store_true", help="先说明如何计算")
    fine = commands.add_parser("surcharge", help="逾期缴纳罚款的加处罚款")
    fine.add_argument("--fine", required=True, help="罚款数额（元）")
    fine.add_argument("--due", required=True, help="缴款期限")
    fine.add_argument("--on", required=True, help="缴纳日（计入）")
    fine.add_argument("--pause", action="append", default=[], metavar="起日..止日", help="复议、诉讼期间，可重复")
    fine.add_argument("--explain", action="store_true", help="先说明如何计算")
    law_discretion.add_parser(commands)
    return parser


def _deadline(options: argparse.Namespace) -> Computed:
    period = Period.parse(options.period)
    return compute_period(
        period,
        _start(options.start, period.unit),
        shipped().calendar,
        back=options.back,
        back_mode=BackMode(options.back_mode or "inclusive"),
        roll=options.roll,
        pauses=_pauses(options, period.unit),
    )


def _term(options: argparse.Namespace) -> Computed:
    start = parse_moment(options.start)
    on = _day(options.on) if options.on else date(start.year, start.month, start.day)
    rule = shipped().term(options.term_id, options.domain, on)
    mode = BackMode(options.back_mode) if options.back_mode else None
    return compute(
        rule,
        _start(options.start, rule.unit),
        shipped().calendar,
        _pauses(options, rule.unit),
        back_mode=mode,
    )


def _start(text: str, unit: Unit) -> date:
    return parse_moment(text) if unit is Unit.HOUR else _day(text)


def _pauses(options: argparse.Namespace, unit: Unit) -> list[Pause]:
    pauses = [Pause.parse(text) for text in options.pause]
    if unit is not Unit.HOUR and any(isinstance(pause.first, datetime) for pause in pauses):
        raise BadInput("只有以小时计算的期限，中止才写时刻。")
    return pauses


def _moment(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat(timespec="seconds" if value.second else "minutes")


def _surcharge(options: argparse.Namespace) -> None:
    due, on = _day(options.due), _day(options.on)
    rate, cap = shipped().surcharge_terms(due)
    fine = surcharge(parse_yuan(options.fine), due, on, _pauses(options, Unit.DAY), rate=rate, cap=cap)
    if options.explain:
        print(fine.explanation)
    print(f"{fine.amount:.2f}")


def main(arguments: Sequence[str]) -> int:
    """Run one of the doors; a refusal is one sentence on stderr and exit code 2."""
    try:
        options = _parser().parse_args(arguments)
        if options.command == "discretion":
            return law_discretion.run(options)
        if options.command == "surcharge":
            _surcharge(options)
            return 0
        computed = _deadline(options) if options.command == "deadline" else _term(options)
    except (BadInput, NoAnswer) as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    if options.explain:
        print(computed.explanation)
    print(_moment(computed.due))
    return 0

"""The doors `minzhifa law …`, as they are called: without Django, without a database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from minzhifa.cli.law import main

# arguments, last line of the output
ANSWERS = {
    "working days": ("deadline --from 2024-09-27 --period 5wd", "2024-10-10"),
    "explained": ("deadline --from 2024-09-27 --period 5wd --explain", "2024-10-10"),
    "days": ("deadline --from 2024-09-16 --period 15d", "2024-10-01"),
    "days rolled": ("deadline --from 2024-09-16 --period 15d --roll", "2024-10-08"),
    "months": ("deadline --from 2025-02-28 --period 3m --roll", "2025-05-28"),
    "years": ("deadline --from 2022-11-15 --period 2y", "2024-11-15"),
    "hours": ("deadline --from 2024-10-01T15:20 --period 24h", "2024-10-02T15:20"),
    "back": ("deadline --from 2024-10-21 --period 7wd --back", "2024-10-11"),
    "back, clear days": ("deadline --from 2024-10-21 --period 7wd --back --back-mode clear_days", "2024-10-10"),
    "paused": ("deadline --from 2025-03-03 --period 90d --pause 2025-04-01..2025-04-12 --roll", "2025-06-13"),
    "paused twice": (
        "deadline --from 2024-11-04 --period 5wd --pause 2024-11-05..2024-11-05 --pause 2024-11-05..2024-11-06",
        "2024-11-13",
    ),
    "by rule": ("term hearing_request --domain market --from 2024-09-27", "2024-10-10"),
    "by rule, back": ("term hearing_announcement --domain market --from 2025-10-10", "2025-09-29"),
    "surcharge": ("surcharge --fine 20000 --due 2024-10-08 --on 2024-10-20", "7200.00"),
    "surcharge paused": (
        "surcharge --fine 20000 --due 2024-10-08 --on 2024-10-20 --pause 2024-10-15..2024-11-30",
        "3600.00",
    ),
    "surcharge capped": ("surcharge --fine 3000 --due 2024-11-20 --on 2024-12-24 --explain", "3000.00"),
    "surcharge in time": ("surcharge --fine 200 --due 2024-11-20 --on 2024-11-20", "0.00"),
}


@pytest.mark.parametrize(("arguments", "answer"), ANSWERS.values(), ids=ANSWERS.keys())
def test_the_answer_is_the_last_line(arguments: str, answer: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments.split()) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[-1] == answer
    assert (len(lines) > 1) is ("--explain" in arguments)
    assert err == ""


# arguments, what the sentence says
REFUSALS = {
    "impossible date": ("deadline --from 2024-02-30 --period 5wd", "不是有效的日期"),
    "no date": ("deadline --from soon --period 5wd", "不是有效的日期"),
    "unknown year": ("deadline --from 2026-12-30 --period 5wd", "没有 2027 年的工作日历"),
    "unknown year by roll": ("deadline --from 2026-12-30 --period 10d --roll", "没有 2027 年的工作日历"),
    "year before the calendar": ("deadline --from 2003-06-02 --period 5wd", "没有 2003 年的工作日历"),
    "bad period": ("deadline --from 2024-09-27 --period 5w", "期限“5w”不正确"),
    "zero period": ("deadline --from 2024-09-27 --period 0wd", "期限“0wd”不正确"),
    "negative period": ("deadline --from 2024-09-27 --period=-5wd", "期限“-5wd”不正确"),
    "hours without a time": ("deadline --from 2024-09-27 --period 24h", "须写明时刻"),
    "days with a time": ("deadline --from 2024-09-27T10:00 --period 5wd", "应为日期"),
    "bad pause": ("deadline --from 2024-09-27 --period 5d --pause 2024-10-02", "中止“2024-10-02”不正确"),
    "pause the wrong way": ("deadline --from 2024-09-27 --period 5d --pause 2024-10-02..2024-10-01", "早于开始"),
    "pause with times": (
        "deadline --from 2024-09-27 --period 5d --pause 2024-10-02T10:00..2024-10-02T12:00",
        "只有以小时计算的期限",
    ),
    "pause half in a zone": (
        "deadline --from 2024-10-01T10:00 --period 24h --pause 2024-10-01T12:00+08:00..2024-10-01T14:00",
        "要么都写时区",
    ),
    "bad back mode": ("deadline --from 2024-09-27 --period 5d --back --back-mode maybe", "--back-mode"),
    "missing argument": ("deadline --period 5wd", "缺少参数：--from"),
    "missing value": ("deadline --from 2024-09-27 --period", "参数缺少取值：--period"),
    "unknown argument": ("deadline --from 2024-09-27 --period 5wd --fast", "不认识的参数：--fast"),
    "abbreviated argument": ("deadline --from 2024-09-27 --per 5wd", "缺少参数：--period"),
    "no command": ("", "缺少参数"),
    "unknown command": ("dedline", "不在可选范围内"),
    "too far": ("deadline --from 9999-12-01 --period 5y", "超出"),
    "unknown term": ("term tea_break --domain market --from 2024-09-27", "没有期限"),
    "unknown domain": ("term decision --domain moon --from 2024-09-27", "没有名为“moon”的执法领域"),
    "no version": ("term decision --domain market --from 2019-09-01", "没有该日期适用的规则版本"),
    "negative fine": ("surcharge --fine -5 --due 2024-10-08 --on 2024-10-20", "金额不能为负数"),
    "fine in words": ("surcharge --fine many --due 2024-10-08 --on 2024-10-20", "不是有效的金额"),
    "fine finer than a cent": ("surcharge --fine 1.005 --due 2024-10-08 --on 2024-10-20", "不是有效的金额"),
    "impossible due date": ("surcharge --fine 5 --due 2024-13-08 --on 2024-10-20", "不是有效的日期"),
    "due with a time": ("surcharge --fine 5 --due 2024-10-08T10:00 --on 2024-10-20", "应为日期"),
}


@pytest.mark.parametrize(("arguments", "says"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_refusal_is_one_sentence_on_stderr_and_exit_code_2(
    arguments: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.endswith("。\n")
    assert err.count("\n") == 1


def test_the_doors_open_without_django_and_without_a_database() -> None:
    environment = {key: value for key, value in os.environ.items() if "DATABASE" not in key and "DJANGO" not in key}
    code = (
        "import sys; from minzhifa.cli.main import main; "
        "code = main(['law', 'deadline', '--from', '2024-09-27', '--period', '5wd']); "
        "sys.exit(code or any(name.split('.')[0] in ('django', 'psycopg') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "2024-10-10\n")


def test_the_command_itself_answers() -> None:
    command = Path(sys.executable).with_name("minzhifa")
    done = subprocess.run([command, "law", "surcharge", "--fine", "-1", "--due", "2024-01-01", "--on", "2024-01-02"],
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "金额不能为负数。\n")


def test_the_help_lists_our_commands_first(capfd: pytest.CaptureFixture[str]) -> None:
    command = Path(sys.executable).with_name("minzhifa")
    done = subprocess.run([command, "--help"], capture_output=True, text=True, check=False)
    ours, django = done.stdout.index("  law"), done.stdout.index("Django 的命令")
    assert ours < django < done.stdout.index("migrate")

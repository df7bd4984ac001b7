"""Invented content for the page that shows every component."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from minzhifa.desk.forms import grounded
from minzhifa.desk.listing import Page
from minzhifa.desk.shapes import Crumb, NextStep, Problem, Progress, StageMark, Tab, Term


class SampleForm(forms.Form):
    """One field of each sort."""

    name = grounded(forms.CharField(label="当事人名称"), "文书必须载明（行政处罚法第五十九条）")
    on = grounded(forms.DateField(label="检查日期", widget=forms.DateInput(attrs={"type": "date"}), required=False))
    ways = grounded(
        forms.ChoiceField(
            label="送达方式", choices=[("direct", "直接送达"), ("electronic", "电子送达")], widget=forms.RadioSelect
        )
    )
    told = forms.BooleanField(label="已当面告知陈述、申辩权利", required=False)
    facts = grounded(
        forms.CharField(
            label="违法事实", widget=forms.Textarea(attrs={"rows": 4}), help_text="时间、地点、行为、结果。"
        ),
        "处罚决定书必须载明",
        "wide",
    )


def _steps() -> list[NextStep]:
    return [
        NextStep("送达事先告知书", "送达", "#", note="当事人已同意电子送达，确认书 11月3日", primary=True),
        NextStep(
            "作出处罚决定",
            allowed=False,
            why="陈述申辩期未满：送达后还有 5 个工作日。",
            article="《行政处罚法》第四十五条",
            mark="M",
        ),
        NextStep(
            "组织听证",
            allowed=False,
            why="拟罚 ¥52,000.00，未达较大数额；当事人也未要求。",
            article="《行政处罚法》第六十三条",
            fix_label="查看标准",
            fix_url="#",
        ),
        NextStep("延长办案期限", "申请", "#", note="可延长一次 30 日，须负责人批准"),
    ]


def _stages() -> list[StageMark]:
    done = [("线索", "9月1日"), ("立案", "9月10日"), ("调查取证", "10月20日"), ("法制审核", "11月6日")]
    return [
        *(StageMark(label, "done", note) for label, note in done),
        StageMark("事先告知", "now", "今天"),
        StageMark("听证", "skip", "不适用"),
        StageMark("决定", "next", "12月9日前"),
        *(StageMark(label) for label in ("送达", "执行", "结案")),
    ]


def _terms(on: date) -> list[Term]:
    return [
        Term(on - timedelta(days=1), -1, "wd", label="登记保存"),
        Term(on, 0, "d"),
        Term(on + timedelta(days=3), 3, "wd", mark="M"),
        Term(on + timedelta(days=17), 17, "d"),
        Term(None, done=True),
        Term(None, stopped=True),
    ]


def everything(on: date) -> dict[str, Any]:
    """The context of the component page."""
    bad = SampleForm({"name": "", "facts": "九月一日检查"})
    return {
        "on": on,
        "crumbs": [Crumb("界面", "#")],
        "stages": _stages(),
        "steps": _steps(),
        "terms": _terms(on),
        "tabs_shown": [Tab("概览", "#", current=True), Tab("文书", "#", count=14), Tab("过程记录", "#")],
        "form": SampleForm(),
        "bad": bad,
        "amount": Decimal("52000"),
        "problem": Problem(
            "陈述申辩期还没有结束，不能作出决定",
            todo="请在 11月27日（周五）之后再办理。",
            article="《行政处罚法》第四十五条",
        ),
        "warning": Problem("有人刚刚改过这个案件", todo="请刷新页面，看过最新情况后再办理。", level="near"),
        "running": Progress("正在生成案卷 PDF", 14, 32, cancel_url="#", note="第 14 份：询问笔录"),
        "finished": Progress("案卷 PDF", 32, 32, result_url="#", state="finished", note="共 86 页"),
        "page": Page([1] * 50, 2, "#", "#", ""),
    }

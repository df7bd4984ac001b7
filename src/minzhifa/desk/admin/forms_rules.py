"""Forms of the calendars and of the try-out of terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from minzhifa.desk.admin.forms_org import day, why
from minzhifa.desk.admin.holiday_text import Unreadable, read_days
from minzhifa.desk.forms import grounded, text
from minzhifa.law.errors import BadInput
from minzhifa.law.money import parse_yuan
from minzhifa.law.terms import BackMode, Pause, Period, Unit, parse_moment

LARGEST_FILE = 64 * 1024
EXAMPLE = "2027-01-01..2027-01-03 休 元旦\n2027-02-20 班 春节"
BACK_MODES = [
    ("", "按规则"),
    (BackMode.INCLUSIVE.value, "不迟于倒数第几日"),
    (BackMode.CLEAR_DAYS.value, "中间须有足日"),
]


class HolidayForm(forms.Form):
    """放假安排, pasted or from a file."""

    year = grounded(forms.IntegerField(label="年份", min_value=2004, max_value=2200), "没有导入的年份不推算")
    source = text("依据", size=200, required=True, ground="写明通知名称和文号", css="wide")
    days = grounded(
        forms.CharField(
            label="放假和补班的日子",
            required=False,
            max_length=20_000,
            widget=forms.Textarea(attrs={"rows": 10, "placeholder": EXAMPLE, "spellcheck": "false"}),
            help_text="每行：日期（或起..止） 休或班 节日名。周末不用写；调休形成的休息日要写。",
        ),
        "",
        "wide",
    )
    file = grounded(
        forms.FileField(
            label="或者上传 CSV 文件", required=False, help_text="三列：日期、休或班、节日名；UTF-8，64 KB 以内。"
        ),
        "",
        "wide",
    )
    reason = why("说明", required=False)

    def clean(self) -> dict[str, Any]:
        """`off` and `work`, from the text or the file; problems stand beside the text."""
        cleaned: dict[str, Any] = super().clean() or {}
        written = cleaned.get("days", "")
        upload = cleaned.pop("file", None)
        if upload is not None:
            if written.strip() or upload.size > LARGEST_FILE:
                self.add_error("file", "文件和上面的文字只能给一样，文件不超过 64 KB。")
                return cleaned
            try:
                written = upload.read().decode("utf-8")
            except UnicodeDecodeError:
                self.add_error("file", "文件不是 UTF-8 编码，请另存为 UTF-8 的 CSV。")
                return cleaned
        self._days(cleaned, written)
        return cleaned

    def _days(self, cleaned: dict[str, Any], written: str) -> None:
        if not written.strip():
            self.add_error("days", "请填写放假和补班的日子，或者上传文件。")
            return
        try:
            cleaned["off"], cleaned["work"] = read_days(written)
        except Unreadable as error:
            self.add_error("days", str(error))


class _Trial(forms.Form):
    """What the two try-outs share: the days that are not counted."""

    pauses = grounded(
        forms.CharField(
            label="不计入的期间",
            required=False,
            max_length=600,
            widget=forms.Textarea(attrs={"rows": 2, "placeholder": "2024-10-15..2024-11-30"}),
            help_text="每行一段，起日..止日，两端都包括在内。",
        ),
        "",
        "wide",
    )

    def clean_pauses(self) -> list[Pause]:
        """The pauses."""
        return [_read(Pause.parse, line.strip()) for line in self.cleaned_data["pauses"].splitlines() if line.strip()]


class TermForm(_Trial):
    """A term of the rulebook, or a length of one's own."""

    term = grounded(forms.ChoiceField(label="期限", required=False), "", "wide")
    domain = forms.ChoiceField(label="领域")
    period = text("或者自己写长度", size=8, help_text="5wd 工作日、15d 日、6m 月、2y 年、24h 小时。")
    start = text(
        "起算日", size=25, required=True, help_text="事件发生的那一天，不计入；以小时计的写 2024-10-01T15:20。"
    )
    back_mode = forms.ChoiceField(label="“几日前”的读法", choices=BACK_MODES, required=False)
    roll = forms.BooleanField(label="届满日不是工作日的顺延", required=False)
    back = forms.BooleanField(label="自事件日倒算", required=False)
    field_order = ("term", "period", "domain", "start", "back_mode", "pauses", "roll", "back")

    def __init__(self, *args: Any, terms: Sequence[tuple[str, str]], domains: Mapping[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["term"].choices = [("", "自己写长度"), *terms]  # type: ignore[attr-defined]
        self.fields["domain"].choices = [(c, d.title) for c, d in domains.items()]  # type: ignore[attr-defined]
        self.fields["start"].widget.attrs["placeholder"] = "2024-09-27"

    def clean_period(self) -> Period | None:
        """The length, when it is written."""
        written = self.cleaned_data["period"].strip()
        return _read(Period.parse, written) if written else None

    def clean_start(self) -> date:
        """A day or a moment."""
        moment: date = _read(parse_moment, self.cleaned_data["start"].strip())
        return moment

    def clean(self) -> dict[str, Any]:
        """One of the two lengths; hours and moments go together."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("term") and not cleaned.get("period") and "period" not in self.errors:
            self.add_error("period", "请选一个期限，或者写明长度。")
        return cleaned

    def moments_fit(self, unit: Unit) -> bool:
        """Hours are counted from a moment, all else from a day; what does not fit is told beside its field."""
        moment = isinstance(self.cleaned_data["start"], datetime)
        if moment != (unit is Unit.HOUR):
            self.add_error("start", "请写到时、分。" if unit is Unit.HOUR else "只写日期，不写时刻。")
        if unit is not Unit.HOUR and any(isinstance(pause.first, datetime) for pause in self.cleaned_data["pauses"]):
            self.add_error("pauses", "只有以小时计算的期限，中止才写时刻。")
        return not self.errors


class SurchargeForm(_Trial):
    """加处罚款."""

    fine = text("罚款数额（元）", size=20, required=True)
    due = day("缴款期限")
    on = day("缴纳日", help_text="缴纳当天计入。")
    field_order = ("fine", "due", "on", "pauses")

    def clean_fine(self) -> Any:
        """Yuan."""
        return _read(parse_yuan, self.cleaned_data["fine"])


def _read(parse: Any, written: str) -> Any:
    """A parser of the law room; its sentence becomes the field's."""
    try:
        return parse(written)
    except BadInput as error:
        raise forms.ValidationError(error.message) from error

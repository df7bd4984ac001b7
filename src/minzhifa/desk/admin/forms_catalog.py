"""Forms of versions: what a matter or a benchmark shall say from a day on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet

from minzhifa.catalog.errors import BadVersion
from minzhifa.catalog.operations.content import MOST_MONTHS
from minzhifa.catalog.operations.entries import CORRECTED, HARM, checked_entries
from minzhifa.catalog.queries.many import known_matters, normal_citations
from minzhifa.desk.admin.differences import MARKS
from minzhifa.desk.admin.forms_org import day, why
from minzhifa.desk.elements.cells import words
from minzhifa.desk.forms import grounded, text
from minzhifa.desk.labels import ELEMENT_KINDS, choices

SPARE_ROWS = 2
MOST_ROWS = 40


def _lines(label: str, ground: str, help_text: str, *, required: bool = False, rows: int = 3) -> Any:
    box = forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )
    return grounded(box, ground, "wide")


class ElementRow(forms.Form):
    """One 要件; an emptied row is left out."""

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(label="要件", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label="类别", choices=choices(ELEMENT_KINDS), required=False)
    citation = forms.CharField(label="依据", required=False, max_length=200)
    required = forms.BooleanField(label="必备", required=False, initial=True)


class GradeRow(forms.Form):
    """One 档次."""

    grade = forms.CharField(label="档次", required=False, max_length=60)
    factor = forms.CharField(label="情形", required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    range = forms.CharField(label="幅度", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class VersionForm(forms.Form):
    """What every kind has; rows, where a kind has them, stand in a form set beside it under `rows_name`."""

    rows_name = ""
    row_form: type[forms.Form] = forms.Form
    most_rows = MOST_ROWS
    effective_from = day("自哪一天起生效", ground="在此之前立案的案件保留原版本")
    reason = why("提出新版本的理由")
    trailing = ("source", "note", "mark", "effective_from", "reason")

    def __init__(self, data: Any = None, *, content: Mapping[str, Any], **more: Any) -> None:
        initial = {name: _initial(value) for name, value in content.items()}
        super().__init__(data, initial={**initial, **more.pop("initial", {})}, **more)
        self.rows: BaseFormSet[Any] | None = None
        if self.rows_name:
            held = [self.row_initial(row) for row in content.get(self.rows_name, ())]
            self.rows = formset_for(self.row_form, self.most_rows)(data, initial=held, prefix=self.rows_name)
        self.order_fields([name for name in self.fields if name not in self.trailing] + list(self.trailing))

    def is_valid(self) -> bool:
        """Both the form and its rows."""
        return super().is_valid() & (self.rows is None or self.rows.is_valid())

    def clean(self) -> dict[str, Any]:
        """The rows that are not empty, beside the fields."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.rows is not None and self.rows.is_valid():
            cleaned[self.rows_name] = self.row_values([row for row in self.rows.cleaned_data if row])
        return cleaned

    def row_initial(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """A row as its form shows it."""
        return row

    def row_values(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The rows as the operation takes them."""
        raise NotImplementedError


class MatterForm(VersionForm):
    """事项."""

    rows_name, row_form = "elements", ElementRow
    name = text("事项名称", size=200, required=True, ground="案由和公示用语", css="wide")
    level = text("实施层级", size=60)
    law_version = day("依据文本日期", required=False, help_text="依据的法律文本是哪一天的；不知道的留空。")
    violated = _lines("违反条款", "", "每行一条，写明法律名称和条款项，例如 《广告法》第九条第（三）项。")
    basis = _lines("处罚依据", "处罚法定（行政处罚法第四条）", "每行一条。", required=True)
    range_text = _lines("法定幅度", "", "照录条文；能读懂的数额、倍数会自动识别。")
    source = text("核对来源", size=300, required=True, ground="与什么文本核对过", css="wide")
    note = text("说明", size=300, css="wide")
    mark = grounded(forms.ChoiceField(label="可信度", choices=choices(MARKS)), "据法律文本核对的，页面不再标待核")

    def clean_violated(self) -> list[str]:
        """One citation a line."""
        return _split(self.cleaned_data["violated"])

    def clean_basis(self) -> list[str]:
        """One citation a line."""
        return _split(self.cleaned_data["basis"])

    def row_values(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Elements that have a text; a new one gets a key of its own."""
        held = {row["key"] for row in rows if row["key"]}
        free = (f"e{n}" for n in range(1, MOST_ROWS * 2) if f"e{n}" not in held)
        return [{**row, "key": row["key"] or next(free)} for row in rows if row["text"].strip()]


class BenchmarkForm(VersionForm):
    """裁量基准."""

    rows_name, row_form = "grades", GradeRow
    violation = text("违法行为", size=200, required=True, ground="对应哪一种违法行为", css="wide")
    law = text("依据", size=300, required=True, ground="行政处罚法第三十四条", css="wide")
    statutory_range = _lines("法定幅度", "", "照录条文。", rows=2)
    complete = forms.BooleanField(label="档次齐全，没有遗漏", required=False)
    definition = grounded(
        forms.CharField(
            label="可计算的定义", required=False, max_length=60000, strip=False,
            widget=forms.Textarea(attrs={"rows": 12, "class": "mono", "spellcheck": "false"}),
            help_text="TOML 或者 JSON；写有定义的基准能在办案时算出幅度。写法有误的，指出行、列，不予保存。",
        ),
        "", "wide",
    )  # fmt: skip
    source = text("来源", size=300, required=True, ground="基准文件的名称、文号或者网址", css="wide")
    note = text("说明", size=300, css="wide")
    mark = grounded(forms.ChoiceField(label="可信度", choices=choices(MARKS)), "据正式文本核对的，页面不再标待核")

    def row_values(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Grades that say anything."""
        return [dict(row) for row in rows if any(str(value).strip() for value in row.values())]

    def clean(self) -> dict[str, Any]:
        """At least one grade, each written out."""
        cleaned = super().clean()
        rows = cleaned.get("grades", [])
        if not rows or any(not row["grade"].strip() or not row["range"].strip() for row in rows):
            self.add_error(None, "裁量档次至少一行，每行写明档次和幅度。")
        return cleaned


class TemplateForm(VersionForm):
    """文书模板: a template file, reviewed with the release it came with, goes by its checksum."""

    title = text("文书名称", size=120, required=True, ground="印在文书上的名称", css="wide")
    label = text("版本标识", size=40, required=True, ground="文书记录所用的版本，例如 2027-1")
    sha256 = grounded(
        forms.RegexField(
            r"^[0-9a-f]{64}$", label="模板校验值（SHA-256）", strip=True,
            help_text="模板文件的 64 位校验值，由发布模板的人员提供；只改名称、生效日的，保留现值。",
            error_messages={"invalid": "校验值是 64 位的数字和小写字母 a–f。"},
        ),
        "文书与制作它的模板一一对应", "wide",
    )  # fmt: skip


class EntryRow(forms.Form):
    """One 条目 of a list; an emptied row is left out."""

    key = forms.CharField(label="条目号", required=False, max_length=20)
    violation = forms.CharField(
        label="违法行为", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    matters = forms.CharField(label="事项编码", required=False, max_length=400)
    provisions = forms.CharField(
        label="违反条款", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    conditions = forms.CharField(
        label="适用条件", required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )
    harm = forms.ChoiceField(label="危害后果条件", choices=[("", "以法律为准"), *HARM.items()], required=False)
    corrected = forms.ChoiceField(label="改正条件", choices=[("", "及时改正"), *CORRECTED.items()], required=False)
    amount_of = forms.CharField(label="什么金额", required=False, max_length=60)
    amount_most = forms.CharField(label="不超过（元）", required=False, max_length=16)

    def clean_provisions(self) -> list[str]:
        """Citations in the one written form."""
        try:
            return normal_citations(_split(self.cleaned_data["provisions"]))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class SparingForm(VersionForm):
    """免罚清单."""

    rows_name, row_form, most_rows = "entries", EntryRow, 400
    title = text("清单名称", size=160, required=True, ground="印在决定书上", css="wide")
    organ = text("发布机关", size=120, required=True, ground="行政处罚法第三十四条：基准应当公布")
    months = grounded(
        forms.IntegerField(label="首次的期间（月）", required=False, min_value=1, max_value=MOST_MONTHS,
                           help_text="几个月以内的处罚才算再犯，两年写 24；不限的留空。"),
        "行政处罚法第三十三条第一款",
    )  # fmt: skip
    source = text("来源", size=300, required=True, ground="公布文件的名称、文号或者网址", css="wide")
    note = text("说明", size=300, css="wide")
    mark = grounded(forms.ChoiceField(label="可信度", choices=choices(MARKS)), "据正式文本核对的，页面不再标待核")

    def row_initial(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Lists as lines of text."""
        return {**row, "matters": "、".join(row["matters"]), "provisions": "\n".join(row["provisions"])}

    def row_values(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Entries that say anything."""
        return [
            {**row, "matters": words(row["matters"])}
            for row in rows
            if any(row[name] for name in ("key", "violation", "matters", "provisions", "conditions"))
        ]

    def clean(self) -> dict[str, Any]:
        """Matters that are there, and entries as the catalogue keeps them."""
        cleaned = super().clean()
        rows = cleaned.get("entries", [])
        asked = {code for row in rows for code in row["matters"]}
        if unknown := sorted(asked - set(known_matters(asked))):
            self.add_error(None, f"没有这些执法事项：{'、'.join(unknown)[:80]}。")
        try:
            cleaned["entries"] = checked_entries(rows)
        except BadVersion as bad:
            self.add_error(None, bad.message)
        return cleaned


class ApproveForm(forms.Form):
    """审定."""

    reason = why("审定意见", required=False)


class WithdrawForm(forms.Form):
    """退回或者撤回一个提案."""

    reason = why("退回（撤回）的理由")


class RetireForm(forms.Form):
    """停用一个已发布的版本."""

    effective_to = day("从哪一天起停用", ground="在此之前立案的案件保留这一版本")
    reason = why("停用的理由")


FORMS: dict[str, type[VersionForm]] = {
    "matter": MatterForm,
    "benchmark": BenchmarkForm,
    "template": TemplateForm,
    "sparing": SparingForm,
}


def formset_for(row_form: type[forms.Form], most: int = MOST_ROWS) -> type[BaseFormSet[Any]]:
    """Rows with a few spare ones at the end."""
    made: type[BaseFormSet[Any]] = forms.formset_factory(row_form, extra=SPARE_ROWS, max_num=most, absolute_max=most)
    return made


def _initial(value: Any) -> Any:
    return "\n".join(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else value


def _split(written: str) -> list[str]:
    return [line.strip() for line in written.splitlines() if line.strip()]

"""The form of an upload."""

from __future__ import annotations

from django import forms

from minzhifa.desk.forms import grounded


class UploadForm(forms.Form):
    """One spreadsheet."""

    file = grounded(
        forms.FileField(
            label="表格文件", allow_empty_file=True,
            widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
            help_text="XLSX 或者 CSV，不超过 10 MB、20000 行；用下载的模板填写，表头不要改。宏和公式一概不执行。",
        ),
        "", "wide",
    )  # fmt: skip

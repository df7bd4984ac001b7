"""Forms of agencies, officers, accounts and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from minzhifa.clock import SHANGHAI
from minzhifa.desk.admin.words import SCOPES
from minzhifa.desk.forms import grounded, text, unkept
from minzhifa.org.queries import ROLES
from minzhifa.org.queries.admin import agency_choice

HISTORY = "变更写入过程记录，须能说明依据"


def day(label: str, *, ground: str = "", required: bool = True, help_text: str = "") -> Any:
    """One day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return grounded(forms.DateField(label=label, required=required, widget=widget, help_text=help_text), ground)


def why(label: str = "理由", *, required: bool = True) -> Any:
    """The reason, kept in the ledger."""
    box = forms.CharField(
        label=label, required=required, max_length=200, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200})
    )
    return grounded(box, HISTORY, "wide")


class RenameForm(forms.Form):
    """更名."""

    name = text("新名称", size=80, required=True, ground="文书须写当日的机关名称", css="wide")
    on = day("启用日", ground="当日以前的文书保留原名称", help_text="从这一天起用新名称，原名称用到前一天。")
    source = text("依据", size=160, required=True, ground=HISTORY, help_text="通知、批复的名称和文号。")


class WordForm(forms.Form):
    """文号代字."""

    kind = grounded(forms.ChoiceField(label="文书种类", required=False), css="wide")
    word = text("代字", size=30, required=True, ground="文号的前半部分", help_text="例如 闽莆环 或 闽莆环罚。")
    on = day("启用日", ground="已经取得的文号保留原代字")
    reason = why("依据")

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        shared = ("", "机关代字：各种文书共用，后面接文书字")
        self.fields["kind"].choices = [shared, *kinds]  # type: ignore[attr-defined]


class OfficerForm(forms.Form):
    """登记执法人员."""

    name = text("姓名", size=40, required=True, ground="文书须写明执法人员（行政处罚法第五十五条）")
    post = text("职务", size=40)


class CertificateForm(forms.Form):
    """执法证."""

    number = forms.RegexField(
        "^[0-9A-Z]{6,20}$", label="执法证号", error_messages={"invalid": "执法证号应为 6 至 20 位数字或大写字母。"}
    )
    issuer = text("发证机关", size=80, required=True, ground="行政处罚法第四十二条", initial="福建省司法厅")
    valid_from = day("有效期起", ground="按办案当日核验")
    valid_until = day("有效期至（含）", ground="按证件所载")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        grounded(self.fields["number"], "没有执法证不能调查取证（行政处罚法第四十二条）")


class SuspendForm(forms.Form):
    """暂扣."""

    starts_on = day("暂扣起（含）", ground="期间内的执法行为不具资格")
    ends_on = day("暂扣止（含）", required=False, help_text="还不知道哪天结束的，留空；恢复时再填。")
    reason = why("原因")


class ResumeForm(forms.Form):
    """恢复."""

    on = day("恢复日", ground="从这一天起证件重新有效")
    reason = why()


class LinkForm(forms.Form):
    """关联账号."""

    username = text(
        "用户名",
        size=30,
        required=True,
        ground="回避、不批准自己提请的事，都按本人核对",
        help_text="本机关的账号，姓名须相同。",
    )
    reason = why("说明", required=False)


class ReopenForm(forms.Form):
    """恢复使用."""

    agency = grounded(forms.CharField(label="所属机关", max_length=80, required=False), css="wide")
    reason = why()

    def __init__(self, *args: Any, agencies: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        _offer_agencies(self, agencies, "全称；省级账号（不属于任何机关）留空。")

    def clean_agency(self) -> int | None:
        """The agency's id."""
        return _agency_id(self.cleaned_data["agency"])


class ReasonForm(forms.Form):
    """Only the reason."""

    reason = why()


class IdentifyForm(forms.Form):
    """核对身份."""

    id_number = text(
        "身份证号",
        size=18,
        required=True,
        ground="一人一号，不能用第二个账号批准自己提请的事",
        help_text="当面核对证件；只用来查重，不保存号码。",
        widget=unkept(),
    )
    reason = why("核对依据")


class OpenAccountForm(forms.Form):
    """开立账号."""

    username = forms.RegexField(
        r"^[a-z][a-z0-9_.-]{2,29}$",
        label="用户名",
        error_messages={"invalid": "用户名以小写字母开头，3 至 30 位，只含小写字母、数字、点、横线、下划线。"},
        help_text="登录用，开立后不能改。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = text("姓名", size=40, required=True, ground="过程记录按姓名记载")
    id_number = text(
        "身份证号",
        size=18,
        required=True,
        ground="一人一号，不能用第二个账号批准自己提请的事",
        help_text="只用来查重，不保存号码。",
        widget=unkept(),
    )
    agency = grounded(forms.CharField(label="所属机关", max_length=80, required=False), css="wide")
    reason = why("开立依据")

    def __init__(self, *args: Any, agencies: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        grounded(self.fields["username"], "账号实名，一人一号")
        _offer_agencies(self, agencies, "全称；省级账号（不属于任何机关）留空。")

    def clean_agency(self) -> int | None:
        """The agency's id."""
        return _agency_id(self.cleaned_data["agency"])


class GrantForm(forms.Form):
    """授予角色."""

    role = grounded(
        forms.ChoiceField(label="角色", choices=[(c, label) for c, label in ROLES.items() if c != "system"]),
        "最小够用，一项职责一个角色",
    )
    field = forms.ChoiceField(label="领域", required=False)
    agency = grounded(forms.CharField(label="机关", max_length=80, required=False))
    region = forms.ChoiceField(label="区划", required=False)
    valid_from = day("起", ground="从这一天起有权")
    valid_to = day("止（当日已无权）", required=False, help_text="不定期的留空，以后可以收回。")
    reason = why("授予依据")

    def __init__(
        self,
        *args: Any,
        agencies: Sequence[tuple[int, str]],
        regions: Sequence[tuple[str, str]],
        fields: Sequence[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        _offer_agencies(self, agencies, "全称。办案、审批、用印的角色必须在一个机关内；监督类角色选区划。")
        self.fields["field"].choices = [("", "本机关的全部领域"), *fields]  # type: ignore[attr-defined]
        self.fields["region"].choices = [("", "不按区划"), *regions]  # type: ignore[attr-defined]
        if agencies:
            del self.fields["region"]

    def clean_agency(self) -> int | None:
        """The agency's id."""
        return _agency_id(self.cleaned_data["agency"])

    def clean(self) -> dict[str, Any]:
        """An interval that is one."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end <= start:
            self.add_error("valid_to", "止日应当晚于起日。")
        return cleaned


class RevokeForm(forms.Form):
    """收回角色."""

    on = day("从哪一天起失效", ground="当日即无权")
    reason = why()


class ResetForm(forms.Form):
    """重置登录."""

    second_factor = forms.BooleanField(label="同时解除动态验证码（手机丢失、换号）", required=False)
    reason = why()


class TokenForm(forms.Form):
    """签发令牌."""

    name = text("对接系统名称", size=80, required=True, ground="过程记录按这个名称记载")
    agency = grounded(forms.CharField(label="机关", max_length=80), "令牌只在一个机关内有效")
    field = forms.ChoiceField(label="领域", required=False)
    expires_at = day("到期日（含）", ground="到期自动失效，续期须重新签发")
    scopes = forms.MultipleChoiceField(
        label="权限范围",
        choices=[(code, f"{meaning}（{code}）") for code, meaning in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一项权限范围。"},
    )

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[int, str]], fields: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        grounded(self.fields["scopes"], "最小够用", "wide").error_messages["required"] = "请至少选一项权限范围。"
        _offer_agencies(self, agencies, "全称，例如 莆田市生态环境局。")
        self.fields["field"].choices = [("", "本机关的全部领域"), *fields]  # type: ignore[attr-defined]

    def clean_agency(self) -> int | None:
        """The agency's id."""
        return _agency_id(self.cleaned_data["agency"])

    def clean_expires_at(self) -> datetime:
        """The first instant after the last day."""
        last: date = self.cleaned_data["expires_at"]
        return datetime.combine(last + timedelta(days=1), time(), tzinfo=SHANGHAI)


def _offer_agencies(form: forms.Form, agencies: Sequence[tuple[int, str]], help_text: str) -> None:
    """A choice among the agencies one administers; provincial administrators write the name."""
    box = form.fields["agency"]
    if agencies:
        chosen: Any = forms.ChoiceField(label=box.label, choices=[(str(key), name) for key, name in agencies])
        form.fields["agency"] = grounded(chosen, getattr(box, "ground", ""), getattr(box, "css", ""))
    else:
        box.help_text = help_text


def _agency_id(written: str) -> int | None:
    if not written.strip():
        return None
    found = agency_choice(written)
    if found is None:
        raise forms.ValidationError("没有这个机关；请写现在的全称，可以从“执法主体”里复制。")
    return found

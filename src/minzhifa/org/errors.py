"""Typed refusals of the organisation room."""

from __future__ import annotations

from datetime import date

from minzhifa.access.errors import Conflict, NotFound, Refused
from minzhifa.law.words import day_words

__all__ = [
    "AccountExists",
    "AgencyNotFound",
    "AlreadyDone",
    "AlreadyMerged",
    "CertificateOverlaps",
    "Conflict",
    "IntervalWrong",
    "NoNumberWord",
    "NotAuthorised",
    "OutsideRemit",
    "PersonHasAccount",
    "Refused",
]


class AgencyNotFound(NotFound):
    """没有这个行政执法主体。"""

    def __init__(self, which: object) -> None:
        super().__init__(f"没有找到行政执法主体（{which}）。")
        self.code = "agency_not_found"


class AlreadyMerged(Refused):
    """机关已经并入其他机关，不再以自己的名义办理新的事项。"""

    def __init__(self, name: str, ended_on: date) -> None:
        message = f"{name}已于{day_words(ended_on)}并入其他机关，不再办理新的事项。"
        super().__init__("already_merged", message, fields=("agency",))


class OutsideRemit(Refused):
    """机关在该领域没有执法职权（行政处罚法第十七条）。"""

    def __init__(self, agency: object, field: object) -> None:
        super().__init__(
            "outside_remit", f"{agency}没有“{field}”领域的执法职权。", article="行政处罚法第十七条", fields=("field",)
        )


class NoNumberWord(Refused):
    """机关当日没有该种文书的代字。"""

    def __init__(self, agency_id: int, kind: str, on: date) -> None:
        message = f"机关（{agency_id}）在{day_words(on)}没有“{kind}”文书的发文代字，请先设置。"
        super().__init__("no_number_word", message, fields=("kind",))


class IntervalWrong(Refused):
    """期间无效，或者与已有期间重叠。"""

    def __init__(self, message: str = "期间无效，或者与已有的期间重叠。", fields: tuple[str, ...] = ()) -> None:
        super().__init__("interval_wrong", message, fields=fields)


class CertificateOverlaps(Refused):
    """同一执法证号的有效期重叠。"""

    def __init__(self, number: str) -> None:
        super().__init__("certificate_overlaps", f"执法证号 {number} 在此期间已经有效。", fields=("number",))


class AccountExists(Refused):
    """用户名已被使用。"""

    def __init__(self, username: str) -> None:
        super().__init__("account_exists", f"用户名 {username} 已被使用。", fields=("username",))


class PersonHasAccount(Refused):
    """一人一号：此人已有账号。"""

    def __init__(self, username: str, *, active: bool) -> None:
        what = "不能再开第二个" if active else "已停用，请在该账号的页面“恢复使用”"
        message = f"此人已有账号 {username}，{what}。一人一号，才能查明谁提请、谁批准。"
        super().__init__("person_has_account", message, fields=("id_number",))


class NotAuthorised(Refused):
    """账号不能办理这项组织管理事项。"""

    status = 403

    def __init__(self, message: str = "您没有办理此事的权限。") -> None:
        super().__init__("denied", message)


class AlreadyDone(Conflict):
    """这张表单已经办过，没有再办一次；后来改动的内容没有生效，需要时另行填写。"""

    def __init__(self) -> None:
        super().__init__("already_done", self.__doc__ or "")

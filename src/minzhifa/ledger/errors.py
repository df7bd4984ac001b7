"""Refusals of the ledger."""

from __future__ import annotations

from minzhifa.access.errors import Conflict, Refused


class Overtaken(Conflict):
    """有人刚刚先办理了同一事项，请刷新后再办。"""

    def __init__(self, label: str) -> None:
        super().__init__("overtaken", f"“{label or '该事项'}”刚刚有人先办理了，请刷新页面后再办。")


class NotRecordable(Refused):
    """The payload cannot be kept in the ledger as it is."""

    def __init__(self, detail: str) -> None:
        super().__init__("not_recordable", f"内容无法记入台账：{detail}")

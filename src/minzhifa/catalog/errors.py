"""Typed refusals of the catalogue."""

from __future__ import annotations

from minzhifa.access.errors import Conflict, NotFound, Refused

NOT_PROPOSER = (
    "全省统一的要素由省级该领域主管机关的系统管理员提出，本级自有的裁量权基准由制定机关的系统管理员提出（审批权限表）。"
)
NOT_PUBLISHER = (
    "全省统一的要素由省级该领域主管机关的负责人审定，本级自有的裁量权基准由制定机关的负责人审定（审批权限表）。"
)
NOT_STATUTE_PROPOSER = "执法依据的施行区间由省级司法行政部门的系统管理员提出变更（审批权限表）。"
NOT_STATUTE_PUBLISHER = "执法依据的施行区间变更由省级司法行政部门的负责人审定（审批权限表）。"
NOT_RETIRER = "只有该要素的提请机关和审定机关可以撤回、停用（审批权限表）。"


class UnknownMatter(NotFound):
    """There is no such matter, or no version of it in force on that day."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = "unknown_matter"
        self.fields = ("matter",)


class NotYours(Refused):
    """Nobody approves a version that he proposed."""

    status = 403


class Overlap(Conflict):
    """Two approved versions of one thing would be in force on the same day."""


class StaleVersion(Conflict):
    """Somebody else proposed a version after the proposer had begun."""

    def __init__(self, who: str, when: str, number: int) -> None:
        told = f"您填写期间，{who or '其他人'}已于{when}提出了第 {number} 版；本次没有提出。"
        super().__init__("stale_version", f"{told}请在历次版本中看过它，仍然要提出的再提交一次。")


class WrongState(Conflict):
    """The version was approved or retired in between."""


class BadVersion(Refused):
    """The proposed content is incomplete or contradicts itself."""

"""Where a case stands. One closed list for the law, the ledger, the desk and the API."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """The stages of the ordinary procedure, in the order in which a case meets them."""

    NONE = "none"
    LEAD = "lead"
    FILING_PROPOSED = "filing_proposed"
    DECLINE_PROPOSED = "decline_proposed"
    DECLINED = "declined"
    INVESTIGATING = "investigating"
    SUSPENDED = "suspended"
    CONCLUDED = "concluded"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    NOTICE_APPROVED = "notice_approved"
    NOTIFIED = "notified"
    IN_FINAL_REVIEW = "in_final_review"
    DECISION_PROPOSED = "decision_proposed"
    DECIDED = "decided"
    SERVED = "served"
    PERFORMED = "performed"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    CLOSING_PROPOSED = "closing_proposed"
    CLOSED = "closed"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        """The stage as users read it."""
        return LABELS[self]


LABELS: dict[Stage, str] = {
    Stage.NONE: "未登记",
    Stage.LEAD: "案源核查",
    Stage.FILING_PROPOSED: "立案待批",
    Stage.DECLINE_PROPOSED: "不予立案待批",
    Stage.DECLINED: "不予立案",
    Stage.INVESTIGATING: "调查取证",
    Stage.SUSPENDED: "中止调查",
    Stage.CONCLUDED: "调查终结",
    Stage.IN_REVIEW: "审核中",
    Stage.REVIEWED: "已审核",
    Stage.NOTICE_APPROVED: "告知待送达",
    Stage.NOTIFIED: "已告知",
    Stage.IN_FINAL_REVIEW: "听证后审核中",
    Stage.DECISION_PROPOSED: "决定待批",
    Stage.DECIDED: "已决定",
    Stage.SERVED: "已送达",
    Stage.PERFORMED: "已履行",
    Stage.WITHDRAWN: "已撤销立案",
    Stage.TERMINATED: "已终止调查",
    Stage.CLOSING_PROPOSED: "结案待批",
    Stage.CLOSED: "已结案",
    Stage.ARCHIVED: "已归档",
}

ENDS: frozenset[Stage] = frozenset({Stage.DECLINED, Stage.ARCHIVED})
"""Stages after which nothing of the case may change."""

BAR: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    ("案源", (Stage.NONE, Stage.LEAD, Stage.DECLINE_PROPOSED, Stage.DECLINED)),
    ("立案", (Stage.FILING_PROPOSED,)),
    ("调查", (Stage.INVESTIGATING, Stage.SUSPENDED, Stage.CONCLUDED)),
    ("审核", (Stage.IN_REVIEW, Stage.REVIEWED)),
    ("告知", (Stage.NOTICE_APPROVED, Stage.NOTIFIED, Stage.IN_FINAL_REVIEW)),
    ("决定", (Stage.DECISION_PROPOSED, Stage.DECIDED)),
    ("送达执行", (Stage.SERVED, Stage.PERFORMED)),
    ("结案归档", (Stage.WITHDRAWN, Stage.TERMINATED, Stage.CLOSING_PROPOSED, Stage.CLOSED, Stage.ARCHIVED)),
)
"""The stage bar of the case page: heading and the stages under it."""

"""What a verification says."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID


class Enough(Exception):
    """So many findings that reading on says nothing new."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: `row` names it for a person, `problem` is the sentence, `code` is for programs."""

    code: str
    row: str
    problem: str
    stream_id: UUID | None = None
    seq: int | None = None
    lane: int | None = None
    n: int | None = None

    def __str__(self) -> str:
        return f"{self.row}：{self.problem}"


@dataclass(slots=True)
class Report:
    """Counts of what was read, and every finding."""

    limit: int = 1000
    findings: list[Finding] = field(default_factory=list)
    streams: int = 0
    events: int = 0
    entries: int = 0

    @property
    def ok(self) -> bool:
        """True when nothing was found."""
        return not self.findings

    def in_stream(self, code: str, problem: str, *, stream_id: UUID, label: str, seq: int) -> None:
        """A fault at one event."""
        self.add(Finding(code, f"{label or stream_id} 第 {seq} 条", problem, stream_id=stream_id, seq=seq))

    def in_log(self, code: str, problem: str, *, lane: int, n: int) -> None:
        """A fault at one entry of the signed log."""
        self.add(Finding(code, f"流首日志 {lane} 道第 {n} 条", problem, lane=lane, n=n))

    def elsewhere(self, code: str, row: str, problem: str) -> None:
        """A fault outside the database."""
        self.add(Finding(code, row, problem))

    def add(self, finding: Finding) -> None:
        """Keep a finding. Raises `Enough` at the limit."""
        self.findings.append(finding)
        if len(self.findings) >= self.limit:
            raise Enough

"""Refusals of the evidence room: each says what is wrong with the file and what to do."""

from __future__ import annotations

from minzhifa.access.errors import Refused


class UploadRefused(Refused):
    """The file was not taken; nothing was stored."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message, fields=("upload",))


class Altered(Refused):
    """The stored content is not what was taken: somebody changed or lost it outside the system."""

    status = 500

    def __init__(self, title: str) -> None:
        super().__init__(
            "evidence_altered", f"证据文件“{title}”的内容与入库时的哈希不符或已丢失，不能使用，请立即报告。"
        )

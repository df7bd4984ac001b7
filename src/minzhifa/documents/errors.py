"""Typed refusals of the documents room."""

from __future__ import annotations

from minzhifa.access.errors import Conflict, NotFound, Refused


class UnknownKind(Refused):
    """没有这种文书。"""

    def __init__(self, kind: str) -> None:
        super().__init__("unknown_document_kind", f"没有这种文书：{kind}。", fields=("kind",))


class IncompleteDocument(Refused):
    """文书缺少法定必备内容，不能制发。"""

    def __init__(self, title: str, labels: tuple[str, ...], fields: tuple[str, ...], article: str | None) -> None:
        listed = "、".join(labels)
        super().__init__(
            "document_incomplete",
            f"《{title}》缺少必备内容：{listed}。补充后才能制发。",
            article=article,
            fields=fields,
        )


class RenderFailed(Refused):
    """文书没有排成：排版进程报错、超时或超出内存。"""

    status = 500

    def __init__(self, why: str) -> None:
        super().__init__("render_failed", f"文书没有排成：{why}")


class FontsMissing(RenderFailed):
    """服务器缺少文书字体，排不成 PDF；文书本身已经制发。"""

    status = 503

    def __init__(self) -> None:
        Refused.__init__(
            self,
            "fonts_missing",
            "服务器缺少文书所用的字体，现在排不成 PDF；文书的内容和文号已经记录，不受影响，装好字体后重新打开即可。",
        )


class DocumentIssued(Conflict):
    """文书已经制发，不能再改；需要时作废后重新制作。"""

    def __init__(self) -> None:
        super().__init__("document_issued", "文书已经制发，不能再改；需要时作废后重新制作。")


class DocumentVoid(Conflict):
    """文书已经作废。"""

    def __init__(self) -> None:
        super().__init__("document_void", "文书已经作废。")


class StaleDraft(Conflict):
    """草稿已被他人修改。"""

    def __init__(self) -> None:
        super().__init__("stale_draft", "这份草稿已被他人修改，请刷新后再保存。")


class BadNumber(Refused):
    """文号不成立。"""

    def __init__(self, message: str) -> None:
        super().__init__("bad_document_number", message, fields=("number",))


__all__ = [
    "BadNumber",
    "DocumentIssued",
    "DocumentVoid",
    "FontsMissing",
    "IncompleteDocument",
    "NotFound",
    "RenderFailed",
    "StaleDraft",
    "UnknownKind",
]

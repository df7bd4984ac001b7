"""The root of every typed refusal: code, article, fields; the sentence is what the user reads."""

from __future__ import annotations


class Refused(Exception):
    """An act was refused. Nothing was changed. Faces turn it into a sentence or into RFC 9457 problem+json."""

    status = 422

    def __init__(self, code: str, message: str, *, article: str | None = None, fields: tuple[str, ...] = ()) -> None:
        self.code = code
        self.message = message
        self.article = article
        self.fields = fields
        super().__init__(message)


class NotFound(Refused):
    """The thing does not exist, or is outside the actor's scope; the two are not told apart."""

    status = 404

    def __init__(self, message: str = "没有找到，或者不在您的权限范围内。") -> None:
        super().__init__("not_found", message)


class Conflict(Refused):
    """Somebody else acted in between, or the same request came twice with different content."""

    status = 409


class Locked(Refused):
    """The stored content is sealed under a key that the server does not have: nothing is lost, but nothing opens."""

    status = 503

    def __init__(self, what: str) -> None:
        super().__init__(
            "key_missing",
            f"{what}是加密存放的，服务器现在的密钥打不开它。内容没有丢失；请联系平台运维，把原来的密钥文件放回密钥目录。",
        )

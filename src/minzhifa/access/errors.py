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

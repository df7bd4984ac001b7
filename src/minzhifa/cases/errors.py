"""Typed refusals of the cases room. Nothing was changed when one of these is raised."""

from __future__ import annotations

from minzhifa.access.errors import Conflict, NotFound, Refused
from minzhifa.law.procedure.types import Refusal


class LawRefused(Refused):
    """The decider said no: its sentence, its article, its fields. `unknown`: a fact is missing rather than bad."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        self.unknown = refusal.unknown
        super().__init__(refusal.code, refusal.message, article=refusal.article, fields=refusal.fields)


class CaseNotFound(NotFound):
    """没有找到这个案件，或者它不在您的权限范围内。"""

    def __init__(self) -> None:
        super().__init__(self.__doc__ or "")


class StaleCase(Conflict):
    """Somebody else acted on the case after the page was opened."""

    def __init__(self, who: str, when: str, version: int) -> None:
        self.version = version
        super().__init__(
            "stale_case",
            f"{who or '其他人'}已于{when}办理了本案，您看到的页面不是最新状态。本次提交没有生效，请刷新后再办。",
            fields=("version",),
        )


class KeyReused(Conflict):
    """The same idempotency key came with different content. `code`: the case on which the first content was done."""

    def __init__(self, code: str = "") -> None:
        self.case_code = code
        super().__init__(
            "key_reused", "同一幂等键已用于内容不同的请求。请换一个新的键再提交。", fields=("Idempotency-Key",)
        )


class UnknownAction(Refused):
    """The action is not in the closed list."""

    def __init__(self, action: str) -> None:
        super().__init__("unknown_action", f"没有“{action}”这个办理动作。", fields=("action",))


class BadFacts(Refused):
    """A fact has the wrong form: an impossible date, an amount that is no number, a wrong check digit."""

    def __init__(self, message: str, *fields: str, article: str | None = None) -> None:
        super().__init__("bad_facts", message, article=article, fields=fields)

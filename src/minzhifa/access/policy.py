"""The policy registry: one object per model answers "may this actor do that" and "what may this actor see"."""

from __future__ import annotations

from typing import Any, Protocol

from django.db.models import Model, QuerySet

from minzhifa.access.actor import Actor


class Denied(PermissionError):
    """您没有办理此事的权限。"""

    code = "denied"

    def __init__(self, verb: str, why: str = "") -> None:
        self.verb = verb
        self.why = why or self.__doc__ or ""
        super().__init__(self.why)


class Policy(Protocol):
    """Registered once per model. A test asserts that `allows(actor, "view", obj)` and `visible` agree."""

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool: ...

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]: ...


_policies: dict[type[Model], Policy] = {}


def register(model: type[Model], policy: Policy) -> None:
    """Make `policy` the only judge over `model`; a second registration is a programming error."""
    if model in _policies:
        raise ValueError(f"{model.__name__} already has a policy")
    _policies[model] = policy


def registered() -> dict[type[Model], Policy]:
    """Every model that has a policy (read by the consistency tests)."""
    return dict(_policies)


def allows(actor: Actor, verb: str, obj: Model) -> bool:
    """Default deny: a model without a policy allows nothing."""
    policy = _policies.get(type(obj))
    return policy is not None and policy.allows(actor, verb, obj)


def require(actor: Actor, verb: str, obj: Model, why: str = "") -> None:
    """Raise `Denied` unless the policy allows it."""
    if not allows(actor, verb, obj):
        raise Denied(verb, why)


def visible(actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The part of `rows` this actor may see; nothing at all for a model without a policy."""
    policy = _policies.get(rows.model)
    return rows.none() if policy is None else policy.visible(actor, rows)

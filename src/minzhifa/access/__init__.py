"""Actor, scope, policies and the second wall. Every operation takes an `Actor`; every query filters by `visible`."""

from minzhifa.access.actor import Actor, Grant, Role, Scope
from minzhifa.access.policy import Denied, Policy, allows, register, registered, require, visible

__all__ = [
    "Actor",
    "Denied",
    "Grant",
    "Policy",
    "Role",
    "Scope",
    "allows",
    "register",
    "registered",
    "require",
    "visible",
]

"""Who may see and change what of the organisation. Registered when the app is ready; a test holds both halves equal."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet

from minzhifa.access import Actor, Role, register
from minzhifa.org.models import (
    Account,
    Agency,
    AgencyName,
    AgencyNumberWord,
    AgencyRemedy,
    AgencyStanding,
    Certificate,
    CertificateSuspension,
    Empowerment,
    EmpowermentWithdrawal,
    Exemption,
    ExemptionStep,
    Field,
    LateEntry,
    NumberSuffix,
    Officer,
    OfflineGround,
    Region,
    Remit,
    RoleGrant,
    SystemToken,
)


def _administered(actor: Actor, path: str) -> Q:
    """Rows whose agency (reached by `path`) the actor administers: named agencies, a region's, or all of them."""
    wanted = Q(pk__in=[])
    for grant in actor.grants:
        if grant.role is not Role.ADMINISTRATOR:
            continue
        if grant.agency_id is None and grant.remits is None:
            return Q()
        if grant.agency_id is not None:
            wanted |= Q(**{path: grant.agency_id})
        elif grant.remits:
            wanted |= Q(**{f"{path}__in": Remit.objects.filter(id__in=grant.remits).values("agency_id")})
    return wanted


def administers(actor: Actor, agency_id: int | None) -> bool:
    """True when the actor administers this agency; None stands for the whole province."""
    for grant in actor.grants:
        if grant.role is not Role.ADMINISTRATOR:
            continue
        if grant.agency_id is None and grant.remits is None:
            return True
        if agency_id is None:
            continue
        if grant.agency_id == agency_id:
            return True
        if (
            grant.remits
            and grant.agency_id is None
            and Remit.objects.filter(agency=agency_id, id__in=grant.remits).exists()
        ):
            return True
    return False


def _watched(actor: Actor, path: str) -> Q:
    """Rows whose agency's people the actor may see: his own agency's, those in his scope, those he administers."""
    if actor.scope.everything:
        return Q()
    own = {grant.agency_id for grant in actor.grants if grant.agency_id is not None} | {actor.agency_id}
    wanted = Q(**{f"{path}__in": [agency for agency in own if agency is not None]})
    if actor.scope.remits:
        wanted |= Q(**{f"{path}__in": Remit.objects.filter(id__in=actor.scope.remits).values("agency_id")})
    administered = _administered(actor, path)
    return Q() if administered == Q() else wanted | administered


class _Seen:
    """`view` is exactly membership in `visible`; other verbs belong to administrators of the row's agency."""

    def agency_of(self, obj: Any) -> int | None:
        """The agency a row belongs to."""
        found: int | None = obj.agency_id
        return found

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows this actor may see."""
        raise NotImplementedError

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool:
        """View by `visible`; everything else needs an administrator of that agency."""
        if verb == "view":
            return self.visible(actor, type(obj)._default_manager.filter(pk=obj.pk)).exists()
        return administers(actor, self.agency_of(obj))


class Reference(_Seen):
    """Public by nature (主体、名称、职权 are to be announced): every actor sees them."""

    def agency_of(self, obj: Any) -> int | None:
        """An agency is its own; regions and fields belong to the province."""
        if isinstance(obj, Agency):
            return obj.pk
        found: int | None = getattr(obj, "agency_id", None)
        return found

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        """All of them."""
        return rows


class People(_Seen):
    """Officers and certificates: seen inside their agency, by its superiors in office, and by supervisors."""

    def __init__(self, path: str) -> None:
        self.path = path

    def agency_of(self, obj: Any) -> int | None:
        """Along the path of foreign keys."""
        *steps, last = self.path.split("__")
        for step in steps:
            obj = getattr(obj, step)
        found: int | None = getattr(obj, last)
        return found

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows of watched agencies."""
        return rows.filter(_watched(actor, self.path))


class Accounts(_Seen):
    """Accounts, grants, tokens: seen by their holder and by administrators of the agency."""

    def __init__(self, path: str, holder: str | None) -> None:
        self.path, self.holder = path, holder

    def agency_of(self, obj: Any) -> int | None:
        """Along the path of foreign keys."""
        return People(self.path).agency_of(obj)

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Own rows and administered ones."""
        wanted = _administered(actor, self.path)
        if wanted == Q():
            return rows
        return rows.filter(wanted | Q(**{self.holder: actor.account_id})) if self.holder else rows.filter(wanted)


class Scoped(_Seen):
    """Rows of a remit: seen by whoever sees its cases. The second wall says the same."""

    def agency_of(self, obj: Any) -> int | None:
        """That of the remit."""
        return Remit.objects.filter(pk=obj.remit_id).values_list("agency_id", flat=True).first()

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows of remits in the actor's scope."""
        return rows if actor.scope.everything else rows.filter(remit_id__in=actor.scope.remits)


class Announced(Reference):
    """Powers that were handed on (决定应当公布): everybody sees them."""

    def agency_of(self, obj: Any) -> int | None:
        """That of the township."""
        found: int | None = obj.township_id
        return found


REFERENCE: tuple[type[Model], ...] = (
    Region, Field, Agency, AgencyName, AgencyStanding, AgencyNumberWord, NumberSuffix, AgencyRemedy, Remit,
)  # fmt: skip


def register_all() -> None:
    """Called once by the app's `ready`."""
    for model in REFERENCE:
        register(model, Reference())
    for model in (Empowerment, EmpowermentWithdrawal):
        register(model, Announced())
    for model in (OfflineGround, LateEntry, Exemption, ExemptionStep):
        register(model, Scoped())
    register(Officer, People("agency_id"))
    register(Certificate, People("agency_id"))
    register(CertificateSuspension, People("certificate__agency_id"))
    register(Account, Accounts("agency_id", "pk"))
    register(RoleGrant, Accounts("account__agency_id", "account_id"))
    register(SystemToken, Accounts("agency_id", None))

"""Load the demo province: all agencies, invented officers in each, and accounts by role in a few."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from minzhifa.access.postgresql.statistics import count_anew
from minzhifa.org.demo.login import demo_password, require_demo, totp_secret
from minzhifa.org.demo.people import PEOPLE, certificates, fixed, invented_name
from minzhifa.org.load import BATCH, load_reference_org
from minzhifa.org.models import (
    Account,
    Agency,
    Certificate,
    CertificateSuspension,
    Officer,
    Region,
    RoleGrant,
)

SINCE = date(2016, 6, 1)
OFFICERS_PER_AGENCY = 2


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    """Rows present after the load."""

    regions: int
    agencies: int
    remits: int
    officers: int
    certificates: int
    accounts: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An officer to be: key, agency, name, example."""

    key: str
    agency_id: int
    region: str
    name: str
    post: str
    example: str
    account: str | None = None


def _accounts(agencies: dict[str, tuple[int, str]]) -> None:
    """Accounts, second factors and grants; the password hash is renewed only when the password changed."""
    sample = Account.objects.filter(is_demo=True).values_list("password", flat=True).first()
    kept = sample is not None and check_password(demo_password(), sample)
    hashed = sample if kept and sample else make_password(demo_password())
    rows = [
        Account(
            id=fixed("account", p.username), username=p.username, name=p.name, password=hashed, is_demo=True,
            agency_id=agencies[p.agency][0] if p.agency else None,
        )
        for p in PEOPLE
    ]  # fmt: skip
    Account.objects.bulk_create(rows, ignore_conflicts=True)
    if not kept:
        Account.objects.filter(is_demo=True).update(password=hashed)
    _second_factors()
    regions = dict(Region.objects.filter(code__in=[p.region for p in PEOPLE if p.region]).values_list("code", "id"))
    grants = [
        RoleGrant(
            id=fixed("grant", f"{p.username}:{role}"), account_id=fixed("account", p.username), role=role.value,
            agency_id=agencies[p.agency][0] if p.agency and not p.region else None,
            region_id=regions[p.region] if p.region else None, valid_from=SINCE, reason="演示数据",
        )
        for p in PEOPLE
        for role in p.roles
    ]  # fmt: skip
    RoleGrant.objects.bulk_create(grants, ignore_conflicts=True)


def _second_factors() -> None:
    """Each demo account has the secret that `demo_code` reads, also after this machine's secret was renewed."""
    have = {a.user_id: a for a in Authenticator.objects.filter(type="totp", user__is_demo=True)}
    new, changed = [], []
    for person in PEOPLE:
        key, secret = fixed("account", person.username), totp_secret(person.username)
        row = have.get(key)
        if row is None:
            new.append(Authenticator(user_id=key, type="totp", data={"secret": encrypt(secret)}))
        elif not _holds(row, secret):
            row.data = {"secret": encrypt(secret)}
            changed.append(row)
    Authenticator.objects.bulk_create(new)
    Authenticator.objects.bulk_update(changed, ["data"])


def _holds(row: Authenticator, secret: str) -> bool:
    try:
        return bool(decrypt(row.data["secret"]) == secret)
    except Exception:  # sealed under a key that this machine no longer has
        return False


def _named(agencies: dict[str, tuple[int, str]]) -> Iterable[_Candidate]:
    for p in PEOPLE:
        if p.agency and p.certificate:
            agency_id, region = agencies[p.agency]
            yield _Candidate(p.username, agency_id, region, p.name, p.post, p.certificate, p.username)


def _everywhere(agencies: dict[str, tuple[int, str]], working: set[int]) -> Iterable[_Candidate]:
    for slug, (agency_id, region) in agencies.items():
        if agency_id in working:
            for n in range(OFFICERS_PER_AGENCY):
                key = f"{slug}:{n}"
                yield _Candidate(key, agency_id, region, invented_name(key), "执法人员", "valid")


def _officers(candidates: list[_Candidate]) -> None:
    """Officers with their certificates; serials count within a county, in the order of the agencies."""
    officers, papers, suspensions = [], [], []
    serials: dict[str, int] = {}
    for c in candidates:
        region = c.region[:6]
        serials[region] = serials.get(region, 0) + 1
        officer = fixed("officer", c.key)
        account = fixed("account", c.account) if c.account else None
        officers.append(Officer(id=officer, agency_id=c.agency_id, account_id=account, name=c.name, post=c.post))
        for n, row in enumerate(certificates(c.example, region, serials[region])):
            key = fixed("certificate", f"{c.key}:{n}")
            papers.append(
                Certificate(
                    id=key, officer_id=officer, agency_id=c.agency_id, number=row.number, issuer="福建省司法厅（演示）",
                    valid_from=row.valid_from, valid_until=row.valid_until,
                )
            )  # fmt: skip
            if row.suspended_from:
                suspensions.append(
                    CertificateSuspension(
                        id=fixed("suspension", c.key), certificate_id=key, starts_on=row.suspended_from,
                        reason="演示：年度考核不合格",
                    )
                )  # fmt: skip
    Officer.objects.bulk_create(officers, BATCH, ignore_conflicts=True)
    Certificate.objects.bulk_create(papers, BATCH, ignore_conflicts=True)
    CertificateSuspension.objects.bulk_create(suspensions, ignore_conflicts=True)


def _heads(agencies: dict[str, tuple[int, str]]) -> None:
    """The head's name on the card is that of the demo account that holds the post."""
    rows = Agency.objects.filter(slug__in=[p.agency for p in PEOPLE if p.post == "局长"], head_name="")
    names = {p.agency: p.name for p in PEOPLE if p.post == "局长"}
    changed = list(rows)
    for row in changed:
        row.head_name = names[row.slug]
    Agency.objects.bulk_update(changed, ["head_name"])


def load_demo_org() -> DemoLoaded:
    """Load or complete the demo organisation; a second call changes nothing. Raises `NotInDemoMode`."""
    require_demo()
    with transaction.atomic():
        loaded = load_reference_org()
        rows = Agency.objects.filter(historical=False).order_by("id").values_list("slug", "id", "region__code")
        agencies = {slug: (agency_id, region) for slug, agency_id, region in rows}
        _accounts(agencies)
        if not Officer.objects.filter(pk=fixed("officer", PEOPLE[0].username)).exists():
            working = set(Agency.objects.filter(remits__isnull=False).values_list("id", flat=True))
            _officers([*_named(agencies), *_everywhere(agencies, working)])
        _heads(agencies)
    count_anew("org")
    return DemoLoaded(
        loaded.regions, loaded.agencies, loaded.remits, Officer.objects.count(), Certificate.objects.count(),
        Account.objects.filter(is_demo=True).count(),
    )  # fmt: skip

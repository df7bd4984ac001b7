"""登记赋权事项: what a public decision hands on to a township."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from minzhifa.access import Actor
from minzhifa.access.errors import Refused
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Agency, Empowerment
from minzhifa.org.operations._common import act, agency_stream, locked_agency, require_administrator
from minzhifa.org.powers import ARTICLE


def propose_empowerment(
    *,
    actor: Actor,
    township_id: int,
    county_id: int,
    matters: Sequence[tuple[str, str]],
    valid_from: date,
    announcement: str,
    published_on: date,
    at: datetime,
    document_number: str = "",
    valid_to: date | None = None,
) -> list[int]:
    """Register matters (code, name) of a county department for a township from a day; in force when approved.

    `announcement`, `published_on`: the public decision on which it rests (决定应当公布), not after `valid_from`.
    Raises `NotAuthorised` (administrators of either agency register), `Refused`.
    """
    with act(actor):
        township = locked_agency(township_id)
        county = Agency.objects.select_related("region").get(pk=county_id)
        require_administrator(actor, county_id)
        _check(township, county, published_on, valid_from, valid_to)
        if not matters or not announcement.strip():
            raise Refused("empowerment_empty", "应当写明事项和公布的文件。", article=ARTICLE, fields=("matters",))
        open_now = Empowerment.objects.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from), township=township)
        if held := open_now.filter(matter_code__in=[code for code, _ in matters]).first():
            text = f"“{held.matter_name}”已经登记为该乡镇街道的赋权事项。"
            raise Refused("already_empowered", text, article=ARTICLE, fields=("matters",))
        rows = [
            Empowerment(
                township=township, county=county, matter_code=code, matter_name=name, valid_from=valid_from,
                valid_to=valid_to, announcement=announcement.strip(), document_number=document_number.strip(),
                published_on=published_on, proposed_by=actor.account_id, proposed_name=actor.name, proposed_at=at,
                source=announcement.strip()[:160],
            )
            for code, name in matters
        ]  # fmt: skip
        Empowerment.objects.bulk_create(rows)
        payload = {
            "county": county_id, "matters": [code for code, _ in matters], "from": valid_from.isoformat(),
            "to": valid_to.isoformat() if valid_to else None, "announcement": announcement,
            "published_on": published_on.isoformat(),
        }  # fmt: skip
        stream = agency_stream(township_id, township.name)
        append(actor=actor, stream=stream, events=[NewEvent("empowerment_proposed", payload)], at=at)
    return [row.pk for row in rows]


def _check(township: Agency, county: Agency, published_on: date, valid_from: date, valid_to: date | None) -> None:
    if township.level != "township":
        raise Refused("not_a_township", "只能赋权给乡镇人民政府、街道办事处。", article=ARTICLE, fields=("township",))
    region = Agency.objects.select_related("region").get(pk=township.pk).region
    if county.level != "county" or county.region.code[:6] != region.code[:6]:
        text = "交出行政处罚权的应当是同一县级的部门。"
        raise Refused("not_its_county", text, article=ARTICLE, fields=("county",))
    if published_on > valid_from:
        text = "决定应当公布；公布以前不能行使。"
        raise Refused("not_published", text, article=ARTICLE, fields=("published_on",))
    if valid_to is not None and valid_to <= valid_from:
        raise Refused("interval_wrong", "止日早于起日。", fields=("valid_to",))

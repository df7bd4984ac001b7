"""Which division a record speaks of when it names one without its code."""

from __future__ import annotations

from minzhifa.org.queries import regions

PROVINCE = "350000"
_ENDINGS = ("市", "县", "区")


def region_code(*names: str) -> str:
    """The code of the county, else the city, that the first telling name names; the province when none does.

    莆田市秀屿区 → 350305, 晋江市陈埭镇人民政府 → 350582 (at most one statement a city, and only for such records).
    """
    cities = regions(PROVINCE)
    for name in (one for one in names if one):
        city = next((c for c in cities if c.name in name), None)
        within = [city] if city else cities
        found = next((r.code for c in within for r in regions(c.code) if _named(r.name, name)), None)
        if found or city:
            return found or (city.code if city else PROVINCE)
    return PROVINCE


def _named(county: str, name: str) -> bool:
    return county in name and county.endswith(_ENDINGS)

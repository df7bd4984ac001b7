"""Plausible, deterministic demo values for what is not public: codes with right check digits, accounts."""

from __future__ import annotations

import hashlib

_ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _number(seed: str, digits: int) -> str:
    """Digits from a hash of the seed."""
    return str(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]) % 10**digits).zfill(digits)


def uscc(slug: str, region: str) -> str:
    """A unified social credit code of an organ (11…) for a region, both check digits right (GB 11714, GB 32100)."""
    body = _number(f"organisation:{slug}", 8)
    total = sum(_ORGANISATION.index(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    check = 11 - total % 11
    base = f"11{region[:6]}{body}{ {10: 'X', 11: '0'}.get(check, str(check)) }"
    weighted = sum(_CREDIT.index(c) * 3**i for i, c in enumerate(base))
    return base + _CREDIT[(31 - weighted % 31) % 31]


def phone(slug: str, area: str) -> str:
    """A number of the invented block 0000xxxx behind the real area code."""
    return f"{area}-0000{_number(f'phone:{slug}', 4)}"


def account(slug: str) -> str:
    """An account number that no bank issues (issuer digits 999999)."""
    return f"999999{_number(f'account:{slug}', 12)}"


def address(slug: str, place: str) -> str:
    """A street and number that say themselves to be demo data."""
    return f"{place}演示路{int(_number(f'address:{slug}', 3)) + 1}号"

"""The rows of the rulebook: a term, a threshold or switch, a field of law, what has no number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minzhifa.law.precedence import Claim
from minzhifa.law.terms import BackMode, Period, Unit

GENERAL = "general"
VERIFIED, FROM_MEMORY = "V", "M"
_HOURS = {"h": 1.0, "d": 24.0, "wd": 33.6, "m": 730.0, "y": 8766.0}  # a working day is 1.4 days, holidays apart
Value = str | int | bool | Decimal | tuple[str, ...]
_OPERATORS = {">=": ("", "以上"), "<=": ("", "以下"), ">": ("超过", "")}


@dataclass(frozen=True, slots=True)
class Extension:
    """One permitted extension: its length (None: 合理期限, fixed by the decision itself) and who decides."""

    period: Period | None
    approver: str  # agency_head, panel, superior_agency, reconsideration_office
    source: str


@dataclass(frozen=True, slots=True)
class TermRule:
    """One term of one domain in one interval: [valid_from, valid_to).

    `from_mark`: M where no text at hand says since when this version is in force (`mark` is about what it says).
    """

    id: str
    domain: str
    title: str
    n: int
    unit: Unit
    start_event: str
    source: str
    mark: str
    valid_from: date
    valid_to: date | None = None
    direction: str = "forward"  # or backward
    roll: bool = False
    back_mode: BackMode = BackMode.INCLUSIVE
    extendable: tuple[Extension, ...] = ()
    cap: Period | None = None
    excluded_events: tuple[str, ...] = ()
    whose: str = "agency"  # whose duty or right: agency, party, court, police, superior, other
    lapse: str = ""  # what happens by itself at the end
    other_reading: Period | None = None  # the same words read the other way (natural or working days)
    note: str = ""
    rank: str = ""  # law, regulation, local_regulation, rule, guidance, or default where the platform fills a gap
    from_mark: str = VERIFIED

    @property
    def period(self) -> Period:
        """The length of the term."""
        return Period(self.n, self.unit)

    @property
    def says(self) -> str:
        """The length in words."""
        return str(self.period)

    @property
    def matter(self) -> str:
        """What it is about, among all rules."""
        return f"term:{self.id}"

    @property
    def cell(self) -> tuple[str | None, ...]:
        """Whom it covers."""
        return (self.domain,)

    @property
    def weight(self) -> float:
        """The length in hours, near enough to tell which of two terms is the longer."""
        return self.n * _HOURS[self.unit.value]

    def same(self, other: Claim) -> bool:
        """The same length, counted the same way, with the same extensions allowed."""
        return isinstance(other, TermRule) and (
            (self.period, self.direction, self.cap) == (other.period, other.direction, other.cap)
            and [(it.period, it.approver) for it in self.extendable]
            == [(it.period, it.approver) for it in other.extendable]
        )

    def stricter(self, other: Claim) -> bool:
        """Which of two terms is the stricter hangs on whose it is; `shorter` and `longer` say that."""
        return False

    @property
    def verified(self) -> bool:
        """False where the page must show 待核."""
        return self.mark == VERIFIED


@dataclass(frozen=True, slots=True)
class Ruling:
    """A threshold or switch as the rulebook answers it. `operator` is ">=" (以上) or ">" (超过) for thresholds."""

    key: str
    value: Value
    operator: str
    source: str
    mark: str
    domain: str = GENERAL
    region: str | None = None
    party_kind: str | None = None
    note: str = ""
    valid_from: date = date.min
    valid_to: date | None = None
    rank: str = ""
    title: str = ""
    from_mark: str = VERIFIED

    @property
    def verified(self) -> bool:
        """False where the page must show 待核."""
        return self.mark == VERIFIED

    @property
    def says(self) -> str:
        """The value in words; empty for names and lists, which a page words itself."""
        if isinstance(self.value, bool):
            return "是" if self.value else "否"
        if not isinstance(self.value, Decimal | int):
            return ""
        number = f"{self.value.normalize():f}" if isinstance(self.value, Decimal) else str(self.value)
        before, after = _OPERATORS.get(self.operator, ("", ""))
        return f"{before}{number}{after}"

    @property
    def matter(self) -> str:
        """What it is about, among all rules."""
        return f"value:{self.key}"

    @property
    def cell(self) -> tuple[str | None, ...]:
        """Whom it covers: field, region, kind of party."""
        return (self.domain, self.region, self.party_kind)

    @property
    def weight(self) -> float | None:
        """The value where it is a number."""
        return None if isinstance(self.value, bool | str | tuple) else float(self.value)

    def same(self, other: Claim) -> bool:
        """The same value, and 以上 or 超过 alike; a list in whatever order."""
        if not isinstance(other, Ruling) or self.operator != other.operator:
            return False
        if isinstance(self.value, tuple) and isinstance(other.value, tuple):
            return set(self.value) == set(other.value)
        return self.value == other.value

    def stricter(self, other: Claim) -> bool:
        """A duty that the other does not lay down, or every case of its list and more."""
        if not isinstance(other, Ruling):
            return False
        if isinstance(self.value, tuple) and isinstance(other.value, tuple):
            return set(self.value) > set(other.value)
        return self.value is True and other.value is False

    @property
    def amount(self) -> Decimal:
        """The value as money or rate; raises `TypeError` when it is neither."""
        if isinstance(self.value, bool) or not isinstance(self.value, Decimal | int):
            raise TypeError(f"{self.key} is no amount")
        return Decimal(self.value)

    def reached(self, amount: Decimal) -> bool:
        """True when `amount` reaches the threshold by its own operator."""
        return amount > self.amount if self.operator == ">" else amount >= self.amount


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of law. `follows`: whose column it borrows; `unread`: own rules not loaded yet; `ask`: who has them."""

    code: str
    title: str
    follows: str = GENERAL
    unread: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A rule that names no number (及时), or a cell that nobody has filled: `says` is the answer."""

    id: str
    domain: str
    title: str
    says: str
    source: str
    mark: str
    valid_from: date
    valid_to: date | None = None

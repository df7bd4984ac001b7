"""What the catalogue's queries return: frozen rows, nothing lazy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited provision. `provision_id` is None when its text is not held; `unresolved` then says why."""

    text: str  # 《广告法》第五十五条第一款
    statute: str  # 广告法
    place: str  # 第五十五条第一款
    provision_id: int | None = None
    unresolved: str | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """One statutory range, structured. Yuan for `kind` "fixed", else multiples of `base` (1% is 0.01)."""

    text: str
    kind: str  # fixed | multiple | unspecified | text
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    base: str | None = None  # 货值金额, 违法所得, 建设项目总投资额 …
    minimum_included: bool = True
    maximum_included: bool = True
    optional: bool = False  # 可以处 / 可以并处
    additional: bool = False  # 并处
    party: str | None = None  # person | organisation, where the text says so
    per: str | None = None  # 每次, 每立方米 …


@dataclass(frozen=True, slots=True)
class Element:
    """One constituent element (要件) of a violation, in the provision's own words."""

    key: str
    kind: str  # subject | act | object | circumstance | result | exception
    text: str
    citation: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class MatterCard:
    """A matter as it stood on one day; a case keeps `version_id`."""

    code: str
    name: str
    field: str  # the field's Chinese name, 市场监管
    field_code: str  # the registry's code of the field
    kind: str  # penalty | coercion | inspection
    level: str
    version_id: int
    version: int
    effective_from: date | None  # None: not known
    effective_to: date | None  # exclusive
    violated: tuple[Citation, ...]
    basis: tuple[Citation, ...]
    range_text: str
    ranges: tuple[Range, ...]
    elements: tuple[Element, ...]
    mark: str  # lawtext | page | memory
    verified: bool  # lawtext, and every citation resolved
    note: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A line in the list of matters."""

    code: str
    name: str
    field: str
    field_code: str
    kind: str
    level: str
    legal_basis: str
    version_id: int | None  # None: no version in force on that day
    mark: str
    verified: bool
    has_elements: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """The catalogue does not know; `why` is the sentence to show. Never to be read as "there is none"."""

    code: str  # no_statute | no_text | no_version | no_provision | unreadable
    why: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class ProvisionText:
    """The text of a cited provision. `in_force` is None while commencement of this version is not known."""

    provision_id: int
    statute: str
    citation: str
    text: str
    version_id: int
    version_date: date | None
    in_force: bool | None
    mark: str  # V | M | U (unknown)


@dataclass(frozen=True, slots=True)
class ProvisionHit:
    """One search hit, article or finer, with the words around the first match."""

    provision_id: int
    statute_id: int
    statute: str
    citation: str
    excerpt: str
    version_id: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One dated text of a statute; `has_text` False where only its interval is known."""

    id: int
    version_date: date | None
    effective_from: date | None
    effective_to: date | None
    mark: str
    from_quote: str
    to_quote: str
    partial: bool
    has_text: bool
    articles: int
    provisions: int


@dataclass(frozen=True, slots=True)
class StatuteRow:
    """A statute in the list."""

    id: int
    title: str
    official_title: str
    kind: str  # law | regulation | rule | guidance
    organ: str
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One article, paragraph, item or sub-item, in reading order."""

    id: int
    path: str
    level: int  # 1 article, 2 paragraph, 3 item, 4 sub-item
    citation: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class StatutePage:
    """Everything the page of one statute shows: the chosen version and its articles with their parts."""

    statute: StatuteRow
    version: VersionRow
    provisions: tuple[ProvisionRow, ...]
    matters: tuple[tuple[str, str], ...]  # (code, name) of matters resting on this version


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of a benchmark, in the benchmark's own words."""

    grade: str
    factor: str
    range: str


@dataclass(frozen=True, slots=True)
class BenchmarkCard:
    """A discretion benchmark as it stood on one day. `complete` False: further grades exist beyond what is held."""

    code: str
    version_id: int
    version: int
    field: str
    region: str
    violation: str
    law: str
    statutory_range: str
    grades: tuple[Grade, ...]
    complete: bool
    mark: str  # page | memory | lawtext
    source: str
    note: str
    effective_from: date | None
    effective_to: date | None
    owner: str = ""  # the agency whose own it is; empty for the province's
    definition: str = ""  # what computes it (TOML or JSON); empty: text only


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """A document template's version in force on one day."""

    kind: str
    title: str
    version_id: int
    version: str
    sha256: str
    effective_from: date | None
    effective_to: date | None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A version that waits for approval."""

    kind: str  # matter | benchmark | template
    key: str
    title: str
    version_id: int
    number: int
    effective_from: date | None
    proposed_by: UUID | None
    proposed_at: datetime | None


@dataclass(frozen=True, slots=True)
class SparingEntry:
    """One entry of a list: the act that is not punished, by matters or provisions, and on what conditions.

    `harm`: none | slight | "" (what the law says); `corrected`: before_found | ordered | ""; `amount_most`: yuan of
    `amount_of` (货值金额 …), both or neither.
    """

    key: str
    violation: str
    matters: tuple[str, ...]
    provisions: tuple[str, ...]
    conditions: str
    harm: str
    corrected: str
    amount_of: str
    amount_most: Decimal | None


@dataclass(frozen=True, slots=True)
class SparingCard:
    """A published list as it stood on one day; a case keeps version and entry. `owner_agency_id`: its own list."""

    code: str
    kind: str  # first | minor
    field: str
    field_code: str
    owner_agency_id: int | None
    owner: str
    version_id: int
    version: int
    effective_from: date | None
    effective_to: date | None
    title: str
    organ: str
    months: int | None
    entries: tuple[SparingEntry, ...]
    mark: str
    source: str
    note: str

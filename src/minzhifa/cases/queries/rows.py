"""What the queries return: frozen rows for pages and the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from minzhifa.cases._next import NextAct
from minzhifa.documents.rows import DocumentRow
from minzhifa.evidence.types import StoredFile
from minzhifa.law.procedure import CaseState, Offer, PartOffers
from minzhifa.law.publication import Said
from minzhifa.law.review import Finding
from minzhifa.ledger.types import LedgerRow


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list."""

    id: UUID
    code: str
    cause: str
    party_name: str
    stage: str
    stage_label: str
    agency_name: str
    region_code: str
    field_code: str
    opened: str  # ISO, possibly partial
    next_due: date | None
    next_term: str
    lead_officer_name: str
    returned: bool
    historical: bool
    version: int
    updated_at: datetime
    procedure: str = "ordinary"
    next_acts: tuple[NextAct, ...] = ()  # what leads on, for whom and from which day

    def owed(self, on: date) -> str:
        """What a measure that ran out or was released leaves to be done by that day, and why; "" for nothing."""
        return next((act.owed for act in self.next_acts if act.owed and act.open_on(on)), "")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `after` is the cursor of the next one, None at the end."""

    rows: tuple[CaseLine, ...]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list may be narrowed by; None means no filter."""

    q: str = ""
    stage: str | None = None
    agency_id: int | None = None
    field_code: str | None = None
    officer_id: UUID | None = None
    due_before: date | None = None
    opened_from: date | None = None
    opened_to: date | None = None
    returned: bool | None = None
    historical: bool | None = None
    deviates: bool | None = None  # the fine lies outside the range that its benchmark recommends


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """An act that waits for the actor's decision."""

    case: CaseLine
    act: str
    label: str
    proposer_name: str
    since: datetime
    part: str = ""  # the part of the case in which it was proposed


@dataclass(frozen=True, slots=True)
class Workbench:
    """My work, most urgent first; every list is capped."""

    owed: tuple[CaseLine, ...]  # a measure ran out or was released: goods to return, a bank to tell
    overdue: tuple[CaseLine, ...]
    today: tuple[CaseLine, ...]
    week: tuple[CaseLine, ...]
    later: tuple[CaseLine, ...]
    returned: tuple[CaseLine, ...]
    leads: tuple[CaseLine, ...]
    approvals: tuple[ApprovalLine, ...]
    queue: tuple[CaseLine, ...] = ()  # what comes to a role by itself: hearings to hold, case files to take in
    more: bool = False  # of one's own cases there are more than were read


@dataclass(frozen=True, slots=True)
class BarStep:
    """One heading of the stage bar."""

    label: str
    state: str  # done | current | todo
    on: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term with the sentence that explains its date. `days_left` is negative when overdue.

    `lapsed`: a right of the party that ran out, which is nobody's delay. `left`: what is left in the term's own `unit`
    (wd or d). `open_why`: why there is no day yet, where the holidays of a year are what is missing; what is left is
    then counted to the day before which the term cannot end. `owed`: what is to be done at once now that it ran out.
    """

    term_id: str
    title: str
    start: str
    due: date | None
    stopped: str
    days_left: int | None
    mark: str
    source: str
    explanation: str
    lapsed: bool = False
    left: int | None = None
    unit: str = "d"
    open_why: str = ""
    owed: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One element of the violation and the evidence that proves it; a gap when there is none."""

    key: str
    text: str
    citation: str
    evidence: tuple[Mapping[str, Any], ...]

    @property
    def gap(self) -> bool:
        """True when nothing proves it."""
        return not self.evidence


@dataclass(frozen=True, slots=True)
class DisclosureDay:
    """One date of 公示, computed from the rules. `due` is None while its start is not known."""

    title: str
    due: date | None
    explanation: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class PartyCard:
    """The party as a page shows it; what is personal is masked unless `opened`."""

    kind: str
    name: str
    uscc: str
    legal_representative: str
    id_number: str
    phone: str
    address: str
    subject_id: UUID | None
    opened: bool = False


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the case page shows."""

    case: CaseLine
    remit_id: int
    agency_id: int
    domain: str
    state: CaseState
    source_ref: str | None
    bar: tuple[BarStep, ...]
    offers: tuple[Offer, ...]
    terms: tuple[TermLine, ...]
    matrix: tuple[MatrixRow, ...]
    party: PartyCard | None
    documents: Sequence[DocumentRow]
    files: Sequence[StoredFile]
    ledger: Sequence[LedgerRow]
    findings: Sequence[Finding]
    parts: tuple[PartOffers, ...]
    openings: tuple[Offer, ...]  # acts that would begin a new part
    disclosure: tuple[DisclosureDay, ...]
    publication: tuple[Said, ...]
    record: Mapping[str, Any] | None  # the whole source record of a historical case
    gone: bool = False  # as the actor's agency left it when it went over to another

    def offers_of(self, part: str) -> Sequence[Offer]:
        """The acts of a part, or of the case itself with those that open a part."""
        if not part:
            return (*self.offers, *self.openings)
        return next((one.offers for one in self.parts if one.id == part), ())

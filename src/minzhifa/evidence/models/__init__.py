"""Tables of the evidence room; both are append-only."""

from minzhifa.evidence.models.custody import CustodyEntry
from minzhifa.evidence.models.file import EvidenceFile

__all__ = ["CustodyEntry", "EvidenceFile"]

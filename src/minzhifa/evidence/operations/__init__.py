"""What can be done with evidence files."""

from minzhifa.evidence.models.custody import CustodyAction
from minzhifa.evidence.operations.hand_on import hand_on
from minzhifa.evidence.operations.hand_over_all import hand_over_all
from minzhifa.evidence.operations.record_custody import record_custody
from minzhifa.evidence.operations.store_file import store_file
from minzhifa.evidence.types import CustodyStep, StoredFile

__all__ = ["CustodyAction", "CustodyStep", "StoredFile", "hand_on", "hand_over_all", "record_custody", "store_file"]

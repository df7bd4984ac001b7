"""What can be done with evidence files."""

from minzhifa.evidence.models.custody import CustodyAction
from minzhifa.evidence.operations.record_custody import record_custody
from minzhifa.evidence.operations.store_file import store_file
from minzhifa.evidence.types import CustodyStep, StoredFile

__all__ = ["CustodyAction", "CustodyStep", "StoredFile", "record_custody", "store_file"]

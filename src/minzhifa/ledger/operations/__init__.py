"""What can be done with the ledger: add to it."""

from minzhifa.ledger.operations.append import append, append_many
from minzhifa.ledger.types import Batch, NewEvent, Recorded, Stream, StreamKind

__all__ = ["Batch", "NewEvent", "Recorded", "Stream", "StreamKind", "append", "append_many"]

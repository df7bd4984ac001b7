"""Tables of the ledger. Only operations add rows; nobody changes or deletes one."""

from minzhifa.ledger.models.entry import Entry, Head
from minzhifa.ledger.models.event import Event

__all__ = ["Entry", "Event", "Head"]

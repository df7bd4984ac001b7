"""Reading the ledger, inside the scope of the transaction."""

from minzhifa.ledger.queries.events import events, find_stream, recent

__all__ = ["events", "find_stream", "recent"]

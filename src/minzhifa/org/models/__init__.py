"""Models of the organisation room."""

from minzhifa.org.models.account import Account

__all__ = ["Account"]

"""PDF signatures with the agency's certificate. Imported only where something is signed or validated."""

from minzhifa.documents.signing.sign import sign, warm
from minzhifa.documents.signing.validate import Validation, validate

__all__ = ["Validation", "sign", "validate", "warm"]

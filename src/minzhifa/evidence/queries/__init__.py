"""Reading evidence: only what the actor may see."""

from minzhifa.evidence.queries.files import custody, file, files
from minzhifa.evidence.queries.open_file import open_file

__all__ = ["custody", "file", "files", "open_file"]

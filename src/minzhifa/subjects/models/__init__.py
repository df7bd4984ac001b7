"""Models of the subjects room."""

from minzhifa.subjects.models.subject import Subject, SubjectKind, SubjectName

__all__ = ["Subject", "SubjectKind", "SubjectName"]

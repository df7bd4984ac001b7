"""Whom the agencies meet: enterprises, sole traders, people, organisations, places. A party in a case is a snapshot.

Other rooms use `minzhifa.subjects.queries`, `.operations` and `.errors`; the models are this room's own.
"""

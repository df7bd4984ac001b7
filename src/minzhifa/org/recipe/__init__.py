"""The province's agencies from reviewable data files: the same files always give the same rows."""

from minzhifa.org.recipe.build import build
from minzhifa.org.recipe.places import FieldRow, Place, read_fields, read_places
from minzhifa.org.recipe.rows import AgencyPlan, Plan, Span, Standing, Word

__all__ = ["AgencyPlan", "FieldRow", "Place", "Plan", "Span", "Standing", "Word", "build", "read_fields", "read_places"]

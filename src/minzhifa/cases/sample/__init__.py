"""A few demonstration cases, told as stories and walked by the demo accounts through the real operations."""

from minzhifa.cases.sample.load import Loaded, load_sample_cases

__all__ = ["Loaded", "load_sample_cases"]

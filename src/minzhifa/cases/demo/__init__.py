"""A generated province: cases of any number, true to the procedure, written by COPY. Demo mode and the owner only."""

from minzhifa.cases.demo.run import Generated, generate_cases

__all__ = ["Generated", "generate_cases"]

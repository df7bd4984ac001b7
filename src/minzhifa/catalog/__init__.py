"""The catalogue: statutes and provisions, matters, benchmarks, document templates; all versioned and effective-dated.

Other rooms use `minzhifa.catalog.queries`, `.operations` and `.errors`; the models are this room's own.
"""

"""Reads of the catalogue. Legal dates (`on`) are given by the caller. Every function is one statement unless it says so.

    matter_card(code, on) -> MatterCard                    raises UnknownMatter
    matter_version(version_id) -> MatterCard               the version that a case kept
    matters(field=None, q=None, kind=None, on=None, after="", limit=50) -> list[MatterRow]
    provision(statute_title, citation, on=None) -> ProvisionText | Unknown
    statutes(q="") -> list[StatuteRow]
    statute_page(statute_id, version_id=None) -> StatutePage   (4 statements)
    search_provisions(q, limit=30) -> list[ProvisionHit]
    benchmarks(matter_code=None, field=None, on=None) -> list[BenchmarkCard]; benchmark(code, on) -> BenchmarkCard | None
    template(kind, on) -> TemplateCard | None; templates(on=None) -> list[TemplateCard]
"""

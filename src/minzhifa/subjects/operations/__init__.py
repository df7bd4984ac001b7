"""Acts on subjects; keyword-only, one transaction each, written to the ledger (stream kind "subject").

    register_subject(*, actor, at, kind, name, uscc="", id_number="", phone="", address="", legal_representative="",
                     region_code="", verified=False, historical=False, subject_id=None, reason="") -> Registered(id, created)
    update_subject(*, actor, at, subject_id, version, changes: Mapping[str, str], reason="") -> Updated(id, version)
"""

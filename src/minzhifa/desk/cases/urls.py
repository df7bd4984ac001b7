"""Paths of the casework pages; they belong to the desk's own names."""

from __future__ import annotations

from django.urls import URLPattern, path

from minzhifa.desk.cases import approvals, home, lead, lists, pages, party_sight, reckon

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("cases/", lists.cases, name="case_list"),
    path("cases/export.csv", lists.export, name="case_export"),
    path("cases/views/", lists.view_keep, name="view_keep"),
    path("cases/views/<uuid:view_id>/drop", lists.view_drop, name="view_drop"),
    path("cases/new/", lead.case_new, name="case_new"),
    path("cases/pick/party", lead.pick_party, name="pick_party"),
    path("cases/pick/matter", lead.pick_matter, name="pick_matter"),
    path("cases/pick/provision", lead.pick_provision, name="pick_provision"),
    path("cases/<str:code>/", pages.case_page, name="case_page"),
    path("cases/<str:code>/file.pdf", pages.case_binder, name="case_binder"),
    path("cases/<str:code>/code", pages.case_code, name="case_code"),
    path("cases/<str:code>/party-sight", party_sight.case_party, name="case_party_sight"),
    path("cases/<str:code>/verify", pages.case_verify, name="case_verify"),
    path("cases/<str:code>/do/<str:action>/", pages.case_act, name="case_act"),
    path("cases/<str:code>/do/<str:action>/preview", pages.case_preview, name="case_preview"),
    path("cases/<str:code>/do/<str:part>/<str:action>/", pages.case_act, name="case_part_act"),
    path("cases/<str:code>/do/<str:part>/<str:action>/preview", pages.case_preview, name="case_part_preview"),
    path("cases/<str:code>/reckon/<str:action>", reckon.case_reckon, name="case_reckon"),
    path("cases/<str:code>/documents/make", pages.case_make_paper, name="case_make_paper"),
    path("cases/<str:code>/documents/<uuid:document_id>.pdf", pages.case_document, name="case_document"),
    path("cases/<str:code>/evidence/<uuid:evidence_id>/file", pages.case_evidence, name="case_evidence"),
    path("cases/<str:code>/evidence/<uuid:evidence_id>/custody", pages.case_custody, name="case_custody"),
    path("cases/<str:code>/<str:tab>/", pages.case_page, name="case_tab"),
    path("approvals/", approvals.approval_list, name="approval_list"),
    path("approvals/batch", approvals.approval_batch, name="approval_batch"),
    path("approvals/<str:code>/<str:part>/<str:action>/", approvals.approval_page, name="approval_part_page"),
    path("approvals/<str:code>/<str:action>/", approvals.approval_page, name="approval_page"),
]

"""Paths of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from minzhifa.desk import (
    catalog,
    directory,
    exemptions,
    law_changes,
    offline,
    powers,
    reckoning,
    referrals,
    subjects,
    views,
)
from minzhifa.desk.admin.urls import urlpatterns as admin_paths
from minzhifa.desk.cases.urls import urlpatterns as case_paths
from minzhifa.desk.elements.urls import urlpatterns as element_paths

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    *case_paths,
    *admin_paths,
    *element_paths,
    path("search", views.search_page, name="search"),
    path("_components", views.components, name="components"),
    path("_components/reason", views.sample_reason, name="sample_reason"),
    path("matters/", catalog.matter_list, name="matter_list"),
    path("matters/<str:code>/", catalog.matter_page, name="matter_page"),
    path("statutes/", catalog.statute_list, name="statute_list"),
    path("statutes/<int:statute_id>/", catalog.statute_page, name="statute_page"),
    path("statutes/<int:statute_id>/changes/<int:version_id>/", law_changes.statute_changes, name="statute_changes"),
    path("provisions/<int:provision_id>/", catalog.provision_go, name="provision_go"),
    path("sparing/", catalog.sparing_list, name="sparing_list"),
    path("sparing/<str:code>/", catalog.sparing_page, name="sparing_page"),
    path("benchmarks/", catalog.benchmark_list, name="benchmark_list"),
    path("benchmarks/<str:code>/try", reckoning.benchmark_try, name="benchmark_try"),
    path("benchmarks/<str:code>/", catalog.benchmark_page, name="benchmark_page"),
    path("templates/", catalog.template_list, name="template_list"),
    path("referrals/", referrals.referral_list, name="referral_list"),
    path("referrals/new/", referrals.request_new, name="referral_new"),
    path("referrals/moved/", referrals.handover_list, name="handover_list"),
    path("referrals/<uuid:referral_id>/", referrals.referral_page, name="referral_page"),
    path("referrals/<uuid:referral_id>/accept/", referrals.transfer_accept, name="referral_accept"),
    path("referrals/<uuid:referral_id>/refuse/", referrals.transfer_refuse, name="referral_refuse"),
    path("referrals/<uuid:referral_id>/answer/", referrals.assistance_answer, name="referral_answer"),
    path("referrals/<uuid:referral_id>/delay/", referrals.assistance_delay, name="referral_delay"),
    path("referrals/<uuid:referral_id>/designate/", referrals.designation_make, name="referral_designate"),
    path("referrals/<uuid:referral_id>/letter.pdf", referrals.letter_pdf, name="referral_letter"),
    path("referrals/<uuid:referral_id>/reply.pdf", referrals.reply_pdf, name="referral_reply"),
    path("referrals/<uuid:referral_id>/files/<uuid:evidence_id>", referrals.shared_file, name="referral_file"),
    path("agencies/names", directory.agency_names, name="agency_names"),
    path("agencies/", directory.agency_list, name="agency_list"),
    path("agencies/<int:agency_id>/", directory.agency_page, name="agency_page"),
    path("offline/", offline.offline_list, name="offline_list"),
    path("offline/new/", offline.offline_new, name="offline_new"),
    path("offline/<uuid:ground_id>/", offline.offline_page, name="offline_page"),
    path("offline/<uuid:ground_id>/end/", offline.offline_end, name="offline_end"),
    path("exemptions/", exemptions.exemption_list, name="exemption_list"),
    path("exemptions/new/", exemptions.exemption_new, name="exemption_new"),
    path("exemptions/<uuid:exemption_id>/", exemptions.exemption_page, name="exemption_page"),
    path("exemptions/<uuid:exemption_id>/step/", exemptions.exemption_step, name="exemption_step"),
    path("powers/", powers.power_list, name="power_list"),
    path("powers/withdrawals/<int:withdrawal_id>/", powers.power_withdrawal_page, name="power_withdrawal_page"),
    path(
        "powers/withdrawals/<int:withdrawal_id>/approve/",
        powers.power_withdrawal_approve,
        name="power_withdrawal_approve",
    ),
    path("powers/<int:township_id>/", powers.power_page, name="power_page"),
    path("powers/<int:township_id>/new/", powers.power_new, name="power_new"),
    path("powers/<int:township_id>/approve/", powers.power_approve, name="power_approve"),
    path("powers/<int:township_id>/withdraw/", powers.power_withdraw, name="power_withdraw"),
    path("officers/", directory.officer_list, name="officer_list"),
    path("officers/<uuid:officer_id>/", directory.officer_page, name="officer_page"),
    path("subjects/", subjects.subject_list, name="subject_list"),
    path("subjects/new/", subjects.subject_new, name="subject_new"),
    path("subjects/<uuid:subject_id>/", subjects.subject_page, name="subject_page"),
    path("subjects/<uuid:subject_id>/open/<slug:what>", subjects.subject_open, name="subject_open"),
]

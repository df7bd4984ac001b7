"""Paths of administration, spliced into the desk's."""

from __future__ import annotations

from django.urls import URLPattern, path

from minzhifa.desk.admin import (
    accounts,
    agencies,
    authority,
    holidays,
    me,
    officers,
    procedures,
    terms,
    tokens,
    versions,
)

urlpatterns: list[URLPattern] = [
    path("agencies/<int:agency_id>/rename/", agencies.agency_rename, name="agency_rename"),
    path("agencies/<int:agency_id>/words/", agencies.agency_words, name="agency_words"),
    path("agencies/<int:agency_id>/words/new/", agencies.agency_word_set, name="agency_word_set"),
    path("agencies/<int:agency_id>/officers/new/", agencies.agency_officer_new, name="agency_officer_new"),
    path("agencies/<int:agency_id>/check/", agencies.agency_check, name="agency_check"),
    path("agencies/<int:agency_id>/history/", agencies.agency_history, name="agency_history"),
    path("officers/<uuid:officer_id>/account/", officers.officer_link, name="officer_link"),
    path(
        "officers/<uuid:target>/certificates/new/",
        officers.officer_certificate,
        {"act": "issue"},
        name="officer_certificate_new",
    ),
    path(
        "certificates/<uuid:target>/suspend/",
        officers.officer_certificate,
        {"act": "suspend"},
        name="officer_certificate_suspend",
    ),
    path(
        "suspensions/<uuid:target>/end/",
        officers.officer_certificate,
        {"act": "resume"},
        name="officer_certificate_resume",
    ),
    path("users/", accounts.account_list, name="account_list"),
    path("users/new/", accounts.account_new, name="account_new"),
    path("users/<uuid:account_id>/", accounts.account_page, name="account_page"),
    path("users/<uuid:account_id>/grants/new/", accounts.account_grant, name="account_grant"),
    path("users/<uuid:account_id>/close/", accounts.account_close, name="account_close"),
    path("users/<uuid:account_id>/reopen/", accounts.account_reopen, name="account_reopen"),
    path("users/<uuid:account_id>/session/", accounts.account_end_session, name="account_end_session"),
    path("users/<uuid:account_id>/reset/", accounts.account_reset, name="account_reset"),
    path("grants/<uuid:grant_id>/revoke/", accounts.account_revoke, name="account_revoke"),
    path("tokens/", tokens.token_list, name="token_list"),
    path("tokens/new/", tokens.token_new, name="token_new"),
    path("tokens/<uuid:token_id>/revoke/", tokens.token_revoke, name="token_revoke"),
    path("authority/", authority.authority_table, name="authority_table"),
    path("holidays/", holidays.holiday_years, name="holiday_years"),
    path("holidays/<int:year>/", holidays.holiday_year, name="holiday_year"),
    path("holidays/import/", holidays.holiday_import, name="holiday_import"),
    path("rules/", terms.rule_list, name="rule_list"),
    path("rules/values/", terms.rule_values, name="rule_values"),
    path("rules/try/", terms.rule_trial, name="rule_trial"),
    path("procedures/", procedures.procedure_page, name="procedure_page"),
    path("procedures/<slug:procedure>/", procedures.procedure_page, name="procedure_page"),
    path("proposals/", versions.proposal_list, name="proposal_list"),
    path("proposals/<slug:kind>/new/<str:key>/", versions.proposal_new, name="proposal_new"),
    path("proposals/<slug:kind>/of/<str:key>/", versions.proposal_history, name="proposal_history"),
    path("proposals/<slug:kind>/<int:version_id>/", versions.proposal_page, name="proposal_page"),
    path("proposals/<slug:kind>/<int:version_id>/approve/", versions.proposal_approve, name="proposal_approve"),
    path("proposals/<slug:kind>/<int:version_id>/retire/", versions.proposal_retire, name="proposal_retire"),
    path("me/", me.me_page, name="me_page"),
]

"""Paths of 要素中心, spliced into the desk's."""

from __future__ import annotations

from django.urls import URLPattern, path

from minzhifa.desk.elements import intervals, merging, views

urlpatterns: list[URLPattern] = [
    path("agencies/<int:agency_id>/merge/", merging.agency_merge, name="agency_merge"),
    path("elements/", views.element_home, name="element_home"),
    path("elements/imports/<uuid:upload_id>/", views.element_check, name="element_check"),
    path("elements/imports/<uuid:upload_id>/wrong", views.element_wrong, name="element_wrong"),
    path("elements/intervals/<int:version_id>/", intervals.element_intervals, name="element_intervals"),
    path("elements/intervals/<int:version_id>/new/", intervals.element_interval_new, name="element_interval_new"),
    path("elements/intervals/change/<int:change_id>/", intervals.element_interval, name="element_interval"),
    path(
        "elements/intervals/change/<int:change_id>/approve/",
        intervals.element_interval_approve,
        name="element_interval_approve",
    ),
    path(
        "elements/intervals/change/<int:change_id>/withdraw/",
        intervals.element_interval_withdraw,
        name="element_interval_withdraw",
    ),
    path("elements/<slug:kind>/", views.element_page, name="element_page"),
    path("elements/<slug:kind>/template", views.element_template, name="element_template"),
    path("elements/<slug:kind>/export/<slug:form>", views.element_export, name="element_export"),
    path("elements/<slug:kind>/import/", views.element_import, name="element_import"),
]

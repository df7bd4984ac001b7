"""Which face answers which path."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("minzhifa.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("minzhifa.portal.urls")),
    path("", include("minzhifa.desk.urls")),
]

handler400 = "minzhifa.desk.errors.bad_request"
handler403 = "minzhifa.desk.errors.forbidden"
handler404 = "minzhifa.desk.errors.not_found"
handler500 = "minzhifa.desk.errors.server_error"

"""Which face answers which path."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("minzhifa.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("minzhifa.desk.urls")),
]

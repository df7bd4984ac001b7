"""Paths of the public pages."""

from __future__ import annotations

from django.urls import path

from minzhifa.portal.views import verify

app_name = "portal"
urlpatterns = [path("v/<str:token>", verify, name="verify")]

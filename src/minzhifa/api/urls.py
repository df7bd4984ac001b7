"""Paths of the systems' API."""

from __future__ import annotations

from django.urls import path

from minzhifa.api.app import api

urlpatterns = [path("", api.urls)]

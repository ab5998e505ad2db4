"""Addresses: the API under ``/api/v1``, the staff console under ``/staff``."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from qlts_licensor.api.api import api

urlpatterns = [path("api/v1/", api.urls), path("staff/", admin.site.urls)]

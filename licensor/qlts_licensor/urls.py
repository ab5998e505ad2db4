"""Addresses: the API under ``/api/v1``, the staff console under ``/staff``."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from qlts_licensor.api.api import api

admin.site.site_header = "QLTS – Nhà cung cấp"
admin.site.site_title = "QLTS"
admin.site.index_title = "Quản lý giấy phép"

urlpatterns = [path("api/v1/", api.urls), path("staff/", admin.site.urls)]

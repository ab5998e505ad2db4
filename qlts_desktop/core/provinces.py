"""The 34 provinces and cities since 01/07/2025 (Nghị quyết 202/2025/QH15)."""

from __future__ import annotations

CITIES = ("Hà Nội", "Huế", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ")
"""Centrally governed cities."""

PROVINCES = (
    *CITIES,
    *("An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai"),
    *("Hà Tĩnh", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lâm Đồng", "Lạng Sơn", "Lào Cai", "Nghệ An", "Ninh Bình"),
    *("Phú Thọ", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa"),
    *("Tuyên Quang", "Vĩnh Long"),
)
"""All 34, the cities first."""

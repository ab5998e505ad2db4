"""The provinces since 01/07/2025."""

from __future__ import annotations

from qlts_desktop.core.provinces import CITIES, PROVINCES


def test_there_are_6_cities_among_34_provinces():
    assert len(CITIES) == 6
    assert len(set(PROVINCES)) == len(PROVINCES) == 34
    assert set(CITIES) < set(PROVINCES)


def test_a_merged_province_is_not_offered():
    assert not {"Thừa Thiên Huế", "Hà Tây", "Bình Dương", "Hà Giang"} & set(PROVINCES)

"""Which version is newer, what an announcement may say, and whether a file is the installer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.releases import (
    FileMatch,
    Release,
    ReleaseProblem,
    UpdateStanding,
    file_match,
    is_plain_https,
    release_problem,
    standing,
    version_numbers,
)

TODAY = date(2026, 11, 22)
RELEASE = Release(
    "linux",
    "1.10.0",
    "1.2.0",
    "https://tai.example.vn/qlts-desktop_1.10.0_amd64.deb",
    81_000_000,
    "ab" * 32,
    "Ký nhanh hơn.",
    TODAY,
)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("1.10.0", "1.9.2"),
        ("1.9.10", "1.9.9"),
        ("2.0.0", "1.999999.999999"),
        ("0.1.1", "0.1.0"),
        ("10.0.0", "9.9.9"),
    ],
)
def test_versions_are_compared_by_their_numbers(newer: str, older: str) -> None:
    assert version_numbers(newer) > version_numbers(older)


@given(st.tuples(*[st.integers(0, 999_999)] * 3), st.tuples(*[st.integers(0, 999_999)] * 3))
def test_the_order_of_versions_is_that_of_their_numbers(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    named = [version_numbers(".".join(map(str, numbers))) for numbers in (one, other)]
    assert (named[0] < named[1]) is (one < other)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "1",
            "1.0",
            "1.0.0.0",
            "1.0.0-rc1",
            "1.0.0rc1",
            "1.0.0+5",
            "1.0.0.dev1",
            "v1.0.0",
            "01.0.0",
            "1.00.0",
        ),
        *(" 1.0.0", "1.0.0 ", "1.0.0\n", "1,0,0", "-1.0.0", "1.0.1000000", "1.०.0", "1.²0.0", "a.b.c"),
    ],
)
def test_what_is_not_three_plain_numbers_is_no_version(text: str) -> None:
    with pytest.raises(ValueError, match="no version"):
        version_numbers(text)


@pytest.mark.parametrize(
    ("own", "how"),
    [
        ("1.10.1", UpdateStanding.CURRENT),
        ("1.10.0", UpdateStanding.CURRENT),
        ("1.9.9", UpdateStanding.NEWER),
        ("1.2.0", UpdateStanding.NEWER),
        ("1.1.9", UpdateStanding.TOO_OLD),
    ],
)
def test_how_a_version_stands_to_the_announced_one(own: str, how: UpdateStanding) -> None:
    assert standing(RELEASE, own) is how


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({}, None),
        ({"platform": "windows"}, ReleaseProblem.OTHER_PLATFORM),
        ({"platform": ""}, ReleaseProblem.OTHER_PLATFORM),
        ({"version": "1.10.0-rc1"}, ReleaseProblem.VERSION_UNREADABLE),
        ({"minimum": "1.2"}, ReleaseProblem.VERSION_UNREADABLE),
        ({"minimum": "1.10.1"}, ReleaseProblem.VERSION_UNREADABLE),
        ({"minimum": "1.10.0"}, None),
        ({"url": "http://tai.example.vn/x"}, ReleaseProblem.ADDRESS_WRONG),
        ({"size": 0}, ReleaseProblem.SIZE_OR_DIGEST_WRONG),
        ({"size": -1}, ReleaseProblem.SIZE_OR_DIGEST_WRONG),
        ({"size": (4 << 30) + 1}, ReleaseProblem.SIZE_OR_DIGEST_WRONG),
        ({"size": 4 << 30}, None),
        ({"sha256": "AB" * 32}, ReleaseProblem.SIZE_OR_DIGEST_WRONG),
        ({"sha256": "ab" * 31}, ReleaseProblem.SIZE_OR_DIGEST_WRONG),
        ({"notes": "x" * 4_000}, None),
        ({"notes": "x" * 4_001}, ReleaseProblem.NOTES_TOO_LONG),
        ({"expires": TODAY - timedelta(days=1)}, ReleaseProblem.EXPIRED),
        ({"expires": TODAY}, None),
    ],
)
def test_an_announcement_is_believed_whole_or_not_at_all(
    changed: dict[str, object], problem: ReleaseProblem | None
) -> None:
    assert release_problem(replace(RELEASE, **changed), "linux", TODAY, "") is problem


@pytest.mark.parametrize(
    ("seen", "problem"),
    [
        ("", None),
        ("1.9.9", None),
        ("1.10.0", None),
        ("1.10.1", ReleaseProblem.OLDER_THAN_SEEN),
        ("2.0.0", ReleaseProblem.OLDER_THAN_SEEN),
    ],
)
def test_an_older_announcement_played_back_hides_no_newer_one(seen: str, problem: ReleaseProblem | None) -> None:
    assert release_problem(RELEASE, "linux", TODAY, seen) is problem


@pytest.mark.parametrize(
    "url",
    ["https://tai.example.vn/x", "https://tai.example.vn:8443/a/b?c=d", "https://xn--ti-xka.example.vn/x"],
)
def test_a_plain_https_address(url: str) -> None:
    assert is_plain_https(url)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "https://",
            "https:///x",
            "http://x.vn/",
            "ftp://x.vn/",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ),
        *("https://u@x.vn/", "https://u:p@x.vn/", "https://x.vn@evil.vn/", "https://[/", "https://x.vn:99999/"),
        *("https://x.vn/a b", "https://x.vn/\n", "https://x.vn\\@y.vn/", "https://tải.vn/", "//x.vn/", "x.vn"),
        "https://x.vn/" + "a" * 500,
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    assert not is_plain_https(url)


@pytest.mark.parametrize(
    ("size", "digest", "match"),
    [
        (81_000_000, "ab" * 32, FileMatch.SAME),
        (81_000_000, "cd" * 32, FileMatch.ALTERED),
        (80_999_999, "ab" * 32, FileMatch.SHORTER),
        (81_000_001, "ab" * 32, FileMatch.LONGER),
        (0, "ab" * 32, FileMatch.EMPTY),
    ],
)
def test_a_file_is_the_installer_only_byte_for_byte(size: int, digest: str, match: FileMatch) -> None:
    assert file_match(RELEASE, size, digest) is match

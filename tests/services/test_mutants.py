"""Thousands of mutated files: none is believed, and none stops the program."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from tests.services.issuer import Issuer

SAMPLE, ALL = 500, 10_000
ODD = [
    *(
        "",
        " ",
        "\u0000",
        "\ufeff",
        "\u202e",
        "a\u0301" * 50,
        "𝟚𝟘𝟚𝟞",
        "٢٠٢٦-٠١-٠١",
        "\ud83d",
        "Ω" * 5000,
        "0x7",
        "NaN",
    ),
    *(
        None,
        True,
        False,
        0,
        -1,
        1.5,
        -0.0,
        2**31,
        2**63,
        2**64,
        -(2**63),
        10**400,
        1e308,
        [],
        {},
        [[]],
        {"": None},
    ),
    *("0000-00-00", "9999-12-31", "10000-01-01", "2026-02-30", "2026-1-1", "2026-01-01T00:00:00", "24:00"),
    *("2026-01-01T00:00:00+99:99", "-0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"),
]
"""Values that programs trip over."""


def kinds(issuer: Issuer, verifier: LicenceVerifier) -> dict[str, tuple[str, Callable[[str], Any]]]:
    """Every kind of file that the client verifies: a good one, and who reads it."""
    return {
        "licence": (issuer.licence(), lambda file: verifier.licence(file, unit_code="DEMO01", min_serial=7)),
        "offer": (issuer.offer(), verifier.offer),
        "receipt": (issuer.receipt("0d4cbb0c-6f0a-4f0b-9a55-0e6a1f8f2d11", b"%PDF"), verifier.receipt),
        "time": (issuer.time("AAAAAAAAAAAAAAAAAAAAAA"), verifier.time),
        "revocations": (issuer.keys("x")["revocations"], verifier.adopt_revocations),
    }


def decoded(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def encoded(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands in a JSON value."""
    found = [path] if path else []
    if isinstance(value, dict):
        for name in value:
            found += places(value[name], (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found += places(item, (*path, index))
    return found


def mutated_json(value: Any, chance: random.Random) -> Any:
    """A JSON value with one thing another, gone, twice or deeply nested."""
    value = json.loads(json.dumps(value))
    *way, last = chance.choice(places(value))
    at = value
    for step in way:
        at = at[step]
    match chance.randrange(6):
        case 0 if isinstance(at, dict):
            del at[last]
        case 1 if isinstance(at, dict):
            at[f"{last}\u200b"] = at.pop(last)
        case 2 if isinstance(at, list):
            at.append(at[last])
        case 3:
            nested: Any = at[last]
            for _ in range(chance.choice([1, 50, 900])):
                nested = [nested] if chance.random() < 0.5 else {"x": nested}
            at[last] = nested
        case _:
            at[last] = chance.choice(ODD)
    return value


def mutated_text(file: str, chance: random.Random) -> str:
    """A file with bytes flipped, cut, moved, doubled, or its parts exchanged."""
    where = chance.randrange(len(file))
    letters = "ABCxyz019-_.=+/ \n\u0000é漢"
    parts = file.split(".")
    match chance.randrange(9):
        case 0:
            return file[:where] + chance.choice(letters) + file[where + 1 :]
        case 1:
            return file[:where]
        case 2:
            return file[where:]
        case 3:
            return file[:where] + chance.choice(letters) * chance.choice([1, 3, 5000]) + file[where:]
        case 4:
            chance.shuffle(parts)
            return ".".join(parts)
        case 5:
            return ".".join(parts[: chance.randrange(3)] or [""])
        case 6:
            return file[:where] + file[where + chance.randrange(1, 40) :]
        case 7:
            return f"{file}{chance.choice(['=', '==', '.', '.e30', '..', 'A'])}"
        case _:
            return f"{encoded(mutated_json(decoded(parts[0]), chance))}.{parts[1]}.{parts[2]}"


def mutate(count: int, seed: int) -> None:
    chance = random.Random(seed)
    issuer = Issuer()
    verifier = LicenceVerifier(issuer.root)
    files = kinds(issuer, verifier)
    for _good, read in files.values():
        read(_good)
    names = sorted(files)
    for number in range(count):
        good, read = files[names[number % len(names)]]
        head, payload, signature = good.split(".")
        if chance.random() < 0.5:
            bad = mutated_text(good, chance)
        else:
            bad = f"{head}.{encoded(mutated_json(decoded(payload), chance))}.{signature}"
        if bad.strip() == good:
            continue
        with pytest.raises(OperationError):
            read(bad)


def sign_mutants(count: int, seed: int) -> None:
    """Claims of the wrong kinds under a good signature: a licensor gone wrong stops nobody's program."""
    chance = random.Random(seed)
    issuer = Issuer()
    verifier = LicenceVerifier(issuer.root)
    files = {name: pair for name, pair in kinds(issuer, verifier).items() if name != "revocations"}
    names = sorted(files)
    refused = 0
    for number in range(count):
        good, read = files[names[number % len(names)]]
        head, payload, _signature = good.split(".")
        bad = issuer.signed(decoded(head)["typ"], mutated_json(decoded(payload), chance))
        try:
            read(bad)
        except OperationError:
            refused += 1
    assert refused > count // 4


def test_a_sample_of_mutants_is_refused():
    mutate(SAMPLE, seed=1)


def test_a_sample_of_mutants_under_a_good_signature_stops_nothing():
    sign_mutants(SAMPLE, seed=2)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_mutants_are_refused(seed: int):
    mutate(ALL // 10, seed=100 + seed)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_mutants_under_a_good_signature_stop_nothing(seed: int):
    sign_mutants(ALL // 10, seed=200 + seed)

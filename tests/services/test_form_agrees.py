"""Both sides find the same problems in any form, and carry any form unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from qlts_licensor.registrations.form_problems import LENGTHS as LICENSOR_LENGTHS
from qlts_licensor.registrations.form_problems import DayLimits, form_problems

from qlts_desktop.core.renewal import (
    HeadAuthority,
    InvoiceSection,
    OrderSection,
    PaymentMethod,
    PaymentSection,
    RenewalForm,
    UnitSection,
)
from qlts_desktop.core.renewal_checks import EXTRA_USERS, LENGTHS, YEARS, problems
from qlts_desktop.services.field_checks import FIELD_CHECKS
from qlts_desktop.services.form_codec import body_from_form, form_from_body
from qlts_desktop.services.wire import FormBody
from tests import factories
from tests.licensor_process import DemoLicensor
from tests.licensor_units import add_units
from tests.services.renewing import Renewer

TODAY = date(2026, 11, 23)
LIMITS = DayLimits(TODAY, TODAY + timedelta(days=90), TODAY, TODAY + timedelta(days=180))
DAYS = [
    limit + timedelta(days=step)
    for limit in (LIMITS.due_from, LIMITS.due_to, LIMITS.invoice_to)
    for step in (-1, 0, 1)
]
TEXTS = (
    *("", " ", "\t", "\u00a0", "\u3000", "\u200b", "\ufeff", "\x00", "\x1f", "\x85", "\u2028", "\u202e", "\ufffd"),
    *(
        "Trường THCS Nguyễn Bỉnh Khiêm",
        "Tru\u031bo\u031b\u0300ng",
        "Ｎｇｕｙễｎ",
        "👩🏽\u200d🏫",
        "𝟎𝟏𝟐",
        "\U0010fffd",
    ),
)
"""Among them: blanks of all kinds, invisible and decomposed letters, letters and digits of other widths."""
CODES = (
    *("0200731649", "0200731648", "0200731649-001", "0200731649-01", "0200731649-0011", "001085012345", "12"),
    *("1012345", "101234", "10123456", "０２００７３１６４９", "٠١٢٣٤٥٦", "²200731649", "0200731649\n"),
    *("1012345\n", " 0200731649", "0200731649 ", "0200731649−001", "02007316491", "0000000000", "9" * 10),
    *("1" * 12, "1" * 13),
)
PHONES = (
    *("0912 345 678", "+84 912 345 678", "(024) 3942 1234", "02439421234 máy lẻ 12", "０９１２３４５６７８"),
    *("113", "1", "+1 650 253 0000", "0912345678x1", "tel:0912345678", "0912-345-678", "abc", "++84912345678"),
    "0912345678;ext=1",
)
EMAILS = (
    *("ketoan@example.vn", "kế.toán@ví-dụ.vn", "a@b", "@", "a@b.vn ", " a@b.vn", "A <a@b.vn>"),
    *("a@[127.0.0.1]", "a..b@c.vn", "a@b.vn\n", "ａ@b.vn", "a@例え.jp", '"a b"@c.vn', "a@b.vn,c@d.vn"),
    *("a" * 44 + "@b.vn", "a@-b.vn"),
)


def text(limit: int) -> st.SearchStrategy[str]:
    """Any text that may come over the wire, short or right at a limit."""
    any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    at_limit = st.tuples(st.sampled_from(["a", "ữ", "👍", "\u0300"]), st.sampled_from([-1, 0, 1])).map(
        lambda drawn: drawn[0] * (limit + drawn[1])
    )
    return st.one_of(st.sampled_from(TEXTS), any_text, at_limit)


def any_text_at(pointer: str) -> st.SearchStrategy[str]:
    usual = text(LENGTHS[pointer])
    for suffix, known in (("_code", CODES), ("phone", PHONES), ("email", EMAILS)):
        if pointer.endswith(suffix):
            return st.one_of(st.sampled_from(known), usual)
    return usual


def any_day() -> st.SearchStrategy[date | None]:
    return st.one_of(st.none(), st.sampled_from(DAYS), st.dates())


def number(limits: tuple[int, int], widest: int) -> st.SearchStrategy[int]:
    """A number that the wire carries, often right at a limit."""
    edges = [limit + step for limit in limits for step in (-1, 0, 1)]
    return st.one_of(st.sampled_from(edges), st.integers(-widest, widest))


def section(kind: type[UnitSection | InvoiceSection], name: str) -> st.SearchStrategy[Any]:
    """Any content of one of the two sections of texts."""
    special: dict[str, st.SearchStrategy[Any]] = {
        "head_authority": st.sampled_from(HeadAuthority),
        "payment_method": st.sampled_from(PaymentMethod),
        "copy_from_licence": st.booleans(),
        "invoice_on": any_day(),
    }
    values = {
        field.name: special[field.name] if field.name in special else any_text_at(f"/{name}/{field.name}")
        for field in fields(kind)
    }
    return st.builds(kind, **values)


def any_form() -> st.SearchStrategy[RenewalForm]:
    """Any form that the wire carries."""
    return st.builds(
        RenewalForm,
        unit=section(UnitSection, "unit"),
        invoice=section(InvoiceSection, "invoice"),
        order=st.builds(OrderSection, number(YEARS, 1_000), number(EXTRA_USERS, 1_000_000)),
        payment=st.builds(PaymentSection, any_day(), st.booleans()),
    )


def as_stored(form: RenewalForm) -> dict[str, dict[str, Any]]:
    """The form as plain JSON, which is what the licensor stores."""
    stored: dict[str, dict[str, Any]] = json.loads(msgspec.json.encode(body_from_form(form)))
    return stored


def test_both_sides_know_the_same_lengths():
    """But those of codes, whose own form says how long they are."""
    codes = {pointer for pointer in LENGTHS if pointer.endswith("_code")}
    assert {pointer: limit for pointer, limit in LENGTHS.items() if pointer not in codes} == LICENSOR_LENGTHS


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(form=any_form())
@example(form=RenewalForm())
def test_both_sides_find_the_same_problems(form: RenewalForm):
    offer = replace(
        factories.make_offer(),
        due_from=LIMITS.due_from,
        due_to=LIMITS.due_to,
        invoice_from=LIMITS.invoice_from,
        invoice_to=LIMITS.invoice_to,
    )
    ours = {(one.field, one.code.value, one.severity.value) for one in problems(form, offer, FIELD_CHECKS, TODAY)}
    theirs = {(one.field, one.code, one.severity) for one in form_problems(as_stored(form), LIMITS)}
    assert ours == theirs


@settings(max_examples=200, deadline=None)
@given(form=any_form())
def test_a_form_comes_back_from_its_json_as_it_was(form: RenewalForm):
    encoded = msgspec.json.encode(body_from_form(form))
    assert form_from_body(msgspec.json.decode(encoded, type=FormBody)) == form


# --- through the local store and the licensor -----------------------------------------------------------------


@pytest.fixture(scope="module")
def two(licensor: DemoLicensor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Renewer, Renewer]]:
    """Two PCs of one unit."""
    (account,) = add_units(licensor, "AGREE", 1)
    folder = tmp_path_factory.mktemp("agree")
    pcs = [Renewer(folder / name, licensor.url, licensor.root, account) for name in ("one", "other")]
    for pc in pcs:
        pc.log_in()
    yield pcs[0], pcs[1]
    for pc in pcs:
        pc.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    form=any_form(),
    order=st.builds(OrderSection, st.integers(*YEARS), st.integers(*EXTRA_USERS)),
)
def test_a_form_goes_through_store_and_licensor_as_it_was(
    two: tuple[Renewer, Renewer], form: RenewalForm, order: OrderSection
):
    one, other = (pc.client.registrations for pc in two)
    draft = one.open_draft()
    typed = replace(form, order=order)
    typed = replace(
        typed, unit=replace(typed.unit, name=draft.form.unit.name, licence_no=draft.form.unit.licence_no)
    )
    one.keep_locally(draft.no, typed)
    reopened = one.open_draft()
    assert reopened.form == typed
    saved = one.save_form(draft.no, reopened.version, typed)
    elsewhere = other.open_draft()
    assert elsewhere.form == typed
    assert elsewhere.version == saved.version

    # What the licensor says of it is what this PC says.
    today = datetime.now(UTC).astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    ours = {
        (problem.field, problem.code, problem.severity)
        for problem in problems(typed, elsewhere.offer, FIELD_CHECKS, today)
    }
    assert {(problem.field, problem.code, problem.severity) for problem in saved.problems} == ours

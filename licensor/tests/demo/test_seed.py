"""The seeded demo: each unit's stage is the one that its name promises, today and on a later start."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth import authenticate
from qlts_licensor import demo
from qlts_licensor.demo.manifest import manifest_of, write_manifest
from qlts_licensor.demo.units import PASSWORD, STAFF_NAME, demo_units
from qlts_licensor.licences.assemble import current_licence
from qlts_licensor.licences.facts import standing
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.licences.signing import key_ring
from qlts_licensor.registrations.models import Event, Registration
from qlts_licensor.units.models import Unit, User

TODAY = date(2026, 6, 15)
MORNING = datetime.fromisoformat("2026-06-15T08:00:00+07:00")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all, because keys and certificates take a while to make."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def prepared(data: Path, settings: Any, db: None) -> Iterator[Path]:
    settings.KEY_DIR, settings.TRUST_DIR = data / "keys", data / "trust"
    with time_machine.travel(MORNING, tick=False):
        demo.prepare(data, TODAY)
        yield data


def stages(today: date) -> dict[str, str | None]:
    return {unit.code: standing(unit, today)[0] for unit in Unit.objects.all()}


def described(today: date) -> dict[str, str | None]:
    return {unit.code: unit.stage for unit in demo_units(today)}


def test_every_unit_stands_where_its_name_says(prepared: Path) -> None:
    assert stages(TODAY) == described(TODAY)


def test_units_that_may_register_are_those_with_a_certificate(prepared: Path) -> None:
    for unit in demo_units(TODAY):
        may_register = standing(Unit.objects.get(code=unit.code), TODAY)[1]
        assert may_register == unit.may_register


def test_every_licence_begins_with_the_stage_of_today(prepared: Path) -> None:
    for unit in demo_units(TODAY):
        licence = current_licence(Unit.objects.get(code=unit.code))
        if unit.stage is None:
            assert licence is None
            continue
        assert licence is not None
        first = claims_of(licence.file)["timetable"][0]
        assert first["stage"] == unit.stage
        assert first["from"] <= TODAY.isoformat()


def test_a_second_start_changes_nothing(prepared: Path) -> None:
    def rows() -> list[list[tuple[Any, ...]]]:
        return [list(model.objects.order_by("pk").values_list()) for model in (Unit, User, Registration, Event)]

    before = rows()
    demo.prepare(prepared, TODAY)
    assert rows() == before


def test_a_start_weeks_later_shows_every_stage_again(prepared: Path) -> None:
    later = TODAY + timedelta(days=40)
    assert stages(later) != described(later)
    with time_machine.travel(MORNING + timedelta(days=40), tick=False):
        demo.prepare(prepared, later)
        assert stages(later) == described(later)


def test_a_unit_that_its_user_has_worked_with_is_left_alone(prepared: Path) -> None:
    unit = Unit.objects.get(code=demo_units(TODAY)[0].code)
    source = Registration.objects.filter(unit__code="CDSPVP")[0]
    source.pk, source.no, source.unit = None, "261234567", unit
    source.save(force_insert=True)
    before = unit.subscription.term_end
    demo.prepare(prepared, TODAY + timedelta(days=40))
    unit.subscription.refresh_from_db()
    assert unit.subscription.term_end == before
    assert unit.registrations.get().no == "261234567"


def test_seeded_offers_were_signed_while_the_key_was_in_force(prepared: Path) -> None:
    certificate = claims_of(key_ring().current.certificate)
    for order in Registration.objects.all():
        offer = claims_of(order.offer)
        assert certificate["valid_from"][:10] < offer["issued_at"][:10] < certificate["valid_to"][:10]
        assert (offer["order_no"], offer["total"]) == (order.no, order.total)
        assert offer["due_from"] <= order.form["payment"]["due_on"] <= offer["due_to"]


def test_history_tells_each_order_from_draft_to_payment(prepared: Path) -> None:
    orders = Registration.objects.filter(unit__code="CDSPVP").order_by("registered_at")
    assert [order.payment_state for order in orders] == ["paid"] * 3
    for order in orders:
        assert [event.code for event in order.events.all()] == [
            "draft_opened",
            "submitted_signed",
            "accepted",
            "provisional_granted",
            "paid",
            "official_granted",
            "invoice_issued",
        ]


def test_the_manifest_names_accounts_that_can_log_in(prepared: Path) -> None:
    path = write_manifest(prepared, manifest_of(prepared, "http://127.0.0.1:8123", TODAY))
    content = json.loads(path.read_text("utf-8"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(content) == {"url", "root", "release", "accounts", "certificates", "trust_dir", "staff"}
    assert content["root"] == key_ring().keys_reply()["root"]
    assert [account["state"] for account in content["accounts"]][:2] == ["expiring", "viewer"]
    for account in content["accounts"]:
        user = User.objects.get(username=User.stored_name(account["unit_code"], account["username"]))
        assert user.can_renew == (account["state"] != "viewer")
    first = content["accounts"][0]
    name = User.stored_name(first["unit_code"], first["username"])
    assert authenticate(username=name, password=first["password"]) is not None
    assert all(Path(item["path"]).is_file() for item in content["certificates"])
    assert any(Path(content["trust_dir"]).glob("*.pem"))


def test_the_staff_account_reaches_the_console(prepared: Path) -> None:
    staff = authenticate(username=STAFF_NAME, password=PASSWORD)
    assert staff is not None
    assert staff.is_staff
    assert staff.unit is None

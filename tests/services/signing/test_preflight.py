"""What is found before signing, row by row."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services import machine_places
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.validate import validate_slip
from qlts_desktop.services.signing_port import CheckOutcome, PreflightRow
from tests.services.signing.pki import PASSWORD, Authority, write_p12
from tests.services.signing.service import signing_service

PASSED, WARNING, FAILED = CheckOutcome.PASSED, CheckOutcome.WARNING, CheckOutcome.FAILED
LICENCE = "0101243150"


def found(
    service: SigningService, path: Path, form: RenewalForm, row: PreflightRow, licence: str = LICENCE
) -> tuple[CheckOutcome, str]:
    results = service.preflight(service.open_file(path, PASSWORD), form, licence)
    result = next(result for result in results if result.row is row)
    return result.outcome, result.reason


def test_every_row_is_there_once(service: SigningService, p12: Path, form: RenewalForm):
    results = service.preflight(service.open_file(p12, PASSWORD), form, LICENCE)
    assert sorted(result.row for result in results) == sorted(PreflightRow)
    assert not [result for result in results if result.outcome is FAILED]


@pytest.mark.parametrize(
    ("changes", "row", "expected"),
    [
        ({"begins": -400, "ends": -1}, PreflightRow.VALIDITY, (FAILED, "expired")),
        ({"begins": 1}, PreflightRow.VALIDITY, (FAILED, "not_yet_valid")),
        ({"ends": 29}, PreflightRow.VALIDITY, (WARNING, "ends_soon")),
        ({"ends": 32}, PreflightRow.VALIDITY, (PASSED, "valid_until")),
        ({"for_signing": False}, PreflightRow.KEY_USAGE, (FAILED, "not_for_signing")),
        ({"kind": "rsa1024"}, PreflightRow.KEY_STRENGTH, (FAILED, "key_too_weak")),
        ({"sha1": True}, PreflightRow.KEY_STRENGTH, (FAILED, "digest_too_weak")),
        ({"subject": "Trần Thị Hoa"}, PreflightRow.SIGNER_IS_HEAD, (WARNING, "signer_is_another")),
        ({"subject": "NGUYỄN VĂN AN"}, PreflightRow.SIGNER_IS_HEAD, (PASSED, "")),
        ({"tax_code": ""}, PreflightRow.TAX_CODE, (WARNING, "tax_code_missing_in_certificate")),
        ({"tax_code": "0100112437"}, PreflightRow.TAX_CODE, (FAILED, "tax_code_differs")),
        ({}, PreflightRow.TAX_CODE, (PASSED, "tax_code_agrees")),
        ({}, PreflightRow.CHAIN, (PASSED, "chain_trusted")),
        ({}, PreflightRow.REVOCATION, (WARNING, "revocation_unknown")),
    ],
)
def test_a_certificate_and_its_row(
    changes: dict[str, object],
    row: PreflightRow,
    expected: tuple[CheckOutcome, str],
    authority: Authority,
    service: SigningService,
    form: RenewalForm,
    tmp_path: Path,
):
    path = write_p12(tmp_path / "x.p12", authority, **changes)
    assert found(service, path, form, row) == expected


def test_a_licence_or_form_of_another_tax_code_is_refused(service: SigningService, p12: Path, form: RenewalForm):
    other = replace(form, unit=replace(form.unit, tax_code="0100112437"))
    without = replace(form, unit=replace(form.unit, tax_code=""))
    assert found(service, p12, other, PreflightRow.TAX_CODE)[0] is FAILED
    assert found(service, p12, without, PreflightRow.TAX_CODE, "0100112437")[0] is FAILED
    assert found(service, p12, without, PreflightRow.TAX_CODE, "") == (WARNING, "tax_code_missing_in_form")


def test_an_issuer_that_is_not_trusted_is_never_called_good(p12: Path, form: RenewalForm, tmp_path: Path):
    assert found(signing_service(tmp_path, tmp_path), p12, form, PreflightRow.CHAIN) == (WARNING, "issuer_unknown")


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        (timedelta(), (PASSED, "clock_agrees")),
        (timedelta(minutes=5), (PASSED, "clock_agrees")),
        (timedelta(minutes=5, seconds=1), (WARNING, "clock_off")),
        (timedelta(minutes=-6), (WARNING, "clock_off")),
        (timedelta(days=-4000), (WARNING, "clock_off")),
    ],
)
def test_a_wrong_clock_is_said_and_the_signature_carries_the_known_time(
    off: timedelta,
    expected: tuple[CheckOutcome, str],
    p12: Path,
    authority: Authority,
    form: RenewalForm,
    slip: bytes,
    tmp_path: Path,
):
    now = datetime.now(UTC).replace(microsecond=0)
    trust = authority.write_root(tmp_path / "trust")
    service = signing_service(tmp_path, trust, now=lambda: now, pc=lambda: now + off)
    assert found(service, p12, form, PreflightRow.CLOCK) == expected
    signed = service.sign(slip, service.open_file(p12, PASSWORD), PASSWORD, form).pdf
    assert validate_slip(signed, (trust,)).signatures[0].signed_at == now


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no files, whoever asks")
def test_what_cannot_be_kept_is_not_signed(p12: Path, form: RenewalForm, tmp_path: Path):
    service = signing_service(tmp_path, kept_in=Path("/proc/qlts"))
    assert found(service, p12, form, PreflightRow.OUTPUT) == (FAILED, "output_not_writable")


def test_little_space_is_pointed_out(
    p12: Path, form: RenewalForm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(machine_places, "LEAST_FREE", 1 << 62)
    service = signing_service(tmp_path, kept_in=tmp_path / "not there yet")
    assert found(service, p12, form, PreflightRow.OUTPUT) == (WARNING, "output_little_space")
    assert not (tmp_path / "not there yet").exists()

"""What is found before signing, row by row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing.adapter import SigningService
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

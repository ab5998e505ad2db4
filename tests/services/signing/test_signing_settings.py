"""What the user sets for signing: tried first, kept all or none, and in use from then on."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.checking_port import Reason
from qlts_desktop.services.signing import trust
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.trust import with_system_roots
from qlts_desktop.services.signing.validate import validate_slip
from qlts_desktop.services.signing_port import (
    CheckOutcome,
    DriverFault,
    FoundIdentities,
    PreflightRow,
    SigningSettings,
)
from tests.services.signing.pki import PASSWORD, Authority, make_authority
from tests.services.signing.service import signing_service
from tests.services.signing.soft_token import MODULE


def ignore(_found: FoundIdentities) -> None:
    """Nobody waits."""


def chain_of(service: SigningService, p12: Path, form: RenewalForm) -> CheckOutcome:
    results = service.preflight(service.open_file(p12, PASSWORD), form, "")
    return next(result.outcome for result in results if result.row is PreflightRow.CHAIN)


@pytest.fixture
def stranger(tmp_path: Path) -> SigningService:
    """A service that trusts nobody yet."""
    return signing_service(tmp_path)


def test_a_folder_of_the_users_choice_is_trusted(
    stranger: SigningService, p12: Path, authority: Authority, form: RenewalForm, tmp_path: Path
):
    assert chain_of(stranger, p12, form) is CheckOutcome.WARNING
    folder = authority.write_root(tmp_path / "Nơi cấp")
    stranger.change_settings(SigningSettings(trust_folder=folder))
    assert stranger.settings() == SigningSettings(trust_folder=folder)
    assert chain_of(stranger, p12, form) is CheckOutcome.PASSED
    shutil.rmtree(folder)
    assert chain_of(stranger, p12, form) is CheckOutcome.WARNING
    stranger.change_settings(stranger.settings())  # what has not changed is not tried again
    stranger.change_settings(SigningSettings())
    assert stranger.settings() == SigningSettings()


@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN CERTIFICATE-----", b"\x30\x03\x02\x01\x01"])
def test_a_folder_without_certificates_is_refused(stranger: SigningService, content: bytes | None, tmp_path: Path):
    folder = tmp_path / "folder"
    if content is not None:
        folder.mkdir()
        (folder / "root.crt").write_bytes(content)
    with pytest.raises(OperationError) as caught:
        stranger.change_settings(SigningSettings(trust_folder=folder))
    assert caught.value.code is ErrorCode.TRUST_FOLDER_EMPTY
    assert stranger.settings() == SigningSettings()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, DriverFault.MISSING),
        (b"x", DriverFault.NOT_A_MODULE),
        (b"MZ" + bytes(100), DriverFault.NOT_A_MODULE),
    ],
)
def test_a_file_that_is_no_driver_is_refused_and_nothing_kept(
    stranger: SigningService, authority: Authority, content: bytes | None, fault: DriverFault, tmp_path: Path
):
    driver = tmp_path / "driver.so"
    if content is not None:
        driver.write_bytes(content)
    with pytest.raises(OperationError) as caught:
        stranger.change_settings(SigningSettings("", authority.write_root(tmp_path / "trust"), driver))
    assert caught.value.code is ErrorCode.DRIVER_UNUSABLE
    assert caught.value.details == {"fault": fault}
    assert stranger.settings() == SigningSettings()


@pytest.mark.skipif(sys.platform == "win32", reason="SoftHSM2 as Debian has it")
def test_a_driver_of_the_users_choice_is_asked_at_the_next_look(stranger: SigningService, tmp_path: Path):
    driver = tmp_path / "trình điều khiển.so"
    shutil.copy(MODULE, driver)
    before = stranger.look(ignore, anew=False).drivers_asked
    stranger.change_settings(SigningSettings(driver=driver))
    assert stranger.look(ignore, anew=True).drivers_asked == before + 1
    driver.unlink()
    gone = stranger.look(ignore, anew=True).drivers
    assert (driver, DriverFault.MISSING) in {(report.path, report.fault) for report in gone}
    stranger.close()


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the system's authorities are kept; yields a function that puts one there."""
    bundle = tmp_path / "ca-certificates.crt"
    monkeypatch.setattr(trust, "_SYSTEM_BUNDLES", (bundle,))
    cached = trust._system_roots
    cached.cache_clear()

    def put(*authorities: Authority) -> None:
        bundle.write_bytes(b"".join(one.certificate.public_bytes(Encoding.PEM) for one in authorities))
        cached.cache_clear()

    yield put
    cached.cache_clear()


@pytest.mark.skipif(sys.platform == "win32", reason="its store cannot be another one")
def test_the_systems_authorities_are_trusted(
    system, stranger: SigningService, p12: Path, authority: Authority, form: RenewalForm, slip: bytes
):
    signed = stranger.sign(slip, stranger.open_file(p12, PASSWORD), PASSWORD, form).pdf
    assert Reason.ISSUER_UNKNOWN in validate_slip(signed, ()).reasons
    assert chain_of(stranger, p12, form) is CheckOutcome.WARNING
    system(make_authority("Somebody else"), authority)
    assert chain_of(stranger, p12, form) is CheckOutcome.PASSED
    assert Reason.ISSUER_UNKNOWN not in validate_slip(signed, ()).reasons


@pytest.mark.skipif(sys.platform == "win32", reason="its store cannot be another one")
def test_one_of_the_same_name_and_another_key_vouches_for_nobody(
    system, stranger: SigningService, p12: Path, form: RenewalForm
):
    system(make_authority(key_number=2))
    assert chain_of(stranger, p12, form) is CheckOutcome.WARNING


@pytest.mark.skipif(sys.platform == "win32", reason="its store cannot be another one")
def test_the_system_is_asked_only_for_issuers_that_are_not_known(
    system, authority: Authority, monkeypatch: pytest.MonkeyPatch
):
    root = Certificate.load(authority.certificate.public_bytes(Encoding.DER))
    system(authority, make_authority("Somebody else"))
    assert [one.sha256 for one in with_system_roots([], [root])] == [root.sha256]
    monkeypatch.setattr(trust, "_system_roots", lambda: pytest.fail("not needed"))
    assert with_system_roots([root], [root]) == [root]

"""An authority, a trust folder, certificate files and slips, each made once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.slip_pdf import make_slip
from tests.factories import make_form, make_offer, make_signed_offer
from tests.services.signing.pki import PASSWORD, Authority, make_authority, write_p12
from tests.services.signing.service import signing_service


@pytest.fixture(scope="session")
def authority() -> Authority:
    return make_authority()


@pytest.fixture(scope="session")
def trust(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return authority.write_root(tmp_path_factory.mktemp("trust"))


@pytest.fixture(scope="session")
def form() -> RenewalForm:
    return make_form()


@pytest.fixture(scope="session")
def slip(form: RenewalForm) -> bytes:
    return make_slip(form, make_offer(), make_signed_offer(), date(2026, 11, 22))


@pytest.fixture(scope="session")
def p12(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_p12(tmp_path_factory.mktemp("p12") / "chứng thư số.p12", authority)


@pytest.fixture(scope="session")
def service(trust: Path, tmp_path_factory: pytest.TempPathFactory) -> SigningService:
    return signing_service(tmp_path_factory.mktemp("store"), trust)


@pytest.fixture(scope="session")
def signed(service: SigningService, slip: bytes, p12: Path, form: RenewalForm) -> bytes:
    return service.sign(slip, service.open_file(p12, PASSWORD), PASSWORD, form).pdf

"""Certificates: the system's trust store decides, and a wrong clock is told in those words."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.http_transport import Call, HttpTransport
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.server_address import ServerAddress
from tests.services.conftest import QUICK
from tests.services.http_double import http_double, json_reply


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Authority:
    """A certificate authority."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        now = datetime.now(UTC)
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(name("Test CA"))
            .issuer_name(name("Test CA"))
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=900))
            .not_valid_after(now + timedelta(days=900))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(self.key, hashes.SHA256())
        )
        self.file = folder / "ca.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def serving(self, first_day: int, last_day: int, host: str = "localhost") -> ssl.SSLContext:
        """What a server needs, with a certificate valid between two days counted from today."""
        key = ec.generate_private_key(ec.SECP256R1())
        now = datetime.now(UTC)
        names = [x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("127.0.0.2"))]
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name(host))
            .issuer_name(self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=first_day))
            .not_valid_after(now + timedelta(days=last_day))
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        pem = self.folder / "server.pem"
        pem.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        return context


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def outcome(context: ssl.SSLContext, access) -> ErrorCode | None:
    """The code of asking such a server; None when it answered."""
    with http_double(tls=context) as double:
        double.answers(json_reply({"items": [], "next_cursor": None}))
        api = LicensorApi(double.url, limits=QUICK, pause=lambda _seconds: None)
        api.authorise_with(access)
        try:
            api.registrations()
        except OperationError as error:
            assert double.seen == []
            return error.code
        finally:
            api.close()
    return None


def test_a_certificate_of_the_systems_trust_store_is_good(authority, access, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    assert outcome(authority.serving(-1, 30), access) is None


def test_a_certificate_of_nobody_known_is_untrusted(authority, access):
    assert outcome(authority.serving(-1, 30), access) is ErrorCode.CERTIFICATE_UNTRUSTED


def test_an_environment_variable_of_requests_adds_no_trust(authority, monkeypatch):
    """Off this machine the system's proxy settings are read, and with them requests would read these."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.file))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(authority.file))
    monkeypatch.setenv("NO_PROXY", "*")
    with http_double(tls=authority.serving(-1, 30)) as double:
        transport = HttpTransport(ServerAddress(double.url, loopback=False), QUICK)
        with pytest.raises(OperationError) as caught:
            transport.exchange(Call("GET", "/health"))
        transport.close()
    assert caught.value.code is ErrorCode.CERTIFICATE_UNTRUSTED


def test_the_systems_proxy_is_used_off_this_machine(monkeypatch):
    with http_double() as proxy:
        proxy.answers(json_reply({"status": "ok", "version": "1"}))
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        transport = HttpTransport(ServerAddress("http://qlts.example.vn", loopback=False), QUICK)
        transport.exchange(Call("GET", "/health"))
        transport.close()
        assert [seen.path for seen in proxy.seen] == ["http://qlts.example.vn/api/v1/health"]


def test_a_certificate_for_another_name_is_untrusted(authority, access, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    code = outcome(authority.serving(-1, 30, host="other.example.vn"), access)
    assert code is ErrorCode.CERTIFICATE_UNTRUSTED


@pytest.mark.parametrize(("first_day", "last_day"), [(-30, -1), (1, 30)], ids=["expired", "not yet valid"])
def test_a_certificate_out_of_its_time_points_at_the_clock(authority, access, monkeypatch, first_day, last_day):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    assert outcome(authority.serving(first_day, last_day), access) is ErrorCode.CLOCK_BREAKS_TLS


def test_a_server_that_speaks_no_tls_is_a_wrong_address(access):
    with http_double() as double:
        api = LicensorApi(double.url.replace("http://", "https://"), limits=QUICK, pause=lambda _seconds: None)
        api.authorise_with(access)
        with pytest.raises(OperationError) as caught:
            api.registrations()
        api.close()
    assert caught.value.code is ErrorCode.SERVER_ADDRESS_WRONG


def test_a_tls_server_asked_in_plain_http_is_a_wrong_address(authority, access):
    with http_double(tls=authority.serving(-1, 30)) as double:
        api = LicensorApi(double.url.replace("https://", "http://"), limits=QUICK, pause=lambda _seconds: None)
        api.authorise_with(access)
        with pytest.raises(OperationError) as caught:
            api.registrations()
        api.close()
    assert caught.value.code in {ErrorCode.SERVER_ADDRESS_WRONG, ErrorCode.NO_NETWORK}

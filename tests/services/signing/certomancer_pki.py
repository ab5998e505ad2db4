"""A certificate authority with its responders on loopback: certomancer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

ARCHITECTURE = "vn"
KEYS = ("root", "interm", "signer", "ocsp", "tsa")
_NOW = datetime.now(UTC)
# Its lists and answers are renewed every day or every 30 days from the first day on: never while a test runs.
FROM, TO = ((_NOW + timedelta(days=days, hours=-12)).isoformat() for days in (-720, 3000))


def _extensions(*, ocsp: bool = True, crl: bool = True) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {
            "id": "key_usage",
            "critical": True,
            "smart-value": {"schema": "key-usage", "params": ["digital_signature", "non_repudiation"]},
        }
    ]
    if ocsp:
        names = {"ocsp-responder-names": ["interm"]}
        found.append(
            {"id": "authority_information_access", "smart-value": {"schema": "aia-urls", "params": names}}
        )
    if crl:
        names = {"crl-repo-names": ["interm"]}
        found.append({"id": "crl_distribution_points", "smart-value": {"schema": "crl-dist-url", "params": names}})
    return found


def _authority(issuer: str, subject: str, *, crl: bool) -> dict[str, Any]:
    extensions: list[dict[str, Any]] = [
        {"id": "basic_constraints", "critical": True, "value": {"ca": True}},
        {
            "id": "key_usage",
            "critical": True,
            "smart-value": {"schema": "key-usage", "params": ["digital_signature", "key_cert_sign", "crl_sign"]},
        },
    ]
    if crl:
        extensions.append(
            {
                "id": "crl_distribution_points",
                "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["root"]}},
            }
        )
    return {
        "issuer": issuer,
        "subject": subject,
        "validity": {"valid-from": FROM, "valid-to": TO},
        "extensions": extensions,
    }


def _signer(**extensions: bool) -> dict[str, Any]:
    return {
        "issuer": "interm",
        "subject": "signer",
        "validity": {"valid-from": FROM, "valid-to": TO},
        "extensions": _extensions(**extensions),
    }


def _config() -> dict[str, Any]:
    revoked = {"revocation": {"revoked-since": "2026-06-01T00:00:00+0000", "reason": "key_compromise"}}
    return {
        "keysets": {"k": {"path-prefix": ".", "keys": {name: {"path": f"{name}.pem"} for name in KEYS}}},
        "pki-architectures": {
            ARCHITECTURE: {
                "keyset": "k",
                "entity-defaults": {"country-name": "VN", "organization-name": "QLTS Test"},
                "entities": {
                    "root": {"common-name": "QLTS Test Root"},
                    "interm": {"common-name": "QLTS Test Issuing CA"},
                    "ocsp": {"common-name": "QLTS Test OCSP"},
                    "tsa": {"common-name": "QLTS Test TSA"},
                    "signer": {"common-name": "Trường THCS Nguyễn Du", "serial-number": "MST:0101243150"},
                },
                "certs": {
                    "root": _authority("root", "root", crl=False),
                    "interm": _authority("root", "interm", crl=True),
                    "ocsp": {
                        "issuer": "interm",
                        "subject": "ocsp",
                        "validity": {"valid-from": FROM, "valid-to": TO},
                        "extensions": [
                            {
                                "id": "key_usage",
                                "critical": True,
                                "smart-value": {"schema": "key-usage", "params": ["digital_signature"]},
                            },
                            {"id": "extended_key_usage", "value": ["ocsp_signing"]},
                            {"id": "ocsp_no_check"},
                        ],
                    },
                    "tsa": {
                        "issuer": "root",
                        "subject": "tsa",
                        "validity": {"valid-from": FROM, "valid-to": TO},
                        "extensions": [
                            {
                                "id": "key_usage",
                                "critical": True,
                                "smart-value": {"schema": "key-usage", "params": ["digital_signature"]},
                            },
                            {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
                            {
                                "id": "crl_distribution_points",
                                "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["root"]}},
                            },
                        ],
                    },
                    "good": _signer(),
                    "good_by_list": _signer(ocsp=False),
                    "silent": _signer(ocsp=False, crl=False),
                    "revoked": {**_signer(), **revoked},
                    "revoked_by_list": {**_signer(ocsp=False), **revoked},
                },
                "services": {
                    "ocsp": {"interm": {"for-issuer": "interm", "responder-cert": "ocsp", "signing-key": "ocsp"}},
                    "time-stamping": {"tsa": {"signing-key": "tsa", "signing-cert": "tsa"}},
                    "crl-repo": {
                        "root": {
                            "for-issuer": "root",
                            "signing-key": "root",
                            "simulated-update-schedule": "P30D",
                        },
                        "interm": {
                            "for-issuer": "interm",
                            "signing-key": "interm",
                            "simulated-update-schedule": "P1D",
                        },
                    },
                },
            }
        },
    }


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        """Nothing: the tests look at what was asked instead."""


@dataclass
class LivePki:
    """An authority whose responders answer.

    Attributes:
        asked: Paths of all questions, oldest first.
        silent: Questions are taken and never answered.
        broken: Questions are answered with something else.
        address: Of all its services.
    """

    _architecture: Any
    address: str
    asked: list[str] = field(default_factory=list)
    silent: threading.Event = field(default_factory=threading.Event)
    broken: bool = False
    release: threading.Event = field(default_factory=threading.Event)

    @property
    def time_stamp_server(self) -> str:
        """The address of its time-stamp server."""
        return f"{self.address}/{ARCHITECTURE}/tsa/tsa"

    def certificate(self, label: str) -> Any:
        """A certificate, as asn1crypto has it."""
        return self._architecture.get_cert(CertLabel(label))


@contextmanager
def live_pki(folder: Path) -> Iterator[LivePki]:
    """Serve an authority's OCSP responder and lists until the block ends.

    Args:
        folder: Holds its keys; they are made the first time.
    """
    for path in (folder / f"{name}.pem" for name in KEYS):
        if not path.exists():
            private = rsa.generate_private_key(65537, 2048)
            path.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

    holder: dict[str, Any] = {}

    def answer(environ: dict[str, Any], start: Any) -> Any:
        pki: LivePki = holder["pki"]
        pki.asked.append(environ["PATH_INFO"])
        if pki.silent.is_set():
            pki.release.wait(30)
        if pki.broken:
            start("200 OK", [("Content-Type", "text/html")])
            return [b"<html>hotel login</html>"]
        return holder["animator"](environ, start)

    class Threaded(WSGIServer):
        """One thread a question, so that a silent one does not hold the next up."""

        def process_request(self, request: Any, client_address: Any) -> None:
            threading.Thread(
                target=lambda: (self.finish_request(request, client_address), self.shutdown_request(request)),
                daemon=True,
            ).start()

    server = make_server("127.0.0.1", 0, answer, server_class=Threaded, handler_class=_Quiet)
    config = CertomancerConfig(
        _config(), key_search_dir=str(folder), external_url_prefix=f"http://127.0.0.1:{server.server_port}"
    )
    architecture = config.get_pki_arch(ArchLabel(ARCHITECTURE))
    holder["pki"] = pki = LivePki(architecture, f"http://127.0.0.1:{server.server_port}")
    holder["animator"] = Animator(AnimatorArchStore({ArchLabel(ARCHITECTURE): architecture}), with_web_ui=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield pki
    finally:
        pki.release.set()
        server.shutdown()
        server.server_close()
        thread.join(5)

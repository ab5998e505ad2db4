"""What the tests talk about: units in a stage, a client of the API, slips and signatures."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import rfc8785
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from qlts_licensor.changes.models import Kind, ProposedChange
from qlts_licensor.clock import now, today
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.licences.models import Subscription
from qlts_licensor.policy.models import PolicyVersion, ReceivingAccount, Vendor
from qlts_licensor.policy.rules import Policy
from qlts_licensor.registrations.models import Registration
from qlts_licensor.units.models import Role, Unit, User

EMPTY_FORM: dict[str, dict[str, str]] = {"unit": {}, "invoice": {}, "order": {}, "payment": {}}
PASSWORD = "mat-khau-thu-1"
TAX_CODE = "0200731649"
PROBLEM = "application/problem+json"


def make_vendor() -> None:
    """Whom is paid."""
    Vendor.objects.create(name="Công ty QLTS", phone="19001234", email="hotro@qlts.vn", postal_address="Hà Nội")
    ReceivingAccount.objects.create(
        holder="Công ty QLTS", account_no="1020304050", bank_name="Vietcombank", bank_bin="970436"
    )


def agreed(kind: Kind, subject: str = "") -> ProposedChange:
    """A change that two people have agreed on and that is not made yet: what the database wants to see."""
    first, second = (User.objects.get_or_create(username=name, is_staff=True)[0] for name in ("hai", "nguoi"))
    return ProposedChange.objects.create(
        kind=kind,
        subject=subject,
        after={},
        reason="kiểm thử",
        asked_by=first,
        asked_at=now(),
        approved_by=second,
        approved_at=now(),
    )


def store_policy(policy: Policy) -> None:
    """A policy version that holds from its day, whatever day it is."""
    change = agreed(Kind.POLICY, policy.version)
    PolicyVersion.objects.create(
        version=policy.version,
        effective_from=policy.effective_from,
        note=policy.note,
        values=policy.to_json(),
        change=change,
    )
    ProposedChange.objects.filter(pk=change.pk).update(applied_at=now())


def move_account(account_no: str) -> None:
    """The receiving account becomes another one."""
    ReceivingAccount.objects.update(account_no=account_no, change=agreed(Kind.ACCOUNT))


def make_unit(code: str = "THCS01", *, left: int | None = 40, tax_code: str = TAX_CODE) -> Unit:
    """A unit with a Quản trị dữ liệu ``ketoan`` and a viewer ``xem``; ``left`` days of its term are left."""
    unit = Unit.objects.create(
        code=code,
        name=f"Trường THCS {code}",
        tax_code=tax_code,
        address="Số 12 đường Lê Lợi",
        province="Hải Phòng",
        head_name="Lê Quang Minh",
        head_title="Hiệu trưởng",
    )
    end = None if left is None else today() + timedelta(days=left)
    Subscription.objects.create(
        unit=unit,
        licence_no=f"GP-{code}",
        package="Chuẩn",
        users=3,
        term_start=None if end is None else end - timedelta(days=364),
        term_end=end,
    )
    for name, role in (("ketoan", Role.DATA_ADMIN), ("xem", Role.VIEWER)):
        user = User(
            username=User.stored_name(code, name),
            unit=unit,
            role=role,
            full_name="Trần Thu Hà",
            phone="0912345678",
            email="ketoan@thcs.edu.vn",
        )
        user.set_password(PASSWORD)
        user.save()
    return unit


def enter_console(client: Client, user: User) -> Client:
    """As somebody of the staff who has logged in with both factors."""
    device, _made = TOTPDevice.objects.get_or_create(user=user, name="x", confirmed=True)
    client.force_login(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return client


def lapse(order: Registration, days_ago: int) -> None:
    """The order's payment day has passed."""
    due = today() - timedelta(days=days_ago)
    Registration.objects.filter(pk=order.pk).update(
        due_on=due, first_due_on=due, registered_at=now() - timedelta(days=days_ago + 10)
    )


@dataclass
class Caller:
    """A client of the API with a bearer token."""

    client: Client
    token: str = ""

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One call with a JSON body; headers by their names with underscores."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            names["Authorization"] = f"Bearer {self.token}"
        return self.client.generic(
            method,
            f"/api/v1{path}",
            b"" if body is None else json.dumps(body).encode(),
            content_type="application/json",
            headers=names,
        )

    def log_in(self, unit: str = "THCS01", user: str = "ketoan", password: str = PASSWORD) -> Any:
        """``POST /sessions``; keeps the access token."""
        reply = self.call("POST", "/sessions", {"unit_code": unit, "username": user, "password": password})
        if reply.status_code == 200:
            self.token = reply.json()["access_token"]
        return reply

    def draft(self, **body: Any) -> Any:
        """``PUT /registrations/draft``."""
        return self.call("PUT", "/registrations/draft", body)

    def save(self, draft: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
        """``PUT …/form``; returns the draft with its new version."""
        reply = self.call("PUT", f"/registrations/{draft['no']}/form", form, If_Match=f'"{draft["version"]}"')
        assert reply.status_code == 200, reply.content
        return {**draft, "form": form, "version": reply.json()["version"], "problems": reply.json()["problems"]}

    def ready_draft(self, due_in: int = 30) -> dict[str, Any]:
        """A draft that may be sent as it is."""
        draft = self.draft().json()
        form = draft["form"]
        form["payment"] = {"due_on": (today() + timedelta(days=due_in)).isoformat(), "consent": True}
        return self.save(draft, form)

    def submit(
        self, draft: dict[str, Any], slip: bytes, *, method: str = "stamped", key: str | None = None, **fields: str
    ) -> Any:
        """``POST …/submission``."""
        parts = {"method": method, "consent": "true", "form_version": str(draft["version"]), **fields}
        return self.client.post(
            f"/api/v1/registrations/{draft['no']}/submission",
            {**parts, "slip": SimpleUploadedFile("phieu.pdf", slip, "application/pdf")},
            headers={"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or str(uuid.uuid4())},
        )


def document_of(draft: dict[str, Any], unit: str = "THCS01") -> bytes:
    """The canonical document, made from the contract's words and not with the service's code."""
    return rfc8785.dumps(
        {
            "type": "qlts-registration/1",
            "order_no": draft["no"],
            "unit": unit,
            "form": draft["form"],
            "offer": claims_of(draft["offer"]),
        }
    )


def slip_pdf(document: bytes | None, name: str = "registration.json") -> bytes:
    """A page with the document attached."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if document is not None:
            pdf.attachments[name] = pikepdf.AttachedFileSpec(
                pdf, document, filename=name, mime_type="application/json"
            )
        output = BytesIO()
        pdf.save(output)
    return output.getvalue()


@dataclass(frozen=True)
class Authority:
    """A certificate authority made for a test."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def make(cls, name: str = "Test CA") -> Authority:
        """A new root."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        certificate = (
            _builder(subject, subject, key, -3650, 3650)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_usage(sign=False, certificates=True), critical=True)
            .sign(key, hashes.SHA256())
        )
        return cls(key, certificate)

    @property
    def pem(self) -> bytes:
        """For the trust folder."""
        return self.certificate.public_bytes(Encoding.PEM)

    def signer(
        self,
        *,
        mst: str = TAX_CODE,
        begins: int = -10,
        ends: int = 300,
        may_sign: bool = True,
        organisation: str = "",
    ) -> bytes:
        """PKCS#12 of a signer's certificate, without password; days are counted from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = [x509.NameAttribute(NameOID.COMMON_NAME, "Lê Quang Minh")]
        if mst:
            names.append(x509.NameAttribute(NameOID.USER_ID, f"MST:{mst}"))
        if organisation:
            names.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
        certificate = (
            _builder(x509.Name(names), self.certificate.subject, key, begins, ends)
            .add_extension(_usage(sign=may_sign, certificates=False), critical=True)
            .sign(self.key, hashes.SHA256())
        )
        return pkcs12.serialize_key_and_certificates(b"x", key, certificate, [self.certificate], NoEncryption())


def sign_pdf(pdf: bytes, p12: bytes, field: str = "NguoiKy") -> bytes:
    """PAdES B-B."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    signer = signers.SimpleSigner.load_pkcs12_data(p12, other_certs=[])
    metadata = signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return signers.PdfSigner(metadata, signer=signer).sign_pdf(writer).getvalue()


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, begins: int, ends: int
) -> x509.CertificateBuilder:
    moment = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment + timedelta(days=begins))
        .not_valid_after(moment + timedelta(days=ends))
    )


def _usage(*, sign: bool, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=sign,
        content_commitment=sign,
        key_encipherment=not sign and not certificates,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )


def day(offset: int) -> str:
    """ISO day, counted from today."""
    return (today() + timedelta(days=offset)).isoformat()


def as_day(text: str) -> date:
    """The day of an ISO text."""
    return date.fromisoformat(text)

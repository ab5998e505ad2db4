"""The body of a submission."""

from __future__ import annotations

from typing import Any

from licensor.tests.scenarios import document_of, slip_pdf

BOUNDARY = "qlts-test-boundary"


def multipart(draft: dict[str, Any], unit: str) -> bytes:
    """A stamped slip of a draft as ``multipart/form-data``."""
    fields = {"method": "stamped", "consent": "true", "form_version": str(draft["version"])}
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = 'Content-Disposition: form-data; name="slip"; filename="phieu.pdf"\r\nContent-Type: application/pdf'
    slip = slip_pdf(document_of(draft, unit))
    return b"".join(parts) + f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + slip + f"\r\n--{BOUNDARY}--\r\n".encode()

"""Keeping files with their order."""

from __future__ import annotations

from qlts_licensor.registrations.models import PaymentProof, Registration, StoredFile
from qlts_licensor.registrations.uploads import Upload


def keep_file(order: Registration, kind: str, file: Upload, proof: PaymentProof | None = None) -> StoredFile:
    """Keep a file as it came.

    Args:
        order: Its order.
        kind: ``slip``, ``paper_scan``, ``payment_proof``, ``invoice``…
        file: Name and content.
        proof: The payment proof that it belongs to.
    """
    return StoredFile.objects.create(
        registration=order,
        kind=kind,
        name=file.name,
        sha256=file.sha256,
        size=len(file.content),
        content=file.content,
        proof=proof,
    )

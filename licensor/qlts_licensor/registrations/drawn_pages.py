"""Pages of payment proofs as the staff see them: drawn ahead by a job, in the limited process."""

from __future__ import annotations

from qlts_licensor.clock import now
from qlts_licensor.registrations.models import DrawnPage, PaymentProof, StoredFile
from qlts_licensor.registrations.scan_reading import Unreadable, drawn_page

WIDTH = 900
"""Pixels of a kept picture."""


def draw_proof(proof: int) -> None:
    """The job: draw the first page of each file of a proof, so that its review opens at once.

    Further pages are drawn when somebody turns to them, and kept as well. A second run finds them there.

    Args:
        proof: The proof's key.
    """
    for found in PaymentProof.objects.filter(pk=proof):
        for file in found.files.all():
            page_picture(file, 0)


def page_picture(file: StoredFile, number: int) -> bytes:
    """A page of a file as PNG, the kept one or a new one.

    Args:
        file: A proof's file.
        number: The page, counted from 0.

    Raises:
        Unreadable: It cannot be drawn within its limits, or there is no such page.
    """
    kept = file.drawn_pages.filter(number=number).first()
    if kept is not None and kept.picture:
        return bytes(kept.picture)
    if kept is not None:
        raise Unreadable("it could not be drawn before")
    try:
        picture = drawn_page(bytes(file.content), number, WIDTH)
    except Unreadable:
        if number == 0:
            _keep(file, number, b"")  # it would take as long the next time
        raise
    _keep(file, number, picture)
    return picture


def _keep(file: StoredFile, number: int, picture: bytes) -> None:
    DrawnPage.objects.get_or_create(file=file, number=number, defaults={"picture": picture, "drawn_at": now()})

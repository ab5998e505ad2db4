"""The console's pages: queues, an order, a payment proof, the paper desk, the day's invoices."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qlts_licensor.api.routes_files import attachment
from qlts_licensor.clock import today
from qlts_licensor.console import moves
from qlts_licensor.console.comparing import compared
from qlts_licensor.console.decisions import decide, forms_of
from qlts_licensor.console.invoices import invoice_rows, invoice_workbook
from qlts_licensor.console.queues import QUEUES, queue_called
from qlts_licensor.console.words import event_words, form_lines, typed_day
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.drawn_pages import page_picture
from qlts_licensor.registrations.models import PaymentProof, Registration, StoredFile
from qlts_licensor.registrations.scan_reading import Unreadable, drawn_page, pages_in
from qlts_licensor.registrations.states import ProofState
from qlts_licensor.registrations.uploads import kind_of
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.table import Name, NotAllowed

Context = dict[str, Any]
PAGE = 50
LARGE = 2_000
"""Pixels of a page that somebody looks at closely."""


def index(request: HttpRequest, context: Context) -> HttpResponse:
    """*Bàn làm việc*: every queue with its count."""
    day = today()
    cards = [{"queue": queue, "count": queue.rows(day).count()} for queue in QUEUES]
    return render(request, "console/index.html", {**context, "title": "Bàn làm việc", "cards": cards})


def queue(request: HttpRequest, context: Context, slug: str) -> HttpResponse:
    """One queue, the oldest first."""
    found = queue_called(slug)
    if found is None:
        raise Http404
    page = Paginator(found.rows(today()), PAGE).get_page(request.GET.get("page"))
    return render(request, "console/queue.html", {**context, "title": found.title, "queue": found, "page": page})


def order(request: HttpRequest, context: Context, no: str) -> HttpResponse:
    """An order with everything, and the decisions that it waits for."""
    found = get_object_or_404(Registration.objects.select_related("unit"), no=no)
    refused = decide(request, found, None) if request.method == "POST" else None
    if isinstance(refused, HttpResponse):
        return refused
    found.refresh_from_db()
    claims = claims_of(found.offer)
    page = {
        "title": f"Đơn {no}",
        "order": found,
        "seen": desk.last_event(found),
        "offer": claims,
        "events": [(event, event_words(event.code)) for event in found.events.all()],
        "form_lines": form_lines(found.form),
        "files": found.files.defer("content").select_related("proof").order_by("id"),
        "receipts": [claims_of(receipt.file) for receipt in found.receipts.order_by("id")],
        "proofs": found.payment_proofs.all(),
        "moves": forms_of(request, moves.order_moves(found), refused),
    }
    return render(request, "console/order.html", {**context, **page})


def proof(request: HttpRequest, context: Context, no: str, number: int) -> HttpResponse:
    """A payment proof beside its order, with the three decisions."""
    rows = PaymentProof.objects.select_related("registration__unit")
    found = get_object_or_404(rows, registration__no=no, number=number)
    refused = decide(request, found.registration, None, proof=number) if request.method == "POST" else None
    if isinstance(refused, HttpResponse):
        return refused
    found.refresh_from_db()
    waits = found.state == ProofState.IN_REVIEW
    files = list(found.files.all())
    page = {
        "title": f"Chứng từ lần {number} của đơn {no}",
        "proof": found,
        "order": found.registration,
        "seen": desk.last_event(found.registration),
        "offer": claims_of(found.registration.offer),
        "compared": compared(found),
        "pages": [(file, at) for file in files for at in range(_page_count(file))],
        "files": files,
        "sent_before": _sent_before(found, files),
        "moves": forms_of(request, moves.PROOF_MOVES if waits else (), refused),
    }
    return render(request, "console/proof.html", {**context, **page})


def proof_page(request: HttpRequest, no: str, sha256: str, number: int, size: str) -> HttpResponse:
    """A page of a proof's file as a picture, drawn in a limited process, without what a camera wrote beside it."""
    file = get_object_or_404(StoredFile, registration__no=no, sha256=sha256, kind="payment_proof")
    try:
        if size == "small":
            content = page_picture(file, number)
        elif size == "large":
            content = drawn_page(bytes(file.content), number, LARGE)
        else:
            raise Http404
    except Unreadable as error:
        raise Http404 from error
    return HttpResponse(
        content,
        content_type="image/png",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private"},
    )


def order_file(request: HttpRequest, no: str, pk: int) -> HttpResponse:
    """A file as it was sent, as an attachment that no browser runs."""
    file = get_object_or_404(StoredFile, registration__no=no, pk=pk)
    content = bytes(file.content)
    known = kind_of(content)
    return attachment(content, file.name, known.value if known else "application/octet-stream")


def paper(request: HttpRequest, context: Context) -> HttpResponse:
    """*Nhận phiếu giấy*: scan or type the code of a slip that has come."""
    typed = request.POST.get("code", "").replace("\0", "").strip() if request.method == "POST" else ""
    if typed:
        said, level, found = _receive(request, typed)
        messages.add_message(request, level, said)
        if found is not None and level == messages.SUCCESS:
            return HttpResponseRedirect(reverse("admin:paper"))
    waiting = queue_called("papers")
    rows = waiting.rows(today())[:20] if waiting else ()
    return render(request, "console/paper.html", {**context, "title": "Nhận phiếu giấy", "rows": rows})


def invoices(request: HttpRequest, context: Context) -> HttpResponse:
    """Invoices to be made on a day, to look at or as a workbook."""
    day = typed_day(request.GET.get("day", "")) or today()
    rows = invoice_rows(day)
    if "excel" in request.GET:
        book = BytesIO(invoice_workbook(day, rows))
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return attachment(book.getvalue(), f"hoa-don-{day.isoformat()}.xlsx", kind)
    page = {"title": "Hóa đơn trong ngày", "day": day, "rows": rows}
    return render(request, "console/invoices.html", {**context, **page})


def _receive(request: HttpRequest, typed: str) -> tuple[str, int, Registration | None]:
    """Receive the slip of a code, or of an order's number."""
    from qlts_licensor.registrations.paper_scans import slip_code

    no = typed.split(":")[1] if typed.startswith("QLTS1:") and typed.count(":") == 2 else typed
    found = Registration.objects.select_related("unit").filter(no=no).sent().first()
    if found is None:
        return f"Không có đơn nào ứng với “{typed[:60]}”.", messages.ERROR, None
    if ":" in typed and slip_code(found) != typed:
        said = f"Phiếu này là bản in khác của đơn {no}: nội dung không khớp đơn đã gửi. Hãy trả lại và ghi lý do."
        return said, messages.ERROR, found
    try:
        desk.perform(
            found.unit, request.user, desk.Wanted(Name.PAPER_RECEIVED, "Nhận phiếu giấy tại bàn", order_no=no)
        )
    except NotAllowed as refusal:
        return f"Không ghi nhận được: {refusal}.", messages.ERROR, found
    warning = "" if ":" in typed else " Chưa quét mã: hãy so nội dung phiếu với đơn."
    return f"Đã nhận phiếu giấy của đơn {no} – {found.unit.name}.{warning}", messages.SUCCESS, found


def _page_count(file: StoredFile) -> int:
    try:
        return pages_in(bytes(file.content))
    except Unreadable:
        return 0


def _sent_before(found: PaymentProof, files: list[StoredFile]) -> list[tuple[str, int]]:
    """Proofs, of any order, that came with one of the same files."""
    same = StoredFile.objects.filter(sha256__in=[file.sha256 for file in files], proof__isnull=False)
    rows = same.exclude(proof=found).values_list("registration__no", "proof__number").distinct()
    return list(rows.order_by("registration__no")[:10])

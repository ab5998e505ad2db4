"""The console's pages: queues, an order, a payment proof, a unit, the paper desk, the day's invoices."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_date

from qlts_licensor.api.routes_files import attachment
from qlts_licensor.clock import today
from qlts_licensor.console import moves
from qlts_licensor.console.comparing import compared
from qlts_licensor.console.invoices import invoice_rows, invoice_workbook
from qlts_licensor.console.queues import QUEUES, queue_called
from qlts_licensor.console.words import event_words, form_lines, stage_words
from qlts_licensor.licences.facts import facts_of
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.licences.models import Approval, Subscription
from qlts_licensor.registrations.helped import Help, register_for_unit
from qlts_licensor.registrations.models import PaymentProof, Registration, StoredFile
from qlts_licensor.registrations.scan_reading import Unreadable, drawn_page, pages_in
from qlts_licensor.registrations.states import ProofState
from qlts_licensor.registrations.stored_files import keep_file
from qlts_licensor.registrations.uploads import LARGEST_FILE, FileKind, Upload, kind_of
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.roles import may
from qlts_licensor.transitions.table import TABLE, Name, NotAllowed
from qlts_licensor.units.models import Unit

Context = dict[str, Any]
PAGE = 50
_WIDTHS = {"small": 900, "large": 2_000}


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
    refused = _decide(request, found, None) if request.method == "POST" else None
    if isinstance(refused, HttpResponse):
        return refused
    claims = claims_of(found.offer)
    page = {
        "title": f"Đơn {no}",
        "order": found,
        "offer": claims,
        "events": [(event, event_words(event.code)) for event in found.events.all()],
        "form_lines": form_lines(found.form),
        "files": found.files.defer("content").select_related("proof").order_by("id"),
        "receipts": [claims_of(receipt.file) for receipt in found.receipts.order_by("id")],
        "proofs": found.payment_proofs.all(),
        "moves": _forms(request, moves.order_moves(found), refused),
    }
    return render(request, "console/order.html", {**context, **page})


def proof(request: HttpRequest, context: Context, no: str, number: int) -> HttpResponse:
    """A payment proof beside its order, with the three decisions."""
    rows = PaymentProof.objects.select_related("registration__unit")
    found = get_object_or_404(rows, registration__no=no, number=number)
    refused = _decide(request, found.registration, None, proof=number) if request.method == "POST" else None
    if isinstance(refused, HttpResponse):
        return refused
    waits = found.state == ProofState.IN_REVIEW
    files = list(found.files.all())
    page = {
        "title": f"Chứng từ lần {number} của đơn {no}",
        "proof": found,
        "order": found.registration,
        "offer": claims_of(found.registration.offer),
        "compared": compared(found),
        "pages": [(file, at) for file in files for at in range(_page_count(file))],
        "files": files,
        "sent_before": _sent_before(found, files),
        "moves": _forms(request, moves.PROOF_MOVES if waits else (), refused),
    }
    return render(request, "console/proof.html", {**context, **page})


def proof_page(request: HttpRequest, no: str, sha256: str, number: int, size: str) -> HttpResponse:
    """A page of a proof's file as a picture, drawn in a limited process, without what a camera wrote beside it."""
    file = get_object_or_404(StoredFile, registration__no=no, sha256=sha256, kind="payment_proof")
    try:
        content = drawn_page(bytes(file.content), number, _WIDTHS[size])
    except (Unreadable, KeyError) as error:
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


def unit(request: HttpRequest, context: Context, code: str) -> HttpResponse:
    """A unit: its licence, what will happen and when, its orders and events, and the decisions about it."""
    found = get_object_or_404(Unit, code=code)
    helping = request.method == "POST" and "help" in request.POST
    help_form = moves.HelpForm(request.POST if helping else None, prefix="help")
    if helping:
        if help_form.is_valid() and (reply := _help(request, found, help_form.cleaned_data)):
            return reply
        refused = None
    else:
        refused = _decide(request, None, found) if request.method == "POST" else None
    if isinstance(refused, HttpResponse):
        return refused
    day = today()
    known = facts_of(found, day)
    asked = parse_date(request.GET.get("day", "")) if request.GET.get("day") else None
    subscription = Subscription.objects.filter(unit=found).first()
    page = {
        "title": found.name,
        "unit": found,
        "subscription": subscription,
        "now": stage_words(known.decide(day)) if known else None,
        "timetable": [stage_words(entry) for entry in known.timetable(day)] if known else [],
        "asked_day": asked,
        "asked": stage_words(known.decide(asked)) if known and asked else None,
        "orders": found.registrations.sent().order_by("-registered_at"),
        "events": subscription.events.all() if subscription else (),
        "approvals": _waiting_approvals(found),
        "moves": _forms(request, moves.unit_moves(subscription), refused),
        "help_form": help_form if may(request.user, Name.REGISTERED_FOR_UNIT) else None,
        "help_open": helping,
    }
    return render(request, "console/unit.html", {**context, **page})


def paper(request: HttpRequest, context: Context) -> HttpResponse:
    """*Nhận phiếu giấy*: scan or type the code of a slip that has come."""
    typed = request.POST.get("code", "").strip() if request.method == "POST" else ""
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
    day = parse_date(request.GET.get("day", "")) or today()
    rows = invoice_rows(day)
    if "excel" in request.GET:
        book = BytesIO(invoice_workbook(day, rows))
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return attachment(book.getvalue(), f"hoa-don-{day.isoformat()}.xlsx", kind)
    page = {"title": "Hóa đơn trong ngày", "day": day, "rows": rows}
    return render(request, "console/invoices.html", {**context, **page})


# --- decisions ------------------------------------------------------------------------------------------


def _decide(
    request: HttpRequest, order: Registration | None, unit: Unit | None, proof: int | None = None
) -> HttpResponse | tuple[Name, moves.MoveForm] | None:
    """Do what a form asks for. A refusal keeps what was typed: the move with its form."""
    name = request.POST.get("move", "")
    move = moves.ALL.get(Name(name)) if name in Name._value2member_map_ else None
    if move is None:
        raise Http404
    form = move.form(request.POST, request.FILES)
    if not form.is_valid():
        return move.name, form
    whose = order.unit if order is not None else unit
    if whose is None:
        raise Http404
    try:
        with transaction.atomic():
            done = desk.perform(whose, request.user, moves.wanted_of(move, form.cleaned_data, order, proof))
            if done and order is not None and move.name is Name.INVOICE_ISSUED:
                _keep_invoice(order, form.cleaned_data)
    except NotAllowed as refusal:
        messages.error(request, f"Không thực hiện được: {refusal}.")
        return HttpResponseRedirect(request.path)
    said = "đã ghi nhận." if done else "đã ghi; cần một người khác duyệt mới có hiệu lực."
    messages.success(request, f"{TABLE[move.name].says}: {said}")
    return HttpResponseRedirect(request.path)


def _help(request: HttpRequest, found: Unit, cleaned: dict[str, Any]) -> HttpResponse | None:
    """Register for a unit; None when it was refused, and what was typed stays."""
    try:
        order = register_for_unit(found, request.user, Help(**cleaned))
    except NotAllowed as refusal:
        messages.error(request, f"Không thực hiện được: {refusal}.")
        return None
    messages.success(request, f"Đã đăng ký giúp: đơn {order.no}. Báo đơn vị nhấn Cập nhật tài nguyên.")
    return HttpResponseRedirect(reverse("admin:order", args=(order.no,)))


def _keep_invoice(order: Registration, cleaned: dict[str, Any]) -> None:
    """Keep the invoice's files beside the order.

    Raises:
        NotAllowed: One is not what it should be, or too large.
    """
    for field, kind, name in (("pdf", "invoice", "hoa-don"), ("xml", "invoice_xml", "hoa-don")):
        sent = cleaned.get(field)
        if sent is None:
            continue
        content = sent.read()
        fits = (
            kind_of(content) is FileKind.PDF
            if field == "pdf"
            else content.lstrip(b"\xef\xbb\xbf \r\n")[:5] == b"<?xml"
        )
        if not fits or len(content) > LARGEST_FILE:
            raise NotAllowed(f"tệp {sent.name} không phải {field.upper()} hoặc lớn hơn 10 MB")
        keep_file(order, kind, Upload(f"{name}-{order.no}.{field}", content))


def _forms(
    request: HttpRequest, offered: Iterable[moves.Move], refused: tuple[Name, moves.MoveForm] | None
) -> list[tuple[moves.Move, moves.MoveForm, bool]]:
    """The moves that this person may make, with their forms; the refused one is open, as it was filled."""
    rows = []
    for move in offered:
        if not may(request.user, move.name):
            continue
        is_open = refused is not None and refused[0] is move.name
        rows.append((move, refused[1] if is_open and refused else move.form(), is_open))
    return rows


def _waiting_approvals(unit: Unit) -> list[tuple[Approval, str]]:
    rows = unit.approvals.filter(done_at=None).select_related("asked_by")
    return [(row, TABLE[Name(row.name)].says) for row in rows]


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

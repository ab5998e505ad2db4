"""What a page's forms ask for: the decisions offered, and doing one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from qlts_licensor.console import moves
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.stored_files import keep_file
from qlts_licensor.registrations.uploads import Upload
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.roles import may
from qlts_licensor.transitions.table import TABLE, Name, NotAllowed
from qlts_licensor.units.models import Unit


def decide(
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
    wanted = moves.wanted_of(move, form.cleaned_data, order, proof, request.POST.get("seen", ""))
    try:
        with transaction.atomic():
            done = desk.perform(whose, request.user, wanted)
            if done and order is not None and move.name is Name.INVOICE_ISSUED:
                _keep_invoice(order, form.cleaned_data)
    except NotAllowed as refusal:
        messages.error(request, f"Không thực hiện được: {refusal}.")
        return move.name, form
    said = "đã ghi nhận." if done else "đã ghi; cần một người khác duyệt mới có hiệu lực."
    messages.success(request, f"{TABLE[move.name].says}: {said}")
    return HttpResponseRedirect(request.path)


def _keep_invoice(order: Registration, cleaned: dict[str, Any]) -> None:
    """Keep the invoice's files, which the form has looked at, beside the order."""
    for field, kind in (("pdf", "invoice"), ("xml", "invoice_xml")):
        sent = cleaned.get(field)
        if sent is not None:
            keep_file(order, kind, Upload(f"hoa-don-{order.no}.{field}", sent.read()))


def forms_of(
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

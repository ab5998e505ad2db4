"""``/registrations`` and ``/submissions``."""

from __future__ import annotations

from datetime import UTC, datetime

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from qlts_licensor.api import schemas, schemas_orders
from qlts_licensor.api.access import PreparedToken, SessionToken, caller, renewer
from qlts_licensor.api.problems import Problem
from qlts_licensor.clock import today
from qlts_licensor.licences.signing import signed_offer
from qlts_licensor.registrations import drafts, offers, paper_scans, prepared, replies, submission
from qlts_licensor.registrations.changes import sent_order
from qlts_licensor.registrations.form_problems import form_problems
from qlts_licensor.registrations.idempotency import canonical_key
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.uploads import Upload

PAGE = 100
_Refused = schemas.ProblemDetails
_refusals = {401: _Refused, 403: _Refused, 404: _Refused, 409: _Refused, 422: _Refused}

router = Router(tags=["registrations"], auth=SessionToken())


@router.put(
    "/registrations/draft",
    response={200: schemas.DraftReply, 201: schemas.DraftReply, **_refusals, 503: _Refused},
    operation_id="open_draft",
)
def open_draft(request: HttpRequest, response: HttpResponse, body: schemas.DraftRequest) -> Status:
    """Make or reopen the unit's one draft and get its offer."""
    return _draft_reply(response, *drafts.open_draft(renewer(request), body))


@router.post(
    "/registrations/{no}/replacement",
    response={200: schemas.DraftReply, 201: schemas.DraftReply, 400: _Refused, **_refusals, 503: _Refused},
    operation_id="replace",
)
def replace(request: HttpRequest, response: HttpResponse, no: str) -> Status:
    """*Sửa lại đơn*: the unit's draft, to be sent in the place of an order. Asked again, it is the same draft."""
    canonical_key(request.headers.get("Idempotency-Key", ""))
    return _draft_reply(response, *drafts.open_replacement(renewer(request), no))


@router.put(
    "/registrations/{no}/form",
    response={200: schemas.FormSaved, **_refusals, 412: _Refused, 428: _Refused},
    operation_id="save_form",
)
def save_form(
    request: HttpRequest, response: HttpResponse, no: str, body: schemas.FormRequest
) -> schemas.FormSaved:
    """Store what was typed, under ``If-Match``."""
    user = renewer(request)
    draft = submission.user_draft(user, no)
    saved = drafts.save_form(draft, user, body.model_dump(mode="json"), request.headers.get("If-Match"))
    _tag(response, saved)
    found = form_problems(saved.form, offers.day_limits(saved, today()))
    return schemas.FormSaved(
        version=saved.version,
        saved_at=saved.updated_at,
        problems=[schemas.ProblemItem(field=p.field, code=p.code, severity=p.severity) for p in found],
    )


@router.post(
    "/registrations/{no}/submission",
    response={201: schemas_orders.SubmissionReply, 400: _Refused, **_refusals, 413: _Refused},
    operation_id="submit",
    auth=[SessionToken(), PreparedToken()],
)
def submit(
    request: HttpRequest,
    no: str,
    slip: UploadedFile = File(...),  # noqa: B008 - how ninja declares a part
    method: str = Form(..., pattern="^(signed|stamped)$"),
    consent: bool = Form(...),
    form_version: int = Form(..., ge=0, le=2_000_000_000),
) -> Status:
    """Send the registration with its slip, under an ``Idempotency-Key``."""
    user = renewer(request)
    key = request.headers.get("Idempotency-Key", "")
    content = submission.Submission(
        key=key,
        method=method,
        consent=consent,
        form_version=form_version,
        slip=slip.read(),
        slip_name=(slip.name or "phieu.pdf")[:200],
    )
    return Status(201, replies.submission(submission.submit(user, no, content, caller(request).right)))


@router.post(
    "/registrations/{no}/prepared",
    response={201: schemas.PreparedReply, 400: _Refused, **_refusals, 413: _Refused},
    operation_id="prepare",
)
def prepare(
    request: HttpRequest,
    no: str,
    slip: UploadedFile = File(...),  # noqa: B008 - how ninja declares a part
    consent: bool = Form(...),
    form_version: int = Form(..., ge=0, le=2_000_000_000),
) -> Status:
    """Seal the draft for signing elsewhere, with a one-time right to send it, under an ``Idempotency-Key``."""
    content = prepared.Preparation(
        key=request.headers.get("Idempotency-Key", ""),
        consent=consent,
        form_version=form_version,
        slip=slip.read(),
    )
    held, right = prepared.prepare(renewer(request), no, content)
    return Status(
        201, schemas.PreparedReply(prepared=held.file, right=right, expires_at=localtime(held.expires_at))
    )


@router.delete("/registrations/{no}/prepared", response={204: None, **_refusals}, operation_id="revoke_prepared")
def revoke_prepared(request: HttpRequest, no: str) -> Status:
    """End the right of a prepared registration; also fine where there is none."""
    prepared.revoke(renewer(request), no)
    return Status(204, None)


@router.post(
    "/registrations/{no}/paper-scans",
    response={201: schemas_orders.PaperScanReply, 400: _Refused, **_refusals, 413: _Refused, 415: _Refused},
    operation_id="attach_paper_scan",
)
def attach_paper_scan(
    request: HttpRequest,
    no: str,
    files: list[UploadedFile] = File(...),  # noqa: B008 - how ninja declares a part
) -> Status:
    """Keep a scan of the stamped slip with its order, under an ``Idempotency-Key``."""
    user = renewer(request)
    scan = paper_scans.Scan(
        key=request.headers.get("Idempotency-Key", ""),
        files=tuple(Upload((file.name or "")[:200], file.read()) for file in files),
    )
    return Status(201, replies.paper_scan(paper_scans.attach(user, no, scan)))


@router.get(
    "/submissions/{key}",
    response={200: schemas_orders.SubmissionReply, **_refusals},
    operation_id="get_submission",
    auth=[SessionToken(), PreparedToken()],
)
def get_submission(request: HttpRequest, key: str) -> schemas_orders.SubmissionReply:
    """What became of an idempotency key."""
    who = caller(request)
    return replies.submission(submission.answered_key(who.user, key, who.right))


@router.get(
    "/registrations",
    response={200: schemas_orders.RegistrationPage, **_refusals},
    operation_id="list_registrations",
)
def list_registrations(
    request: HttpRequest,
    cursor: str = Query("", max_length=200),
    updated_since: datetime | None = Query(None),  # noqa: B008 - how ninja declares a parameter
) -> schemas_orders.RegistrationPage:
    """The unit's orders, newest first, 100 a page."""
    orders = Registration.objects.filter(unit=caller(request).user.unit).sent().order_by("-registered_at", "-id")
    if updated_since is not None:
        if updated_since.tzinfo is None:
            raise Problem("malformed", "updated_since needs its offset")
        try:
            since = updated_since.astimezone(UTC)
        except OverflowError as error:
            raise Problem("malformed", "updated_since is out of range") from error
        orders = orders.filter(updated_at__gte=since)
    start = _position(cursor)
    page = list(orders[start : start + PAGE + 1])
    more = _cursor(start + PAGE) if len(page) > PAGE else None
    return schemas_orders.RegistrationPage(
        items=[replies.summary(order) for order in page[:PAGE]], next_cursor=more
    )


@router.get(
    "/registrations/{no}",
    response={200: schemas_orders.RegistrationDetail, **_refusals},
    operation_id="get_registration",
)
def get_registration(request: HttpRequest, no: str) -> schemas_orders.RegistrationDetail:
    """One order with its events, files and receipts."""
    return replies.detail(sent_order(caller(request).user, no))


def _draft_reply(response: HttpResponse, draft: Registration, created: bool) -> Status:
    _tag(response, draft)
    last = offers.last_order(draft.unit, but=draft.replaces)
    reply = schemas.DraftReply(
        no=draft.no,
        version=draft.version,
        offer=draft.offer,
        form=schemas.FormBody.model_validate(draft.form),
        previous=replies.previous(last) if last else None,
        consented_offer=signed_offer(draft.consented_offer) if draft.consented_offer else None,
        prepared=_prepared(draft),
        saved_by=draft.saved_by,
        replaces=draft.replaces.no if draft.replaces else "",
        created=created,
    )
    return Status(201 if created else 200, reply)


def _prepared(draft: Registration) -> schemas.PreparedSummary | None:
    held = prepared.good_right(draft)
    if held is None:
        return None
    return schemas.PreparedSummary(
        prepared_by=held.prepared_by.full_name,
        issued_at=localtime(held.issued_at),
        expires_at=localtime(held.expires_at),
    )


def _tag(response: HttpResponse, draft: Registration) -> None:
    response["ETag"] = f'"{draft.version}"'


def _cursor(position: int) -> str:
    return signing.dumps(position, salt="qlts.cursor")


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(signing.loads(cursor, salt="qlts.cursor"))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Problem("malformed", "cursor") from error

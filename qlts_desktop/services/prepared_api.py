"""The licensor's calls for prepared registrations: made by who is logged in, used by who holds the right."""

from __future__ import annotations

from urllib.parse import quote

from qlts_desktop.services.http_transport import Call, Part
from qlts_desktop.services.licensor_api import LicensorApi, Submission
from qlts_desktop.services.wire import PreparedReply, SubmissionReply

_SCHEME = "Prepared"


def prepare(api: LicensorApi, key: str, no: str, form_version: int, slip: bytes) -> PreparedReply:
    """``POST /registrations/{no}/prepared`` under its idempotency key."""
    call = Call(
        "POST",
        f"/registrations/{quote(no, safe='')}/prepared",
        headers=(("Idempotency-Key", key),),
        fields=(("form_version", str(form_version)), ("consent", "true")),
        parts=(Part("slip", f"{no}.pdf", "application/pdf", slip),),
    )
    return api.ask(call, PreparedReply)


def revoke(api: LicensorApi, no: str) -> None:
    """``DELETE /registrations/{no}/prepared``."""
    api.tell(Call("DELETE", f"/registrations/{quote(no, safe='')}/prepared"))


class RightCalls:
    """Submissions under a prepared registration's right instead of a login; ``outbox.Calls``."""

    def __init__(self, api: LicensorApi, right: str) -> None:
        self._api = api
        self._right = right

    def submit(self, submission: Submission) -> SubmissionReply:
        """``POST /registrations/{no}/submission``."""
        call = Call(
            "POST",
            f"/registrations/{quote(submission.order_no, safe='')}/submission",
            headers=(("Idempotency-Key", submission.key),),
            fields=(
                ("method", submission.method),
                ("consent", "true"),
                ("form_version", str(submission.form_version)),
            ),
            parts=(Part("slip", f"{submission.order_no}.pdf", "application/pdf", submission.slip),),
            token=self._right,
            scheme=_SCHEME,
        )
        return self._api.ask(call, SubmissionReply)

    def submission(self, key: str) -> SubmissionReply:
        """``GET /submissions/{key}``."""
        call = Call("GET", f"/submissions/{quote(key, safe='')}", token=self._right, scheme=_SCHEME)
        return self._api.ask(call, SubmissionReply)

    def pause(self, seconds: float) -> None:
        """Wait before asking again."""
        self._api.pause(seconds)

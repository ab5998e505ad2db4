"""A unit with an order to be paid, and the staff who decide on it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from qlts_licensor.clock import today
from qlts_licensor.licences.facts import facts_of
from qlts_licensor.policy.timetable import Entry
from qlts_licensor.registrations.models import Registration
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.table import Name
from qlts_licensor.units.models import Unit, User

from licensor.tests.scan_pictures import as_file, paper
from licensor.tests.scenarios import Caller, document_of, slip_pdf

PAPER = as_file(paper().resize((400, 566)))
"""A proof in PNG."""


@dataclass
class Paying:
    """An accountant whose order is to be paid."""

    caller: Caller
    no: str
    staff: User
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> Registration:
        return Registration.objects.select_related("unit").get(no=self.no)

    @property
    def unit(self) -> Unit:
        return self.order.unit

    @property
    def holds(self) -> Entry:
        known = facts_of(self.unit, today())
        assert known is not None
        return known.decide(today())

    @property
    def detail(self) -> dict[str, Any]:
        return self.caller.call("GET", f"/registrations/{self.no}").json()

    def obstacle(self, action: str) -> str | None:
        return next(one["obstacle"] for one in self.detail["actions"] if one["action"] == action)

    def prove(self, *files: bytes, key: str | None = None, **fields: Any) -> Any:
        parts = {
            "memo": f"Thanh toan don hang {self.no}",
            "paid_on": today().isoformat(),
            "amount": "3500000",
            **fields,
        }
        sent = [SimpleUploadedFile(f"uy nhiem chi {at}.png", file) for at, file in enumerate(files or (PAPER,))]
        return self.caller.client.post(
            f"/api/v1/registrations/{self.no}/payment-proofs",
            {**parts, "files": sent},
            headers=self.headers(key),
        )

    def ask(self, call: str, body: Any = None, key: str | None = None) -> Any:
        key = key or str(uuid.uuid4())
        return self.caller.call("POST", f"/registrations/{self.no}/{call}", body or {}, Idempotency_Key=key)

    def extend(self, due_on: str, *, consent: bool = True, key: str | None = None) -> Any:
        return self.ask("extension", {"due_on": due_on, "consent": consent}, key)

    def decide(self, name: Name, reason: str = "vì", **how: Any) -> bool:
        return desk.perform(self.unit, self.staff, desk.Wanted(name, reason, order_no=self.no, **how))

    def headers(self, key: str | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.caller.token}", "Idempotency-Key": key or str(uuid.uuid4())}


def begin(caller: Caller, due_in: int = 60) -> Paying:
    """Register, to be paid after some days."""
    draft = caller.ready_draft(due_in)
    reply = caller.submit(draft, slip_pdf(document_of(draft)))
    assert reply.status_code == 201, reply.content
    staff = User.objects.create_superuser(f"mai{draft['no']}", password="x" * 12, full_name="Mai")
    return Paying(caller, draft["no"], staff)

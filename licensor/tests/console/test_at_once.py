"""Two press a button at the same moment, in the real process: one of them is told that it is done.

Two of the staff, or one of the staff and the unit.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest
import requests
from django_otp.oath import TOTP

from licensor.tests.paying import PAPER
from licensor.tests.scenarios import day
from licensor.tests.sending import BOUNDARY, multipart
from licensor.tests.test_live import Live, environment, live, sent_form, submit

__all__ = ["live"]
PASSWORD = "mat-khau-nhan-vien-1"
ACCOUNT = {"holder": "CONG TY", "account_no": "999", "bank_name": "BIDV", "bank_bin": "", "position": "5"}


class Colleague:
    """One of the staff, logged in with both factors."""

    def __init__(self, live: Live, name: str) -> None:
        command = [sys.executable, "-m", "qlts_licensor", "create-user", name, "--staff", "--data", str(live.data)]
        subprocess.run(
            command, input=f"{PASSWORD}\n", text=True, check=True, env=environment(), capture_output=True
        )
        self._console = live.manifest["staff"]["url"]
        self._session = requests.Session()
        page = self.post("login/", username=name, password=PASSWORD)
        secret = re.search(r'id="secret">([A-Z2-7 ]+)<', page)
        assert secret, page
        self.post("two-factor/", code=_code(secret.group(1).replace(" ", "")))

    def post(self, path: str, **fields: str) -> str:
        """Send a form of a page; the page that follows."""
        return self.send(path, {**fields, **self.look(path)})

    def look(self, path: str) -> dict[str, str]:
        """Open a page; what its forms send along unseen."""
        page = self._session.get(self._console + path, timeout=30).text
        seen = re.search(r'name="seen" value="([^"]+)"', page)
        return {
            "csrfmiddlewaretoken": self._session.cookies["csrftoken"],
            **({"seen": seen.group(1)} if seen else {}),
        }

    def send(self, path: str, fields: dict[str, str]) -> str:
        """Send a form; the page that follows."""
        reply = self._session.post(self._console + path, fields, timeout=60)
        assert reply.status_code == 200, reply.text
        return reply.text


def _code(secret: str) -> str:
    import base64
    import time

    totp = TOTP(base64.b32decode(secret + "=" * (-len(secret) % 8)))
    totp.time = time.time()
    return f"{totp.token():06d}"


@pytest.fixture(scope="module")
def three(live: Live) -> tuple[Colleague, Colleague, Colleague]:
    return Colleague(live, "mot"), Colleague(live, "hai"), Colleague(live, "ba")


def at_once(*presses: tuple[Colleague, str, dict[str, str]]) -> list[str]:
    """Press buttons at the same moment; the pages that follow."""
    gate = Barrier(len(presses))

    def press(one: tuple[Colleague, str, dict[str, str]]) -> str:
        colleague, path, fields = one
        hidden = colleague.look(path)
        gate.wait(30)
        return colleague.send(path, {**fields, **hidden})

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def test_two_decide_on_one_payment(live: Live, three: tuple[Colleague, Colleague, Colleague]) -> None:
    token, _ = live.log_in("payment_in_review")
    no = live.json("GET", "/registrations", token=token)["items"][0]["no"]
    path = f"order/{no}/"
    paid = {"move": "paid", "paid-reason": "Đủ", "paid-received": "99000000"}
    rejected = {"move": "proof_rejected", "proof_rejected-reason": "Không thấy"}
    pages = at_once((three[0], path, paid), (three[1], path, rejected))
    done = ["đã ghi nhận" in page for page in pages]
    assert sorted(done) == [False, True]
    assert "Không thực hiện được" in pages[done.index(False)]
    detail = live.json("GET", f"/registrations/{no}", token=token)
    codes = [event["code"] for event in detail["events"]]
    assert len({"paid", "proof_rejected"} & set(codes)) == 1


def test_two_approve_one_change(live: Live, three: tuple[Colleague, Colleague, Colleague]) -> None:
    first, *others = three
    page = first.post("office/accounts/new/", **ACCOUNT, active="on", reason="Mở thêm")
    assert "Đã ghi đề nghị" in page
    approve = {"approve": "1", "reason": "Đã xem"}
    pages = at_once(*((one, "changes/1/", approve) for one in others))
    assert sorted("Đã duyệt và thực hiện." in page for page in pages) == [False, True]
    assert sum("đã có người xử lý" in page for page in pages) == 1
    assert (
        first.post("office/accounts/new/", **ACCOUNT, active="on", reason="x").count("đã có trong danh sách") == 1
    )


def test_two_ask_for_one_cut(live: Live, three: tuple[Colleague, Colleague, Colleague]) -> None:
    """Both ask at once: one asks, the other one is the second; never both asks and never a cut by one."""
    _, unit = live.log_in("active")
    cut = {"move": "cut_early", "cut_early-reason": "Vi phạm", "cut_early-day": day(0)}
    pages = at_once(*((one, f"unit/{unit}/", cut) for one in three[:2]))
    asked = ["cần một người khác duyệt" in page for page in pages]
    assert sorted(asked) == [False, True]
    assert "đã ghi nhận" in pages[asked.index(False)]


ROUNDS = 3
"""Who is quicker differs from time to time."""
Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class UnitDesk:
    """The unit's side: a session, and the order that it has open."""

    live: Live
    token: str
    unit: str
    no: str

    def cancel(self) -> Callable[[], Answer]:
        """*Hủy đơn*."""
        return lambda: self._send("cancellation", json.dumps({"reason": "Nhầm"}).encode(), "application/json")

    def edit(self) -> Callable[[], Answer]:
        """*Sửa lại đơn*: the edited order is ready to be sent."""
        draft = json.loads(self._send("replacement", b"{}", "application/json")[2])
        form = draft["form"]
        form["payment"] = {**form["payment"], "due_on": day(31), "consent": True}
        path, tag = f"/registrations/{draft['no']}/form", f'"{draft["version"]}"'
        saved = self.live.json("PUT", path, form, self.token, If_Match=tag)
        body = multipart({**draft, "form": form, "version": saved["version"]}, self.unit)
        return lambda: submit(self.live, draft["no"], body, self.token, str(uuid.uuid4()))

    def prove(self) -> Callable[[], Answer]:
        """*Xác nhận thanh toán*."""
        fields = {"memo": f"Thanh toan don hang {self.no}", "paid_on": day(0), "amount": "3500000"}
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        head = 'Content-Disposition: form-data; name="files"; filename="unc.png"\r\nContent-Type: image/png'
        file = f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + PAPER + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return lambda: self._send("payment-proofs", b"".join(parts) + file, kind)

    def _send(self, call: str, body: bytes, kind: str) -> Answer:
        headers = {"Content_Type": kind, "Idempotency_Key": str(uuid.uuid4())}
        return self.live.call("POST", f"/registrations/{self.no}/{call}", body, self.token, **headers)


def with_an_order(live: Live, state: str) -> UnitDesk:
    """A unit that has just registered."""
    token, unit = live.log_in(state)
    draft, body = sent_form(live, token, unit)
    status, _, answer = submit(live, draft["no"], body, token, str(uuid.uuid4()))
    assert status == 201, answer
    return UnitDesk(live, token, unit, draft["no"])


@pytest.mark.parametrize(
    ("state", "act", "code"),
    [
        ("expiring", UnitDesk.cancel, "cancelled"),
        ("history", UnitDesk.edit, "replaced"),
        ("active", UnitDesk.prove, "proof_sent"),
    ],
)
def test_the_unit_acts_while_the_staff_confirm_the_payment(
    live: Live,
    three: tuple[Colleague, Colleague, Colleague],
    state: str,
    act: Callable[[UnitDesk], Callable[[], Answer]],
    code: str,
) -> None:
    """Exactly one of them does it; the other one is told in words why not, and nothing of it is left behind."""
    staff = three[0]
    for _ in range(ROUNDS):
        desk = with_an_order(live, state)
        path, gate = f"order/{desk.no}/", Barrier(2)
        acts, seen = act(desk), staff.look(path)

        def meet(press: Callable[[], Answer | str], gate: Barrier = gate) -> Answer | str:
            gate.wait(30)
            return press()

        fields = {"move": "paid", "paid-reason": "Đã nhận đủ", "paid-received": "99000000", **seen}
        with ThreadPoolExecutor(2) as pool:
            pressed = pool.submit(meet, lambda fields=fields, path=path: staff.send(path, fields))
            sent = pool.submit(meet, acts)
            page, (status, _, answer) = pressed.result(), sent.result()
        confirmed = "đã ghi nhận" in page
        assert (confirmed, status) in {(True, 409), (False, 201)}, answer.decode()
        if confirmed:
            refusal = json.loads(answer)
            assert (refusal["code"], refusal["detail"]) == ("action_not_allowed", "paid")
            assert refusal["title"]
        else:
            assert re.search(r"Không thực hiện được: [^<]*đơn " + desk.no, page), page
        detail = live.json("GET", f"/registrations/{desk.no}", token=desk.token)
        codes = [event["code"] for event in detail["events"]]
        assert [one for one in codes if one in {"paid", code}] == ["paid" if confirmed else code]
        finish(staff, desk)


def finish(staff: Colleague, desk: UnitDesk) -> None:
    """Whatever is still open is paid now: what was refused before goes on after a second look."""
    for item in desk.live.json("GET", "/registrations", token=desk.token)["items"]:
        if item["is_open"]:
            paid = {"move": "paid", "paid-reason": "Đã xem lại", "paid-received": "99000000"}
            assert "đã ghi nhận" in staff.post(f"order/{item['no']}/", **paid)

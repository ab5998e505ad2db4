"""Two of the staff press a button at the same moment, in the real process: one of them is told that it is done."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import requests
from django_otp.oath import TOTP

from licensor.tests.scenarios import day
from licensor.tests.test_live import Live, environment, live

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

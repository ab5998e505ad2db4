"""What a licensor holds of a unit, asked for directly: no client and no proxy in between."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import Request, urlopen

from tests.licensor_process import Account, DemoLicensor


class Asked:
    """A session of one account."""

    def __init__(self, licensor: DemoLicensor, account: Account) -> None:
        self._base = f"{licensor.url}/api/v1"
        names = {"unit_code": account.unit_code, "username": account.username, "password": account.password}
        login = Request(f"{self._base}/sessions", json.dumps(names).encode(), {"Content-Type": "application/json"})
        with urlopen(login) as reply:
            self._token = json.load(reply)["access_token"]

    def get(self, path: str) -> bytes:
        """The body of an answer."""
        request = Request(f"{self._base}{path}", headers={"Authorization": f"Bearer {self._token}"})
        with urlopen(request) as reply:
            content: bytes = reply.read()
            return content

    def orders(self) -> list[dict[str, Any]]:
        """All registrations, newest first."""
        found: list[dict[str, Any]] = json.loads(self.get("/registrations"))["items"]
        return found

    def order(self, no: str) -> dict[str, Any]:
        """One registration with its form and receipts."""
        found: dict[str, Any] = json.loads(self.get(f"/registrations/{no}"))
        return found

"""A licensor in a few lines, that loses replies on demand: for faults the real one cannot be made to show."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.services.http_double import Reply, Seen, json_reply, problem
from tests.services.issuer import NOW, Issuer

ORDER = "123456789"


def right_of(key: str) -> str:
    """The right of a preparation."""
    return key.replace("-", "").ljust(43, "x")


def _parts_in(seen: Seen, name: str) -> list[bytes]:
    """The multipart body's parts of a name."""
    boundary = seen.headers["content-type"].partition("boundary=")[2].encode()
    parts = [part for part in seen.body.split(b"--" + boundary) if f'name="{name}"'.encode() in part]
    return [part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n") for part in parts]


def _slip_in(seen: Seen) -> bytes:
    return _parts_in(seen, "slip")[0]


class LicensorDouble:
    """Answers as the contract says.

    Attributes:
        lost: Paths (without ``/api/v1``) whose next reply is cut off after the work was done.
        overrides: Replies given instead of the work, by method and path.
        signed_at: The time that it signs.
        accepted: Submissions by idempotency key; two for one registration would be the fault.
        recoveries: Requests for data recovery by idempotency key, oldest first.
        scans: Replies to scans by idempotency key.
        scan_changes: Claims of a scan's receipt that are put in place of the right ones.
        preparations: Keys under which registrations were prepared; each right is made of its key.
        void: Why the right no longer lets anything be sent; empty while it does.
    """

    def __init__(self, issuer: Issuer) -> None:
        self.issuer = issuer
        self.lost: list[str] = []
        self.overrides: dict[tuple[str, str], Callable[[Seen], Reply] | None] = {}
        self.accepted: dict[str, dict[str, Any]] = {}
        self.recoveries: dict[str, dict[str, Any]] = {}
        self.preparations: list[str] = []
        self.scans: dict[str, dict[str, Any]] = {}
        self.scan_changes: dict[str, Any] = {}
        self.void = ""
        self.serial = 7
        self.version = 1
        self.years = 1
        self.form: dict[str, Any] = _form(contact_name="Nguyễn Thị Ánh", phone="024 3942 1234")
        self.form_problems: list[dict[str, str]] = []
        self.created = True
        self.refresh_tokens = ["refresh-1"]
        self._parents: dict[str, str] = {}
        self._retired: set[str] = set()
        self.access_token = "access-1"
        self.signed_at = NOW

    def reply_to(self, seen: Seen) -> Reply:
        path = urlsplit(seen.path).path.removeprefix("/api/v1")
        override = self.overrides.get((seen.method, path))
        reply = override(seen) if override is not None else self._worked(seen, path)
        if path in self.lost:
            self.lost.remove(path)
            return Reply(reply.status, reply.body, reply.headers, cut_after=len(reply.body) // 2)
        return reply

    def _worked(self, seen: Seen, path: str) -> Reply:
        calls: dict[str, Callable[[Seen], Reply]] = {
            "GET /health": lambda _seen: json_reply({"status": "ok", "version": "1"}),
            "GET /keys": lambda _seen: json_reply(self.issuer.keys()),
            "POST /sessions": lambda _seen: json_reply(self._session()),
            "POST /sessions/refresh": self._refreshed,
            "DELETE /sessions/current": lambda _seen: Reply(204, b"", {}),
            "GET /licence": self._licence,
            "PUT /registrations/draft": self._draft,
            f"PUT /registrations/{ORDER}/form": self._saved,
            f"POST /registrations/{ORDER}/submission": self._submitted,
            f"POST /registrations/{ORDER}/prepared": self._prepared,
            f"DELETE /registrations/{ORDER}/prepared": lambda _seen: Reply(204, b"", {}),
            f"POST /registrations/{ORDER}/paper-scans": self._scan_attached,
            "POST /data-recovery-requests": self._recovery_asked,
            "GET /data-recovery-requests": self._recoveries_listed,
        }
        if path.startswith("/submissions/"):
            kept = self.accepted.get(path.rpartition("/")[2])
            return problem(404, "not_found") if kept is None else json_reply(kept)
        return calls[f"{seen.method} {path}"](seen)

    def _session(self) -> dict[str, Any]:
        return {
            "access_token": self.access_token,
            "access_expires_in": 900,
            "refresh_token": self.refresh_tokens[-1],
            "refresh_expires_at": "2026-12-23T09:00:00+07:00",
            "user": {"username": "ketoan", "full_name": "Ánh", "role": "data_admin", "can_renew": True},
            "unit": {"code": "DEMO01", "name": "Sở Tài chính tỉnh Thử Nghiệm"},
        }

    def _refreshed(self, seen: Seen) -> Reply:
        token = json.loads(seen.body)["refresh_token"]
        if token not in self.refresh_tokens or token in self._retired:
            return problem(401, "session_expired")
        if parent := self._parents.get(token):
            brothers = {name for name, of in self._parents.items() if of == parent}
            self._retired |= {parent, *brothers} - {token}
        number = len(self.refresh_tokens) + 1
        self.refresh_tokens.append(f"refresh-{number}")
        self._parents[self.refresh_tokens[-1]] = token
        self.access_token = f"access-{number}"
        return json_reply(self._session())

    def _licence(self, seen: Seen) -> Reply:
        (nonce,) = parse_qs(urlsplit(seen.path).query)["nonce"]
        headers = {"ETag": f'"{self.serial}"', "QLTS-Time": self.issuer.time(nonce, self.signed_at)}
        if seen.headers.get("if-none-match") == f'"{self.serial}"':
            return Reply(304, b"", headers)
        body = json.dumps({"licence": self.issuer.licence(self.serial)}).encode()
        return Reply(200, body, {"Content-Type": "application/json", **headers})

    def _draft(self, seen: Seen) -> Reply:
        asked = json.loads(seen.body)
        if "years" in asked and asked["years"] != self.years:
            self.years = asked["years"]
            self.form["order"]["years"] = self.years
            self.version += 1
        if "due_on" in asked:
            self.form["payment"]["due_on"] = asked["due_on"]
        created, self.created = self.created, False
        return json_reply(
            {
                "no": ORDER,
                "version": self.version,
                "offer": self.issuer.offer(years=self.years),
                "form": self.form,
                "previous": None,
                "created": created,
            }
        )

    def _saved(self, seen: Seen) -> Reply:
        form = json.loads(seen.body)
        if form != self.form:
            if seen.headers["if-match"] != f'"{self.version}"':
                return problem(412, "version_conflict")
            self.form = form
            self.version += 1
        return json_reply({"version": self.version, "saved_at": NOW.isoformat(), "problems": self.form_problems})

    def _prepared(self, seen: Seen) -> Reply:
        key = seen.headers["idempotency-key"]
        if key not in self.preparations:
            self.preparations.append(key)
        sealed = self.issuer.prepared(_slip_in(seen), form_version=self.version)
        expires_at = (NOW + timedelta(days=14)).isoformat()
        return json_reply({"prepared": sealed, "right": right_of(key), "expires_at": expires_at}, 201)

    def _submitted(self, seen: Seen) -> Reply:
        key = seen.headers["idempotency-key"]
        if key not in self.accepted:
            if seen.headers["authorization"].startswith("Prepared ") and self.void:
                return problem(409, "prepared_void", detail=self.void)
            slip = _slip_in(seen)
            method = "stamped" if b"\r\n\r\nstamped\r\n" in seen.body else "signed"
            self.serial += 1
            self.accepted[key] = {
                "registration": self.detail(),
                "receipt": self.issuer.receipt(key, slip, method=method),
                "licence": self.issuer.licence(self.serial),
            }
        return json_reply(self.accepted[key], 201)

    def _scan_attached(self, seen: Seen) -> Reply:
        key, files = seen.headers["idempotency-key"], _parts_in(seen, "files")
        if key not in self.scans:
            claims = {
                "receipt_no": f"BN-{ORDER}-{len(self.scans) + 2}",
                "kind": "paper_scan",
                "order_no": ORDER,
                "unit": "DEMO01",
                "unit_name": "Sở Tài chính tỉnh Thử Nghiệm",
                "actor": "Ánh",
                "received_at": NOW.isoformat(),
                "code": "matched",
                "files": [
                    {"name": "x", "size": len(file), "sha256": hashlib.sha256(file).hexdigest()} for file in files
                ],
                "idempotency_key": key,
                **self.scan_changes,
            }
            receipt = self.issuer.signed("qlts-receipt+jws", claims)
            self.scans[key] = {"registration": self.detail(), "receipt": receipt}
        return json_reply(self.scans[key], 201)

    def _recovery_asked(self, seen: Seen) -> Reply:
        key, body = seen.headers["idempotency-key"], json.loads(seen.body)
        kept = self.recoveries.get(key)
        if kept is not None:
            same = all(kept[name] == value for name, value in body.items())
            return json_reply(kept, 201) if same else problem(409, "key_reused")
        if any(one["state"] in {"sent", "in_progress"} for one in self.recoveries.values()):
            return problem(409, "recovery_open")
        at = {"created_at": NOW.isoformat(), "updated_at": NOW.isoformat()}
        no = f"KP26{len(self.recoveries) + 1:06d}"
        self.recoveries[key] = {"no": no, "state": "sent", "reason": "", **body, **at}
        return json_reply(self.recoveries[key], 201)

    def _recoveries_listed(self, _seen: Seen) -> Reply:
        return json_reply({"items": list(reversed(self.recoveries.values()))})

    def detail(self, no: str = ORDER) -> dict[str, Any]:
        return {
            "summary": self.summary(no),
            "form": self.form,
            "offer": self.issuer.offer(no, years=self.years),
            "events": [{"at": NOW.isoformat(), "actor": "ketoan", "code": "submitted_signed", "detail": ""}],
            "files": [],
            "receipts": [],
            "slip_sha256": "0" * 64,
            "signer": "Trần Văn Bình",
        }

    def summary(self, no: str = ORDER) -> dict[str, Any]:
        return {
            "no": no,
            "registered_at": NOW.isoformat(),
            "years": 1,
            "term_from": "2027-01-01",
            "term_to": "2027-12-31",
            "total": 2_000_000,
            "round": 1,
            "due_on": "2026-12-20",
            "method": "signed",
            "order_state": "accepted",
            "payment_state": "awaiting",
            "resource_state": "provisional",
            "paper_state": "not_needed",
            "invoice_state": "none",
            "is_open": True,
            "updated_at": NOW.isoformat(),
        }


def _form(**unit: str) -> dict[str, Any]:
    import msgspec

    from qlts_desktop.services.wire import FormBody, UnitFields

    form: dict[str, Any] = msgspec.to_builtins(FormBody(unit=UnitFields(**unit)))
    return form

"""A mail over a real connection arrives as it was written, diacritics and all."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from qlts_licensor.mail.models import Mail
from qlts_licensor.units.models import Unit

NAME = "Trường THCS Nguyễn Bỉnh Khiêm, phường Đặng Thị Ưởng"


class Conversation(socketserver.StreamRequestHandler):
    """One SMTP conversation (RFC 5321); no extension is offered, so that mails have to fit seven bits."""

    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline().decode("ascii").strip():
            verb = line.split(" ")[0].upper()
            if verb == "EHLO":
                self._say("502 no extensions")
            elif verb == "DATA":
                self._say("354 go on")
                self.server.received.append(b"".join(iter(self.rfile.readline, b".\r\n")))  # type: ignore[attr-defined]
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self.server.said.append(line)  # type: ignore[attr-defined]
                self._say("250 yes")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode("ascii"))


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps what it is given."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received: list[bytes] = []
        self.said: list[str] = []


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 10
        yield server
        server.shutdown()
        thread.join()


def test_vietnamese_arrives_right(unit: Unit, server: MailServer, a_night: Callable[..., list[str]]) -> None:
    Unit.objects.update(name=NAME)
    a_night()
    assert [line for line in server.said if ":" in line] == [
        "mail FROM:<giayphep@qlts.vn>",
        "rcpt TO:<ketoan@thcs.edu.vn>",
    ]
    (raw,) = server.received
    mail = message_from_bytes(raw, EmailMessage, policy=policy.default)  # type: ignore[arg-type]
    end = unit.subscription.term_end
    assert mail["Subject"] == f"Thuê bao còn 40 ngày, đến {end:%d/%m/%Y}"
    assert (mail["To"], mail["Auto-Submitted"]) == ("ketoan@thcs.edu.vn", "auto-generated")
    assert mail.get_content_type() == "text/plain"
    body = mail.get_content()
    assert f"Kính gửi: {NAME} (mã đơn vị THCS01)" in body
    assert f"Thời hạn thuê bao QLTS của đơn vị còn 40 ngày, đến hết ngày {end:%d/%m/%Y}." in body
    assert Mail.objects.get().sent_at is not None

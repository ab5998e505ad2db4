"""The licensor's staff at their console, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django_otp.oath import TOTP
from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
_VIEW = {"width": 1280, "height": 800}
_NARROW = {"width": 1024, "height": 768}
"""In the dark theme: each picture proves both."""


class Staff:
    """One of the staff, logged in with both factors.

    Attributes:
        page: The browser's page.
    """

    def __init__(self, page: Page, console: str, shots: Path | None) -> None:
        self.page = page
        self._console = console
        self._shots = shots

    def beside(self) -> Staff:
        """A colleague at another computer: nothing is shared with this one."""
        running = self.page.context.browser
        assert running is not None
        size = self.page.viewport_size
        page = running.new_context(viewport=size, locale="vi-VN", accept_downloads=True).new_page()
        return Staff(page, self._console, None)

    def body(self) -> str:
        """What can be read on the page."""
        return self.page.locator("body").inner_text()

    def press(self, button: str) -> str:
        """Press a button; what the page says then."""
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()
        return self.body()

    def shoot(self, name: str) -> None:
        """Keep a picture of the page, where pictures are wanted."""
        if self._shots is not None:
            self._shots.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(self._shots / f"{name}.png"), full_page=True)

    def open(self, path: str = "") -> Page:
        """A page of the console."""
        self.page.goto(self._console + path)
        return self.page

    def log_in(self, username: str, password: str) -> None:
        """For the first time: the second factor is set up on the way."""
        page = self.open()
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(password)
        self.shoot("login")
        page.get_by_role("button", name="Đăng nhập").click()
        secret = page.locator("#secret").inner_text().replace(" ", "")
        self.shoot("two-factor")
        page.get_by_label("Mã 6 số đang hiện trong ứng dụng").fill(authenticator(secret))
        page.get_by_role("button", name="Xác nhận và vào bàn làm việc").click()
        page.locator("#queue-proofs").wait_for()
        self.shoot("desk")

    def decide(self, path: str, move: str, reason: str, **fields: str) -> str:
        """Take a decision on a page; what the console says."""
        page = self.open(path)
        box = page.locator(f"#move-{move}")
        box.locator("summary").click()
        for name, value in fields.items():
            box.locator(f"[name={move}-{name}]").fill(value)
        box.locator(f"[name={move}-reason]").fill(reason)
        self.shoot(f"decide-{move}")
        box.get_by_role("button").click()
        page.wait_for_load_state()
        return page.locator("body").inner_text()


def authenticator(secret: str) -> str:
    """What an authenticator shows now for a secret in base 32."""
    import base64
    import time

    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    totp = TOTP(key)
    totp.time = time.time()
    return f"{totp.token():06d}"


@contextmanager
def browser(console: str, *, dark: bool = False, folder: Path | None = None) -> Iterator[Staff]:
    """A browser of its own at a console's address; pictures go into a folder, or where ``QLTS_SHOTS`` says."""
    wanted = folder or os.environ.get("QLTS_SHOTS")
    shots = Path(wanted) / ("console-dark" if dark else "console") if wanted else None
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        size, scheme = (_NARROW, "dark") if dark else (_VIEW, "light")
        context = running.new_context(viewport=size, locale="vi-VN", color_scheme=scheme, accept_downloads=True)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        yield Staff(page, console, shots)
        context.close()
        running.close()
        assert problems == []

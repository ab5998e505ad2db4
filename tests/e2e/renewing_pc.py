"""A PC of its own for the program that renews by itself, and what is typed there."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

import keyring
import pytest

from qlts_desktop.services.credentials import Credentials
from tests.app_process import AppProcess
from tests.bench.file_keyring import FileKeyring
from tests.e2e.renewing_app import CONSENT, DAY, YEARS, Job
from tests.faulty_proxy import FaultyProxy, faulty_proxy
from tests.licensor_process import Account, DemoLicensor
from tests.remembered import remember

STORE = "qlts-desktop.sqlite3"
_TEXTS = {
    "unit_address": ("So 7 ngo 12 pho Tran Quy Cap", "Số 20 đại lộ Lê Lợi, phường Hạc Thành"),
    "unit_contact_name": ("Đặng Thị Ượng", "Le Thi Cuc"),
    "unit_head_name": ("Nguyễn Văn Ảnh", "Tran Van Binh"),
    "unit_governing_body": ("UBND phuong Van Mieu", "Sở Giáo dục và Đào tạo"),
    "unit_email": ("ketoan@example.vn", "van.thu@example.vn"),
    "invoice_email": ("hoadon@example.vn", "hoa.don.2@example.vn"),
    "invoice_buyer_name": ("Lê “Bé” & Con", "Phạm Bình"),
    "invoice_account_no": ("3713.0.1055512", "113000001234"),
}
"""What is typed before the kill, and after it."""
_ALWAYS = {"unit_email", "invoice_email"}
"""Required; typed in every run."""


class WrittenJob(Protocol):
    """What hands in a program do."""

    def write(self, path: Path) -> dict[str, str]:
        """Write it down; what the process's environment says of it."""


@dataclass
class Pc:
    """A PC where somebody has logged in, and the line to the licensor.

    Attributes:
        folder: Data folder, keyring and jobs.
        licensor: The licensor itself.
        account: Who is logged in.
        proxy: What stands between.
    """

    folder: Path
    licensor: DemoLicensor
    account: Account
    proxy: FaultyProxy

    def start(self, job: WrittenJob, name: str, module: str = "tests.e2e.renewing_app") -> AppProcess:
        manifest = self.folder / "demo.json"
        content = json.loads(self.licensor.manifest.read_text("utf-8"))
        manifest.write_text(json.dumps({**content, "url": self.proxy.url}), "utf-8")
        environment = {
            "PYTHON_KEYRING_BACKEND": "tests.bench.file_keyring.FileKeyring",
            "QLTS_BENCH_KEYRING": str(self.folder / "keyring.json"),
            **job.write(self.folder / f"{name}.json"),
        }
        return AppProcess(
            self.folder / "client",
            "--demo",
            str(manifest),
            module=module,
            environment=environment,
        )

    def rows(self, table: str) -> int:
        """How many the local store has in a table."""
        store = sqlite3.connect(self.folder / "client" / STORE)
        try:
            (number,) = store.execute(f"SELECT count(*) FROM {table}").fetchone()
        finally:
            store.close()
        return int(number)


@contextmanager
def remembered_pc(licensor: DemoLicensor, account: Account, folder: Path) -> Iterator[Pc]:
    """A PC where an account has logged in once, in an empty folder."""
    before = keyring.get_keyring()
    with pytest.MonkeyPatch.context() as patch, faulty_proxy(licensor.url) as proxy:
        patch.setenv("QLTS_BENCH_KEYRING", str(folder / "keyring.json"))
        keyring.set_keyring(FileKeyring())
        try:
            remember(licensor, folder / "client", Credentials(), account, proxy.url)
        finally:
            keyring.set_keyring(before)
        yield Pc(folder, licensor, account, proxy)


def make_job(licensor: DemoLicensor, seed: int, *, signed: bool, again: bool = False) -> Job:
    """What is typed: some fields before the kill, the same ones with other texts after it."""
    chance = random.Random(seed)
    chosen = _ALWAYS | set(chance.sample(sorted(set(_TEXTS) - _ALWAYS), 3))
    names = [name for name in _TEXTS if name in chosen]
    chance.shuffle(names)
    model = licensor.certificate_for(licensor.account("expiring").unit_code)
    days = date.today() + timedelta(days=chance.randrange(20, 60) + again)  # noqa: DTZ011
    return Job(
        texts=tuple((name, _TEXTS[name][again]) for name in names),
        years=chance.randrange(1, 4) + again,
        due_on=days.strftime("%d/%m/%Y"),
        certificate=(str(model.path), model.password) if signed else (),
    )


def last_values(looks: list[dict[str, Any]]) -> dict[str, Any]:
    """What was typed last into each field."""
    return {told["field"]: told["value"] for told in looks if "field" in told}


def values_of(form: dict[str, dict[str, Any]], names: dict[str, Any]) -> dict[str, Any]:
    """The fields of a registration as the hands name them."""
    special = {
        YEARS: form["order"]["years"],
        DAY: date.fromisoformat(form["payment"]["due_on"]).strftime("%d/%m/%Y"),
        CONSENT: form["payment"]["consent"],
    }
    parts = {name: name.partition("_") for name in names}
    return {
        name: special[name] if name in special else form[section][field]
        for name, (section, _, field) in parts.items()
    }

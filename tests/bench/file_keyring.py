"""A keyring backend on a file, so that benchmarks start as a remembered user does where there is no keyring."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class FileKeyring(KeyringBackend):
    """Keeps passwords in the JSON file that ``QLTS_BENCH_KEYRING`` names."""

    priority = 1  # type: ignore[assignment]

    def _read(self) -> dict[str, str]:
        path = Path(os.environ["QLTS_BENCH_KEYRING"])
        content: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return content

    def _write(self, content: dict[str, str]) -> None:
        Path(os.environ["QLTS_BENCH_KEYRING"]).write_text(json.dumps(content), "utf-8")

    def get_password(self, service: str, username: str) -> str | None:
        """The password, or None."""
        return self._read().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""
        self._write({**self._read(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget a password."""
        content = self._read()
        content.pop(f"{service}/{username}", None)
        self._write(content)

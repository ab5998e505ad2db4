"""Which notices have been told on this machine."""

from __future__ import annotations

from datetime import date

from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_store import LocalStore


class ToldNotices:
    """A ``NoticePort`` on the local store."""

    def __init__(self, api: LicensorApi, store: LocalStore) -> None:
        self._api = api
        self._store = store

    def told_on(self, unit_code: str, topic: str) -> date | None:
        """The day on which a topic was told last."""
        return self._store.notice_told_on(Owner(self._api.url, unit_code), topic)

    def keep_told(self, unit_code: str, topic: str, day: date) -> None:
        """Keep that a topic was told."""
        self._store.keep_notice_told(Owner(self._api.url, unit_code), topic, day)

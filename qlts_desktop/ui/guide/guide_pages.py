"""The pages of the guide, which of them fits a screen, and finding words in them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import qlts_desktop

GUIDE = Path(qlts_desktop.__file__).parent / "_generated" / "guide"
"""``docs/guide`` and ``docs/admin``, copied in by ``resources/build_assets.py``."""


class GuidePage(StrEnum):
    """A page by its file below ``docs/``, in the order of the contents."""

    START = "guide/bat-dau.md"
    BLOCKED = "guide/khi-bi-chan.md"
    FORM = "guide/khai-bao-thong-tin.md"
    REVIEW = "guide/kiem-tra-va-dang-ky.md"
    SIGNING = "guide/ky-so.md"
    STAMPED = "guide/phieu-dong-dau.md"
    ELSEWHERE = "guide/ky-tren-may-khac.md"
    PAYMENT = "guide/thanh-toan.md"
    HISTORY = "guide/lich-su-va-ho-so.md"
    SETTINGS = "guide/cai-dat.md"
    TROUBLE = "guide/gap-loi.md"
    UPDATE = "guide/phien-ban-moi.md"
    ROLLOUT = "admin/trien-khai.md"
    NETWORK = "admin/mang-va-proxy.md"
    TRUST = "admin/chung-thu-goc.md"
    LICENSOR = "admin/may-chu-nha-cung-cap.md"
    OPERATION = "admin/van-hanh-may-chu.md"

    @property
    def is_for_administrators(self) -> bool:
        """Whether it is about installing and running, not about using."""
        return self.startswith("admin/")


PAGES_BY_SCREEN: dict[str, GuidePage] = {
    # dialogs and views first, then the pages of the main window and of the wizard
    "loginView": GuidePage.START,
    "loginAgainDialog": GuidePage.START,
    "gateDialog": GuidePage.BLOCKED,
    "recoveryDialog": GuidePage.BLOCKED,
    "signingDialog": GuidePage.SIGNING,
    "signingSettingsDialog": GuidePage.SIGNING,
    "certificateDialog": GuidePage.SIGNING,
    "tokenGuide": GuidePage.SIGNING,
    "stampedDialog": GuidePage.STAMPED,
    "scanDialog": GuidePage.STAMPED,
    "prepareDialog": GuidePage.ELSEWHERE,
    "preparedWindow": GuidePage.ELSEWHERE,
    "preparedOpening": GuidePage.ELSEWHERE,
    "preparedFileDialog": GuidePage.ELSEWHERE,
    "successDialog": GuidePage.PAYMENT,
    "paymentDialog": GuidePage.PAYMENT,
    "extensionDialog": GuidePage.PAYMENT,
    "cancelDialog": GuidePage.HISTORY,
    "documentDialog": GuidePage.HISTORY,
    "checkDialog": GuidePage.HISTORY,
    "comparisonDialog": GuidePage.FORM,
    "machineDialog": GuidePage.TROUBLE,
    "factsDialog": GuidePage.START,
    "licenceFileDialog": GuidePage.BLOCKED,
    "settingsDialog": GuidePage.SETTINGS,
    "updateDialog": GuidePage.UPDATE,
    "reviewPage": GuidePage.REVIEW,
    "formPage": GuidePage.FORM,
    "openingView": GuidePage.FORM,
    "renewalWizard": GuidePage.FORM,
    "historyPage": GuidePage.HISTORY,
    "workspacePage": GuidePage.START,
}
"""The page of each screen, by its ``objectName``; the first that is seen counts."""


@dataclass(frozen=True, slots=True)
class GuideText:
    """A page as it is read.

    Attributes:
        title: Its first heading.
        folded: Its words without case and marks, to find some in.
    """

    page: GuidePage
    title: str
    folded: str


def read_pages(folder: Path = GUIDE) -> tuple[GuideText, ...]:
    """All pages. They are a few dozen kilobytes of the program's own folder."""
    return tuple(_read(page, folder) for page in GuidePage)


def _read(page: GuidePage, folder: Path) -> GuideText:
    text = (folder / page).read_text("utf-8")
    title = text.partition("\n")[0].removeprefix("# ").strip()
    return GuideText(page, title, folded(text))


def folded(text: str) -> str:
    """Text to compare by: whoever types ``gia han`` finds *gia hạn*."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(char for char in parts if not unicodedata.combining(char)).split())


def found_pages(pages: tuple[GuideText, ...], words: str) -> tuple[GuideText, ...]:
    """The pages that have all the words; all pages where none is asked for."""
    wanted = folded(words).split()
    return tuple(page for page in pages if all(word in page.folded for word in wanted))

"""The guide: every page whole, every screen's page there, and the window's own work."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QImage, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.licence import Stage
from qlts_desktop.ui.guide.guide_help import page_in_front
from qlts_desktop.ui.guide.guide_pages import (
    GUIDE,
    PAGES_BY_SCREEN,
    GuidePage,
    folded,
    found_pages,
    read_pages,
)
from qlts_desktop.ui.guide.guide_window import GuideWindow
from tests.ui.doubles.gatehouse import held
from tests.ui.doubles.world import started

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
UI = ROOT / "qlts_desktop" / "ui"
_LINK = re.compile(r"(!?)\[([^\]]+)\]\(([^)\s]+)\)")


def text_of(page: GuidePage) -> str:
    return (DOCS / page).read_text("utf-8")


def links(page: GuidePage) -> list[tuple[bool, str]]:
    """Whether it is a picture, and the file it leads to, below ``docs``."""
    found = []
    for mark, words, target in _LINK.findall(text_of(page)):
        assert words.strip()
        path = ((DOCS / page).parent / target).resolve()
        found.append((bool(mark), path.relative_to(DOCS.resolve()).as_posix()))
    return found


# --- the pages ---------------------------------------------------------------------------------------------


def test_every_file_is_a_page_of_the_contents() -> None:
    files = {
        path.relative_to(DOCS).as_posix() for part in ("guide", "admin") for path in (DOCS / part).glob("*.md")
    }
    assert files == {page.value for page in GuidePage}


@pytest.mark.parametrize("page", GuidePage)
def test_a_page_has_one_title_and_only_files_that_exist(page: GuidePage) -> None:
    text = text_of(page)
    assert re.match(r"# \S", text)
    assert len(re.findall(r"^# ", re.sub(r"```.*?```", "", text, flags=re.S), flags=re.M)) == 1
    for is_picture, target in links(page):
        assert (DOCS / target).is_file(), target
        assert is_picture is target.endswith(".png")


def test_titles_differ() -> None:
    titles = [page.title for page in read_pages(DOCS)]
    assert len(set(titles)) == len(GuidePage)


def test_every_picture_is_used_and_is_small() -> None:
    used = {target for page in GuidePage for is_picture, target in links(page) if is_picture}
    there = {path.relative_to(DOCS).as_posix() for path in (DOCS / "guide" / "pictures").iterdir()}
    assert used == there
    assert sum((DOCS / name).stat().st_size for name in there) < 2_500_000


def test_every_page_is_reached_by_links_from_the_first_ones() -> None:
    """Users' pages from the first one; the administrators' from the one that they are sent to."""
    seen: set[str] = set()
    left = [GuidePage.START.value, GuidePage.ROLLOUT.value, GuidePage.LICENSOR.value]
    while left:
        page = left.pop()
        if page not in seen:
            seen.add(page)
            left += [target for is_picture, target in links(GuidePage(page)) if not is_picture]
    assert seen == {page.value for page in GuidePage}


def test_the_installation_has_every_page_and_picture() -> None:
    for part in ("guide", "admin"):
        for path in (DOCS / part).rglob("*.*"):
            assert (GUIDE / path.relative_to(DOCS)).read_bytes() == path.read_bytes(), path


# --- which page fits ---------------------------------------------------------------------------------------


def object_names() -> set[str]:
    """Every name that the interface gives."""
    return {
        name for path in UI.rglob("*.py") for name in re.findall(r'setObjectName\("(\w+)"\)', path.read_text())
    }


def test_every_screen_of_the_table_exists() -> None:
    assert set(PAGES_BY_SCREEN) - object_names() == set()


def test_every_dialog_has_its_page() -> None:
    """A new dialog is to be told of in the guide, or at least where its page is."""
    names, bases = {}, {}
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = [base.id for base in node.bases if isinstance(base, ast.Name)]
                found = re.findall(r'self\.setObjectName\("(\w+)"\)', ast.unparse(node).replace("'", '"'))
                names[node.name] = found

    def is_dialog(name: str) -> bool:
        return name == "QDialog" or any(map(is_dialog, bases.get(name, ())))

    dialogs = {name for name in bases if is_dialog(name) and name != "QDialog"}
    assert len(dialogs) > 20
    abstract = {base for name in dialogs for base in bases[name]}
    without = {name for name in dialogs - abstract if not PAGES_BY_SCREEN.keys() & set(names[name])}
    assert without == set()


def test_the_page_is_that_of_the_screen_that_holds_the_keyboard(qtbot) -> None:
    window = QWidget(objectName="mainWindow")
    column = QVBoxLayout(window)
    for name in ("historyPage", "workspacePage"):
        page = QWidget(objectName=name)
        QVBoxLayout(page).addWidget(QLineEdit(page, objectName=f"{name}Edit"))
        column.addWidget(page)
    qtbot.addWidget(window)
    window.show()
    assert page_in_front(window.findChild(QLineEdit, "historyPageEdit"), window) is GuidePage.HISTORY
    assert page_in_front(window.findChild(QLineEdit, "workspacePageEdit"), window) is GuidePage.START


def test_in_the_wizard_the_step_that_is_seen_counts(qtbot) -> None:
    wizard = QDialog(objectName="renewalWizard")
    column = QVBoxLayout(wizard)
    pages = {name: QWidget(objectName=name) for name in ("formPage", "reviewPage")}
    foot = QPushButton("x", objectName="nextButton")
    for widget in (*pages.values(), foot):
        column.addWidget(widget)
    qtbot.addWidget(wizard)
    wizard.show()
    pages["reviewPage"].hide()
    assert page_in_front(foot, wizard) is GuidePage.FORM
    pages["reviewPage"].show()
    pages["formPage"].hide()
    assert page_in_front(foot, wizard) is GuidePage.REVIEW


def in_front(window: QWidget, qtbot) -> None:
    """The window is active, as it is for a user who presses a key."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def press_f1(world, window: QWidget, qtbot) -> GuideWindow:
    """F1 in a window, once it has the key; the guide that is seen then."""
    in_front(window, qtbot)
    qtbot.waitUntil(lambda: window.findChild(QShortcut, "guideKey") is not None)
    QTest.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: world.flow.guide.guide is not None and world.flow.guide.guide.isVisible())
    return world.flow.guide.guide


def test_f1_opens_the_page_of_the_screen_in_front(make_world, qtbot) -> None:
    world = started(make_world(held(Stage.ACTIVE)))
    world.window.firstPainted.emit()
    guide = press_f1(world, world.window, qtbot)
    assert guide.browser.shown_file() == GuidePage.START
    guide.close()
    world.log_in()
    world.window.historyRequested.emit()
    assert press_f1(world, world.window, qtbot) is guide, "there is one window"
    guide.close()


def test_the_menus_of_the_window_and_of_the_gate_open_it(make_world, qtbot) -> None:
    world = started(make_world(held(Stage.CUT_OFF)))
    world.log_in()
    world.window.findChild(QAction, "actionGuide").trigger()
    guide = world.flow.guide.guide
    assert guide.isVisible()
    guide.close()
    world.gate.findChild(QAction, "gateActionGuide").trigger()
    assert guide.isVisible()
    guide.close()


def test_a_dialog_gets_the_key_when_it_comes_to_the_front(make_world, qtbot) -> None:
    world = started(make_world(held(Stage.CUT_OFF)))
    world.window.firstPainted.emit()
    world.log_in()
    gate = world.gate
    guide = press_f1(world, gate, qtbot)
    assert guide.browser.shown_file() == GuidePage.BLOCKED
    assert guide.isEnabled()
    assert not guide.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    guide.close()


# --- the window --------------------------------------------------------------------------------------------


@pytest.fixture
def guide(qtbot) -> GuideWindow:
    window = GuideWindow()
    qtbot.addWidget(window)
    window.show_guide(GuidePage.START)
    in_front(window, qtbot)
    return window


@pytest.mark.parametrize("page", GuidePage)
def test_a_page_is_shown_with_its_title_and_pictures(guide: GuideWindow, page: GuidePage) -> None:
    guide.show_guide(page)
    title = text_of(page).partition("\n")[0][2:]
    assert guide.browser.toPlainText().startswith(title)
    assert guide.windowTitle().startswith(f"Hướng dẫn: {title}")
    assert guide.contents.currentItem().text() == title
    for is_picture, target in links(page):
        if is_picture:
            picture = guide.browser.loadResource(2, QUrl.fromLocalFile(str(GUIDE / target)))
            assert isinstance(picture, QImage)
            assert not picture.isNull()
            assert picture.width() / picture.devicePixelRatio() <= guide.browser.viewport().width()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0, 3.0])
def test_a_picture_fits_at_every_scale(guide: GuideWindow, ratio: float, monkeypatch) -> None:
    monkeypatch.setattr(guide.browser, "devicePixelRatioF", lambda: ratio)
    guide.resize(guide.minimumSize())
    for name in (GUIDE / "guide" / "pictures").iterdir():
        picture = guide.browser.loadResource(2, QUrl.fromLocalFile(str(name)))
        assert picture.width() / picture.devicePixelRatio() <= guide.browser.viewport().width()


def test_a_link_leads_to_the_page_and_back(guide: GuideWindow) -> None:
    back = guide.findChild(QPushButton, "guideBackButton")
    assert not back.isEnabled()
    guide.browser.setSource(QUrl("gap-loi.md"))
    assert guide.browser.shown_file() == GuidePage.TROUBLE
    back.click()
    assert guide.browser.shown_file() == GuidePage.START
    guide.findChild(QPushButton, "guideForwardButton").click()
    assert guide.browser.shown_file() == GuidePage.TROUBLE


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "../../../__init__.py", "/etc/passwd", "http://example.vn/", "javascript:alert(1)"],
)
def test_nothing_outside_the_guide_is_shown(guide: GuideWindow, address: str, monkeypatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    guide.browser.setSource(QUrl(address))
    assert guide.browser.shown_file() == GuidePage.START
    assert opened == []


def test_an_https_address_opens_in_the_browser(guide: GuideWindow, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    guide.browser.setSource(QUrl("https://ca.gov.vn/"))
    assert opened == ["https://ca.gov.vn/"]
    assert guide.browser.shown_file() == GuidePage.START


def test_searching_lists_the_pages_with_the_words_and_finds_them(guide: GuideWindow) -> None:
    QTest.keyClicks(guide.search, "qlts.ini")
    titles = [guide.contents.item(row).text() for row in range(guide.contents.count())]
    assert "Triển khai trên nhiều máy" in titles
    assert "Ký số" not in titles
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.browser.textCursor().selectedText().casefold() == "qlts.ini"


def test_a_search_without_marks_finds_words_with_them() -> None:
    pages = read_pages(DOCS)
    assert GuidePage.STAMPED in [page.page for page in found_pages(pages, "phieu dong dau")]
    assert found_pages(pages, "") == pages
    assert found_pages(pages, "xyzzy") == ()
    assert folded("Đăng  KÝ") == "dang ky"


def test_words_that_no_page_has_are_said(guide: GuideWindow) -> None:
    QTest.keyClicks(guide.search, "xyzzy")
    assert guide.findChild(QWidget, "guideNothing").isVisible()
    assert guide.contents.count() == 0


def test_letters_grow_and_shrink_and_the_place_stays(guide: GuideWindow) -> None:
    before = guide.browser.document().defaultFont().pixelSize()
    larger, smaller = (guide.findChild(QPushButton, f"guide{name}Button") for name in ("Larger", "Smaller"))
    larger.click()
    assert guide.browser.document().defaultFont().pixelSize() > before
    smaller.click()
    smaller.click()
    assert guide.browser.document().defaultFont().pixelSize() < before
    for _ in range(20):
        larger.click()
    assert guide.browser.percent == 200
    QTest.keyClick(guide, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert guide.browser.percent == 100


def test_the_window_is_used_by_the_keyboard_alone(guide: GuideWindow) -> None:
    QTest.keyClick(guide, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert guide.search.hasFocus()
    guide.browser.setSource(QUrl("ky-so.md"))
    QTest.keyClick(guide, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert guide.browser.shown_file() == GuidePage.START
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()

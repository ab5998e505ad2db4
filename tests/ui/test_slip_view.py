"""The slip as a picture: shown, enlarged, and errors in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.renewal.slip_view import LARGEST_ZOOM, SMALLEST_ZOOM, SlipView
from tests.ui.doubles.sending import pdf


def make(qtbot: QtBot) -> SlipView:
    view = SlipView()
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def says(view: SlipView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(("pages", "words"), [(1, "1 trang"), (2, "Trang 1/2")])
def test_a_slip_is_shown_with_its_pages(qtbot: QtBot, pages: int, words: str) -> None:
    view = make(qtbot)
    assert view.show_pdf(pdf(pages))
    assert words in says(view)
    assert view.findChild(QPushButton, "printSlipButton").isEnabled()


def test_what_is_no_pdf_is_said_and_can_be_tried_again(qtbot: QtBot) -> None:
    view = make(qtbot)
    assert not view.show_pdf(b"no pdf")
    assert view.pdf is None
    assert not view.findChild(QPushButton, "printSlipButton").isEnabled()
    with qtbot.waitSignal(view.retryRequested):
        view.findChild(QPushButton, "slipRetryButton").click()


def test_an_error_replaces_the_slip_and_the_next_slip_replaces_the_error(qtbot: QtBot) -> None:
    view = make(qtbot)
    view.show_pdf(pdf())
    view.show_error(OperationError(ErrorCode.FONT_MISSING))
    assert view.pdf is None
    assert view.findChild(QPushButton, "slipRetryButton").isVisible()
    view.show_pdf(pdf())
    assert not view.findChild(QPushButton, "slipRetryButton").isVisible()


def test_buttons_and_keys_enlarge_shrink_and_fit(qtbot: QtBot) -> None:
    view = make(qtbot)
    view.show_pdf(pdf())
    fitted = view.zoom
    view.findChild(QPushButton, "zoomInButton").click()
    assert view.zoom == pytest.approx(fitted * 1.25)
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(fitted * 1.25**2)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(fitted * 1.25)
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(fitted)


def test_the_size_has_limits(qtbot: QtBot) -> None:
    view = make(qtbot)
    view.show_pdf(pdf())
    for _ in range(30):
        view.zoom_in()
    assert view.zoom == LARGEST_ZOOM
    for _ in range(40):
        view.zoom_out()
    assert view.zoom == SMALLEST_ZOOM


def test_without_a_slip_nothing_is_enlarged(qtbot: QtBot) -> None:
    view = make(qtbot)
    view.zoom_in()
    view.fit()
    assert view.zoom == 1.0


def turn_wheel(view: QWidget, steps: int, keys: Qt.KeyboardModifier) -> None:
    centre = QPointF(view.rect().center())
    turned = QWheelEvent(
        centre,
        QPointF(view.mapToGlobal(view.rect().center())),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, turned)


def test_ctrl_with_the_wheel_changes_the_size_and_the_wheel_alone_scrolls(qtbot: QtBot) -> None:
    view = make(qtbot)
    view.show_pdf(pdf(2))
    shown = view.findChild(QPdfView)
    fitted = view.zoom
    turn_wheel(shown.viewport(), 1, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(fitted * 1.25)
    turn_wheel(shown.viewport(), -1, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(fitted)
    turn_wheel(shown.viewport(), -2, Qt.KeyboardModifier.NoModifier)
    assert view.zoom == pytest.approx(fitted)
    assert shown.verticalScrollBar().value() > 0


def test_keys_move_through_the_pages_and_the_page_is_named(qtbot: QtBot) -> None:
    view = make(qtbot)
    view.show_pdf(pdf(2))
    shown = view.findChild(QPdfView)
    shown.setFocus()
    bar = shown.verticalScrollBar()
    QTest.keyClick(shown, Qt.Key.Key_PageDown)
    assert 0 < bar.value() <= bar.maximum()
    QTest.keyClick(shown, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.waitUntil(lambda: "Trang 2/2" in says(view))
    QTest.keyClick(shown, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.waitUntil(lambda: "Trang 1/2" in says(view))

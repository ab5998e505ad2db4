"""The baseline of P1 and P2: a bare ``QMainWindow``, painted."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.first_paint import FirstPaint


def main() -> None:
    app = QApplication(sys.argv)
    window = QMainWindow()
    watch = FirstPaint(window, app.quit)
    window.resize(1180, 760)
    window.show()
    app.exec()
    watch.print_values()


if __name__ == "__main__":
    main()

"""The baseline of what is installed: a bare ``QMainWindow``, frozen as the program is (P1 and P11)."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1180, 760)
window.show()
sys.exit(app.exec())

"""What the signature will show on the slip, drawn while its pictures are chosen."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing_port import SigningPort, SigningSettings
from qlts_desktop.ui.background import Job, Runner

_WIDTH = 340
SHAPE = 2.18
"""Width by height of the signature's place on the slip."""
_TYPING_MS = 250


class AppearancePreview(QFrame):
    """The signature's place on the slip, on white as the paper is.

    Signals:
        failed: It cannot be drawn (OperationError).
    """

    failed = Signal(object)

    def __init__(self, signing: SigningPort, form: RenewalForm, signer: str, runner: Runner) -> None:
        super().__init__()
        self._signing = signing
        self._form = form
        self._signer = signer
        self._runner = runner
        self._settings = SigningSettings()
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self._draw)
        self._picture = QLabel()
        self._picture.setObjectName("appearancePreview")
        self._picture.setAccessibleName(self.tr("What the signature shows on the slip"))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setFixedSize(_WIDTH, round(_WIDTH / SHAPE))
        self.setProperty("inset", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._picture)

    def show_settings(self, settings: SigningSettings, *, typing: bool = False) -> None:
        """Draw with these pictures; while they are being typed, once typing rests."""
        self._settings = settings
        if typing:
            self._timer.start()
        else:
            self._draw()

    def stop(self) -> None:
        """Draw no more."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def _draw(self) -> None:
        self.stop()
        signing, form, signer, settings = self._signing, self._form, self._signer, self._settings
        width = round(_WIDTH * self.devicePixelRatioF())
        self._job = self._runner.run(
            lambda: drawn(signing.preview(signer, form, settings), width),
            self._on_drawn,
            self._on_failed,
            owner=self,
        )

    def _on_drawn(self, image: QImage) -> None:
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(picture)

    def _on_failed(self, error: OperationError) -> None:
        self._picture.clear()
        self.failed.emit(error)


def drawn(pdf: bytes, width: int) -> QImage:
    """The first page of a PDF on white, so many pixels wide."""
    from PySide6.QtPdf import QPdfDocument

    content = QByteArray(pdf)
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(buffer)
    points = document.pagePointSize(0)
    size = QSize(width, round(width * points.height() / points.width()))
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(0, size))
    painter.end()
    document.close()
    return paper

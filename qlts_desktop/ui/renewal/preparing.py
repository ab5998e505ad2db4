"""*Lưu để thủ trưởng ký sau* in the wizard: the dialog, and the bar that says a prepared file is good."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qlts_desktop.core.dates import format_moment
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.markup import escape
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.prepared_port import PreparedPort
from qlts_desktop.services.registration_port import PreparedSummary
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.renewal.prepare_dialog import PrepareDialog
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.widgets.banner import Banner, BannerKind


class Preparing(QObject):
    """Prepares the draft for somebody else to sign, and keeps in view whether that still holds.

    Attributes:
        bar: What the wizard shows about a prepared file; hidden while there is none.
        dialog: The dialog, while it is open.
    """

    def __init__(self, session: RenewalSession, port: PreparedPort, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._port = port
        self._runner = runner
        self._window = window
        self._summary: PreparedSummary | None = None
        self._sealed_form: RenewalForm | None = None
        self._is_void = False
        self._is_void_there = False
        self.dialog: PrepareDialog | None = None
        self.bar = Banner()
        self.bar.setObjectName("preparedBar")
        self.bar.link.setObjectName("revokeButton")
        self.bar.link.setAutoDefault(False)
        self.bar.linkActivated.connect(self._on_link)
        session.opened.connect(self._on_opened)
        session.offerChanged.connect(self._on_offer)
        session.formChanged.connect(self._on_form)
        session.saved.connect(self._on_saved)

    def ask(self) -> None:
        """Open the dialog for the slip that step 2 shows."""
        if self.dialog is not None or self._session.slip_bytes is None:
            return
        self.dialog = dialog = PrepareDialog(self._session, self._port, self._runner, self._window)
        dialog.prepared.connect(self._on_prepared)
        dialog.revoked.connect(self._on_revoked)
        dialog.sentBack.connect(self._on_sent_back)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    # --- inside -----------------------------------------------------------------------------------------

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _on_opened(self) -> None:
        """A file is good for the form as the licensor has it; what was typed here since makes it void."""
        draft = self._session.draft
        if draft is not None and draft.prepared is not None:
            self._hold(draft.prepared)
            if draft.typed_at is not None:
                self._make_void()

    def _on_offer(self) -> None:
        """The licensor has looked at the draft again."""
        draft = self._session.draft
        if draft is not None and draft.prepared is None and self._summary is not None:
            self._is_void = self._is_void_there = True
            self._show()

    def _on_form(self) -> None:
        if self._summary is not None and self._sealed_form is not None and self._session.form != self._sealed_form:
            self._make_void()

    def _make_void(self) -> None:
        """The licensor hears of the change at once: nobody shall sign what the unit has already taken back."""
        if not self._is_void:
            self._is_void = True
            self._show()
            self._session.store(lambda _error: None)

    def _on_saved(self) -> None:
        if self._is_void and not self._is_void_there:
            self._is_void_there = True
            self._show()

    def _on_prepared(self, summary: PreparedSummary) -> None:
        self._hold(summary)

    def _hold(self, summary: PreparedSummary) -> None:
        self._summary, self._sealed_form = summary, self._session.form
        self._is_void = self._is_void_there = False
        self._show()

    def _on_revoked(self) -> None:
        self._summary = self._sealed_form = None
        self._is_void = self._is_void_there = False
        self._show()

    def _show(self) -> None:
        summary = self._summary
        if summary is None:
            self.bar.clear()
        elif self._is_void and not self._is_void_there:
            text = self.tr(
                "The form has been changed: once that has reached the vendor's server, the file that was prepared"
                " for the head no longer holds."
            )
            self.bar.show_notice(BannerKind.WARNING, escape(text))
        elif self._is_void:
            text = self.tr(
                "The form has been changed: the file that was prepared for the head no longer holds. Save a new"
                " one in step 2."
            )
            self.bar.show_notice(BannerKind.WARNING, escape(text), self.tr("&Understood"))
        else:
            text = self.tr(
                "Prepared by {0} on {1}: the head can sign and send the file until {2}. Changing the form makes it"
                " void."
            ).format(summary.prepared_by, format_moment(summary.issued_at), format_moment(summary.expires_at))
            self.bar.show_notice(BannerKind.INFO, escape(text), self.tr("&Revoke"))

    def _on_link(self) -> None:
        if self._is_void:
            self._on_revoked()
            return
        draft = self._session.draft
        if draft is None:
            return
        self.bar.link.setEnabled(False)
        self._runner.run(
            lambda: self._port.revoke(draft.no), self._on_revoke_done, self._on_not_revoked, owner=self
        )

    def _on_revoke_done(self, _none: None) -> None:
        self.bar.link.setEnabled(True)
        self._on_revoked()
        text = self.tr("The prepared file has been revoked: nobody can send it any more.")
        self.bar.show_notice(BannerKind.INFO, escape(text))

    def _on_not_revoked(self, error: OperationError) -> None:
        from qlts_desktop.ui.messages.errors import error_text

        self.bar.link.setEnabled(True)
        said = error_text(error)
        text = self.tr("The prepared file has not been revoked. {0}. {1}").format(said.title, said.next_step)
        self.bar.show_notice(BannerKind.WARNING, escape(text), self.tr("&Revoke"))
        if error.code is ErrorCode.SESSION_EXPIRED:
            self._session.loginNeeded.emit()

    def _on_sent_back(self, error: OperationError) -> None:
        """The licensor wants something in the form changed, or has a newer version of it."""
        if error.fields:
            self._session.apply_field_errors(error.fields)
        elif error.code is ErrorCode.SESSION_EXPIRED:
            self._session.loginNeeded.emit()
        else:
            self._session.join_other()

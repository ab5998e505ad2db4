"""*Lịch sử đăng ký gia hạn*: all registrations, and the chosen one below them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.sent_order import OrderAction
from qlts_desktop.services.order_port import Changed, ChangeKind, OrderPort
from qlts_desktop.services.paper_scan_port import PaperScanPort
from qlts_desktop.services.registration_port import HistoryRow, OrderDetail, RegistrationPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.history.history_columns import HistoryColumns
from qlts_desktop.ui.history.history_filter import HistoryFilter
from qlts_desktop.ui.history.history_model import BADGES, Column, HistoryModel, HistoryOrder
from qlts_desktop.ui.history.history_taken import copied_text, exported_cells
from qlts_desktop.ui.history.kept_history import Fetched, history_or_kept, offline_text, order_or_kept
from qlts_desktop.ui.history.order_dialogs import OrderDialogs
from qlts_desktop.ui.history.order_panel import OrderPanel
from qlts_desktop.ui.widgets.badge_delegate import BadgeDelegate
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress

_ROW_HEIGHT = 38
_MEASURED_ROWS = 16
"""How many rows a column's width is taken from: all of a thousand would stop the window at each letter typed."""


class HistoryPage(QWidget):
    """The history. It fetches when :meth:`refresh` or :meth:`show_order` is called.

    Signals:
        changed: The licensor has a change of an order, and perhaps another licence (Changed).
        editRequested: *Sửa lại đơn* (the order's number).

    Attributes:
        dialogs: What is open over it.
    """

    changed = Signal(object)
    editRequested = Signal(str)

    def __init__(
        self,
        registrations: RegistrationPort,
        scans: PaperScanPort,
        orders: OrderPort,
        runner: Runner,
        today: Callable[[], date],
        *,
        can_renew: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("historyPage")
        self._registrations = registrations
        self._scans = scans
        self._orders = orders
        self._runner = runner
        self._today = today
        self._can_renew = can_renew
        self._wanted = ""
        self._must_show = False
        self._wanted_action: OrderAction | None = None
        self._list_job: Job | None = None
        self._order_job: Job | None = None
        self.dialogs = OrderDialogs(registrations, scans, orders, runner, today, self)
        self._model = HistoryModel(self)
        self._order = HistoryOrder(self._model, self)
        self._lay_out(can_renew=can_renew)
        self._columns = HistoryColumns(self.table, self._keep_columns)
        runner.run(registrations.kept_columns, self._columns.restore, lambda _error: None, owner=self)

    # --- lay-out ----------------------------------------------------------------------------------------

    def _lay_out(self, *, can_renew: bool) -> None:
        self._error = ErrorPanel()
        self._error.setObjectName("historyError")
        self._retry = QPushButton(self.tr("&Try again"))
        self._retry.setObjectName("historyRetryButton")
        self._retry.clicked.connect(self.refresh)
        self._retry.hide()
        self._progress = Progress()
        self._progress.cancelled.connect(self._on_cancelled)
        self._empty = wrapped_label(role="muted", name="historyEmpty")
        self._empty.hide()
        self._offline = wrapped_label(role="warning", name="historyOffline")
        self._offline.setTextFormat(Qt.TextFormat.PlainText)
        self._offline.hide()
        self._kept_out = wrapped_label(role="small", name="historyFiltered")
        self._kept_out.setTextFormat(Qt.TextFormat.PlainText)
        self._kept_out.hide()
        self.table = self._make_table()
        self.panel = OrderPanel(self._today, can_renew=can_renew)
        self.panel.retryRequested.connect(self._fetch_order)
        dialogs = self.dialogs
        self.panel.viewSlip.connect(dialogs.view_slip)
        self.panel.viewLabel.connect(dialogs.view_label)
        self.panel.attachScan.connect(dialogs.attach_scan)
        self.panel.actions.chosen.connect(self._on_action)
        self.panel.files.viewRequested.connect(lambda row: dialogs.view_file(self.chosen_no, row))
        self.panel.files.saveRequested.connect(lambda row: dialogs.save_file(self.chosen_no, row))
        dialogs.fetching.connect(self._on_fetching)
        dialogs.said.connect(self.panel.say)
        dialogs.said.connect(lambda _text: self._error.clear())
        dialogs.failed.connect(self._error.show_error)
        dialogs.stale.connect(self._fetch_order)
        dialogs.changed.connect(self._on_changed)
        dialogs.editRequested.connect(self.editRequested)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setObjectName("historySplitter")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(14)
        splitter.addWidget(self.table)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._progress)
        column.addWidget(self._error)
        again = QHBoxLayout()
        again.setSpacing(12)
        again.addWidget(self._offline, 1)
        again.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(again)
        column.addWidget(self._kept_out)
        column.addWidget(self._empty)
        column.addWidget(splitter, 1)

    def _head(self) -> QHBoxLayout:
        title = QLabel(self.tr("Renewal history"))
        title.setProperty("role", "title")
        self.search = QLineEdit()
        self.search.setObjectName("historySearch")
        self.search.setPlaceholderText(self.tr("Search by order, day, state…"))
        self.search.setAccessibleName(self.tr("Search the history"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(280)
        self.search.textChanged.connect(self._on_search)
        self.filter = HistoryFilter()
        self.filter.changed.connect(self._on_filter)
        self.export_button = QPushButton(self.tr("Export to E&xcel"))
        self.export_button.setObjectName("historyExportButton")
        self.export_button.clicked.connect(self._export)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(title, 1)
        row.addWidget(self.search)
        row.addWidget(self.filter)
        row.addWidget(self.export_button)
        return row

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("historyTable")
        table.setAccessibleName(self.tr("Registrations"))
        table.setModel(self._order)
        table.setSortingEnabled(True)
        table.sortByColumn(Column.REGISTERED, Qt.SortOrder.DescendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setMinimumHeight(176)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        delegate = BadgeDelegate(table)
        for column in BADGES:
            table.setItemDelegateForColumn(column, delegate)
        table.selectionModel().currentRowChanged.connect(self._on_chosen)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy)
        return table

    # --- the table --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Fetch the registrations anew; the chosen order stays chosen."""
        if self._list_job is not None:
            self._list_job.cancel()
        self._wanted = self._wanted or self.chosen_no
        self._error.clear()
        self._retry.hide()
        self._progress.begin(self.tr("Fetching the registrations…"))
        registrations = self._registrations
        self._list_job = self._runner.run(
            lambda: history_or_kept(registrations), self._on_fetched, self._on_history_failed, owner=self
        )

    def show_order(self, no: str, action: OrderAction | None = None) -> None:
        """Fetch the registrations and choose an order.

        Args:
            no: The order's number.
            action: What is then begun with it, where it is possible.
        """
        self._wanted, self._must_show = no, True
        self._wanted_action = action
        self.search.clear()
        self.refresh()

    @property
    def chosen_no(self) -> str:
        """The number of the order chosen; empty when there is none."""
        index = self.table.currentIndex()
        return self._row(index).no if index.isValid() else ""

    def _row(self, index: QModelIndex) -> HistoryRow:
        return self._model.row_at(self._order.mapToSource(index).row())

    def _on_cancelled(self) -> None:
        if self.dialogs.stop_fetching():
            return
        if self._list_job is not None:
            self._list_job.cancel()
        self._retry.show()

    def _on_fetching(self, text: str) -> None:
        """A file is being fetched to be saved; empty: no longer."""
        if text:
            self._error.clear()
            self._progress.begin(text)
        else:
            self._progress.end()

    def _on_fetched(self, fetched: Fetched[tuple[HistoryRow, ...]]) -> None:
        self._offline.setText(offline_text(fetched.at))
        self._offline.setVisible(fetched.at is not None)
        self._retry.setVisible(fetched.at is not None)
        self._on_history(fetched.content)

    def _on_history(self, rows: tuple[HistoryRow, ...]) -> None:
        self._progress.end()
        self._model.set_rows(rows)
        self.filter.offer(rows)
        self._order.keep(self.filter.states, self.filter.years)
        self._show_empty()
        wanted, self._wanted = self._wanted, ""
        must_show, self._must_show = self._must_show, False
        row = self._model.row_of(wanted)
        if row >= 0 and must_show and not self._order.would_show(row):
            # What was just done with the order is told in its panel; the filter would hide it.
            self.search.clear()
            self.filter.clear()
        index = self._order.mapFromSource(self._model.index(row, 0)) if row >= 0 else QModelIndex()
        if not index.isValid():
            index = self._order.index(0, 0)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.table.scrollTo(index)
        else:
            self.panel.show_nothing()

    def _on_changed(self, changed: Changed) -> None:
        """Both states of the order may be others now."""
        self._wanted, self._must_show = changed.order_no, True
        self.refresh()
        self.changed.emit(changed)

    def _on_history_failed(self, error: OperationError) -> None:
        self._progress.end()
        self._error.show_error(error)
        self._retry.show()

    def _on_search(self, text: str) -> None:
        self._order.search(text)
        self._show_empty()

    def _keep_columns(self, text: str) -> None:
        registrations = self._registrations
        self._runner.run(
            lambda: registrations.keep_columns(text), lambda _nothing: None, lambda _error: None, owner=self
        )

    def _on_filter(self) -> None:
        self._order.keep(self.filter.states, self.filter.years)
        self._show_empty()

    def _export(self) -> None:
        """*Xuất Excel*: what is shown, as it is shown."""
        headers, rows = exported_cells(self.table, self._model, self._order)
        title = self.tr("Renewal history, {0}").format(format_day(self._today()))
        name = self.tr("renewal-history-{0}.xlsx").format(self._today().isoformat())
        kind = self.tr("Excel workbook (*.xlsx)")
        registrations = self._registrations
        self._runner.run(
            lambda: registrations.workbook(title, headers, rows),
            lambda book: self.dialogs.saver.ask(self.tr("Export to Excel"), name, "xlsx", kind, book),
            self._error.show_error,
            owner=self,
        )

    def _copy(self) -> None:
        """The chosen rows with their headers, for a spreadsheet or a letter."""
        QGuiApplication.clipboard().setText(copied_text(self.table))

    def _show_empty(self) -> None:
        self.export_button.setEnabled(self._order.rowCount() > 0)
        hidden = self._model.rowCount() - self._order.rowCount()
        self._kept_out.setText(
            self.tr("Only: {0}. {1} registrations are not shown.").format(self.filter.words, hidden)
        )
        self._kept_out.setVisible(self.filter.is_used)
        if self._model.rowCount() == 0:
            text = self.tr("The unit has not registered a renewal yet.")
        elif self._order.rowCount() == 0:
            wanted = self.search.text().strip()
            text = self.tr("No registration holds “{0}”.").format(wanted) if wanted else ""
        else:
            text = ""
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setText(text)
        self._empty.setVisible(bool(text))

    # --- the chosen order -------------------------------------------------------------------------------

    def _on_chosen(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._fetch_order()

    def _fetch_order(self) -> None:
        if self._order_job is not None:
            self._order_job.cancel()
        no = self.chosen_no
        if not no:
            self.panel.show_nothing()
            return
        self.panel.show_waiting(no)
        registrations, scans, orders = self._registrations, self._scans, self._orders

        def fetch() -> tuple[Fetched[OrderDetail], bool, ChangeKind | None]:
            return order_or_kept(registrations, no), scans.is_unfinished(no), orders.unfinished(no)

        self._order_job = self._runner.run(fetch, self._on_order, self.panel.show_error, owner=self)

    def _on_order(self, found: tuple[Fetched[OrderDetail], bool, ChangeKind | None]) -> None:
        fetched, has_unfinished_scan, unfinished = found
        detail = fetched.content
        self.panel.show_order(
            detail,
            has_unfinished_scan=has_unfinished_scan,
            unfinished=unfinished,
            as_of=offline_text(fetched.at),
        )
        self._begin_wanted(detail)

    def _begin_wanted(self, detail: OrderDetail) -> None:
        """What was asked for elsewhere, once the order is there; where it is not possible, the panel says why."""
        action, self._wanted_action = self._wanted_action, None
        if action is not None and detail.standing(action).is_allowed and self._can_renew:
            self.dialogs.start(action, detail)

    def _on_action(self, action: OrderAction) -> None:
        if self.panel.detail is not None:
            self.dialogs.start(action, self.panel.detail)

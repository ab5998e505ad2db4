"""*Thông tin giấy phép* and *Giới thiệu*: facts to read and to copy."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from qlts_desktop.core.dates import format_day, format_moment
from qlts_desktop.core.licence import Vendor, entry_on
from qlts_desktop.services.ports import HeldLicence
from qlts_desktop.ui.messages.licence import (
    access_text,
    action_text,
    contacts_text,
    data_state_text,
    refreshed_text,
    rule_text,
    stage_text,
    term_text,
)
from qlts_desktop.ui.messages.notices import coming_policy_texts
from qlts_desktop.ui.widgets.card import wrapped_label

WIDTH = 560

translate = QCoreApplication.translate


class FactsDialog(QDialog):
    """A heading over labelled facts, with *Đóng*."""

    def __init__(self, title: str, facts: tuple[tuple[str, str], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("factsDialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 170)
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(facts):
            shown = wrapped_label(value)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setAccessibleName(f"{label}: {value}")
            grid.addWidget(wrapped_label(label, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(wrapped_label(title, "title"))
        column.addLayout(grid)
        column.addStretch()
        column.addWidget(buttons)
        self.setMinimumWidth(WIDTH)
        self.resize(WIDTH, column.totalHeightForWidth(WIDTH))


def licence_info_dialog(held: HeldLicence, today: date, parent: QWidget) -> FactsDialog:
    """All that the licence file says that a user may want to read out to the vendor."""
    licence = held.licence
    entry = entry_on(licence, today)
    term = licence.term
    facts = (
        (translate("FactsDialog", "Unit"), licence.unit.name),
        (translate("FactsDialog", "Unit code"), licence.unit.code),
        (translate("FactsDialog", "Tax code"), licence.unit.tax_code),
        (translate("FactsDialog", "Budget code"), licence.unit.budget_code),
        (translate("FactsDialog", "Address"), licence.unit.address),
        (translate("FactsDialog", "Licence number"), licence.licence_no),
        (
            translate("FactsDialog", "Package"),
            translate("FactsDialog", "{0} · {1} users").format(licence.package, f"{licence.users:02d}"),
        ),
        (translate("FactsDialog", "Subscription term"), term_text(term.first_day, term.last_day) if term else ""),
        (translate("FactsDialog", "Last day of use"), format_day(licence.access_until)),
        (translate("FactsDialog", "State today"), f"{stage_text(entry.stage)} · {access_text(entry.access)}"),
        (
            translate("FactsDialog", "Allowed today"),
            ", ".join(action_text(action) for action in entry.actions),
        ),
        (translate("FactsDialog", "Rule"), f"{rule_text(entry)} ({entry.rule})"),
        (
            translate("FactsDialog", "Open order"),
            translate("FactsDialog", "{0}, payment day {1}").format(
                licence.order.no, format_day(licence.order.due_on)
            )
            if licence.order
            else "",
        ),
        (translate("FactsDialog", "Rules of the vendor"), licence.policy_version),
        (translate("FactsDialog", "Announced"), "\n".join(coming_policy_texts(licence))),
        (translate("FactsDialog", "Data"), data_state_text(licence.data_state)),
        (translate("FactsDialog", "Who can renew"), contacts_text(licence)),
        (
            translate("FactsDialog", "Vendor"),
            vendor_text(licence.vendor),
        ),
        (
            translate("FactsDialog", "Issued"),
            translate("FactsDialog", "at {0}, serial {1}").format(
                format_moment(licence.issued_at), licence.serial
            ),
        ),
        (translate("FactsDialog", "Confirmed by the server"), refreshed_text(held.refreshed_at)),
    )
    title = translate("FactsDialog", "Licence information")
    return FactsDialog(title, tuple(fact for fact in facts if fact[1]), parent)


def about_dialog(
    version: str, server_url: str, vendor: Vendor | None, parent: QWidget, *, hears_of_updates: bool
) -> FactsDialog:
    """Which program, which version, whose, which server.

    Args:
        version: The program's.
        server_url: The licensor's address; may be empty.
        vendor: Of the licence shown; None without one.
        parent: The window.
        hears_of_updates: Whether a release key is pinned, so that newer versions can be announced.
    """
    facts = (
        (translate("FactsDialog", "Program"), "QLTS Desktop"),
        (translate("FactsDialog", "Version"), version),
        (
            translate("FactsDialog", "Newer versions"),
            translate("FactsDialog", "Announced by the vendor, signed; never downloaded or installed by itself")
            if hears_of_updates
            else translate("FactsDialog", "This build holds no release key, so none are announced"),
        ),
        (translate("FactsDialog", "Vendor"), vendor_text(vendor) if vendor is not None else ""),
        (translate("FactsDialog", "Server"), server_url),
        (
            translate("FactsDialog", "Purpose"),
            translate(
                "FactsDialog", "Checks the licence of the asset management software and registers its renewal."
            ),
        ),
        (
            translate("FactsDialog", "Made with"),
            translate(
                "FactsDialog",
                "Qt and PySide6 (LGPL 3.0), pyHanko (MIT), cryptography (Apache 2.0), pikepdf (MPL 2.0), "
                "ReportLab (BSD) and others; fonts Noto Sans and Liberation Serif (SIL OFL 1.1).",
            ),
        ),
    )
    return FactsDialog(translate("FactsDialog", "About"), tuple(fact for fact in facts if fact[1]), parent)


def vendor_text(vendor: Vendor) -> str:
    """Name and ways to the vendor."""
    return " · ".join(part for part in (vendor.name, vendor.phone, vendor.email) if part)

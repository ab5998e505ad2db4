"""1. Thông tin đơn vị đăng ký."""

from __future__ import annotations

from qlts_desktop.core.provinces import PROVINCES
from qlts_desktop.core.renewal import HeadAuthority
from qlts_desktop.core.text import clean
from qlts_desktop.ui.messages.form import authority_text, field_label
from qlts_desktop.ui.renewal.form_section import CLEANING, FormSection
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.widgets.choice_field import ChoiceField, SuggestionField
from qlts_desktop.ui.widgets.field import Field
from qlts_desktop.ui.widgets.text_field import TextField

_REQUIRED = {"name", "address", "head_name", "head_title", "contact_name", "phone", "email"}
_READ_ONLY = {"name", "licence_no"}


class UnitSection(FormSection):
    """The registering unit; its name and licence number come from the licence."""

    def __init__(self, session: RenewalSession) -> None:
        super().__init__(session, "unit", "")
        self.set_heading(self.tr("1. Registering unit"))
        text = self._text
        self.add_row(text("name"))
        self.add_row(text("tax_code"), text("budget_code"))
        self.add_row(text("address"))
        province = SuggestionField(self.name_of("province"), field_label("/unit/province"), PROVINCES)
        self.add_row(self.bind("province", province), text("licence_no"))
        self.add_row(text("governing_body"))
        self.add_row(text("head_name"), text("head_title"))
        authority = ChoiceField(
            self.name_of("head_authority"),
            field_label("/unit/head_authority"),
            tuple((member, authority_text(member)) for member in HeadAuthority),
        )
        self.add_row(self.bind("head_authority", authority), text("contact_name"))
        self.add_row(text("phone"), text("email"))

    def _text(self, name: str) -> Field:
        field = TextField(
            self.name_of(name),
            field_label(f"/unit/{name}"),
            required=name in _REQUIRED,
            read_only=name in _READ_ONLY,
            cleaning=CLEANING.get(name, clean),
        )
        return self.bind(name, field)

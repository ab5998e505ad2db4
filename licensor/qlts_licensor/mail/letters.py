"""A mail's subject and body, of values that are safe wherever they stand."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from qlts_licensor.mail.words import TEXTS, Values, Wording, one_line

_LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent."""

    subject: str
    body: str


def letter(wording: Wording, values: Values) -> Letter:
    """Fill a text in; what units and staff have typed is put on one line first."""
    text = TEXTS[wording]
    safe = {name: one_line(value) for name, value in asdict(values).items()}
    # A text may come with values of its own: those of the sentences that it is put together from.
    safe |= {name: _filled(safe[name], safe) for name in ("paper", "missed")}
    paragraphs = (
        f"Kính gửi: {safe['unit']} (mã đơn vị {safe['unit_code']})",
        _filled(text.happened, safe),
        _filled(text.kept, safe),
        f"Việc cần làm: {_filled(text.next_step, safe)}",
        f"Cần hỗ trợ, xin gọi {safe['phone']}.\n{safe['vendor']}",
        "Thư này được gửi tự động từ hệ thống quản lý giấy phép QLTS.",
    )
    return Letter(_filled(text.subject, safe)[:_LONGEST_SUBJECT], "\n\n".join(filter(None, paragraphs)) + "\n")


def _filled(text: str, safe: dict[str, str]) -> str:
    return one_line(text.format_map(safe))

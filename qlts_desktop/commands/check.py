"""``qlts-desktop check``: validates a signed slip, a receipt, or an order's dossier."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from operator import methodcaller
from pathlib import Path

from qlts_desktop.commands.console import Arguments, Exit, MisuseError, guarded
from qlts_desktop.commands.written_file import write_file
from qlts_desktop.core.dates import format_day, format_moment, vietnam_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.checking_port import Reason, ReportSection, SignatureReport, SlipReport, Verdict
from qlts_desktop.services.signing.validate import LARGEST, NotPdfError, validate_slip
from qlts_desktop.services.signing_port import Standing
from qlts_desktop.services.trust_root import read_trust

_JWS = re.compile(rb"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
EXITS = {Verdict.VALID: Exit.VALID, Verdict.INVALID: Exit.NOT_VALID, Verdict.UNDETERMINED: Exit.UNDETERMINED}
VERDICTS = {
    Verdict.VALID: "Phiếu hợp lệ.",
    Verdict.INVALID: "Phiếu không hợp lệ.",
    Verdict.UNDETERMINED: "Không xác định được phiếu có hợp lệ hay không.",
}
REASONS = {
    Reason.NOT_SIGNED: "Phiếu chưa được ký điện tử.",
    Reason.CHANGED: "Nội dung đã bị thay đổi sau khi ký.",
    Reason.NOT_WHOLE_DOCUMENT: "Chữ ký không bao trùm toàn bộ tài liệu.",
    Reason.CERTIFICATE_NOT_VALID_THEN: "Chứng thư không còn hoặc chưa có hiệu lực lúc ký.",
    Reason.CERTIFICATE_NOT_FOR_SIGNING: "Chứng thư không được cấp để ký tài liệu.",
    Reason.CERTIFICATE_WEAK_DIGEST: "Chứng thư được cấp bằng SHA-1, nay không còn giá trị.",
    Reason.CERTIFICATE_WEAK_KEY: "Khóa của chứng thư quá yếu (cần RSA từ 2048 bit hoặc EC từ 256 bit).",
    Reason.ISSUER_UNKNOWN: "Không biết nơi cấp chứng thư. Dùng --trust để chỉ thư mục chứng thư gốc.",
    Reason.REVOKED: "Chứng thư đã bị thu hồi.",
    Reason.TIME_STAMP_WRONG: "Dấu thời gian không đúng với chữ ký này.",
    Reason.TIME_STAMP_UNTRUSTED: "Không biết nơi cấp dấu thời gian. Dùng --trust để chỉ thư mục chứng thư gốc.",
    Reason.SIGNATURE_UNREADABLE: "Không đọc được chữ ký.",
    Reason.REGISTRATION_MISSING: "Tài liệu không mang nội dung đăng ký, nên không phải phiếu của QLTS Desktop.",
    Reason.REGISTRATION_DAMAGED: "Nội dung đăng ký trong phiếu bị hỏng.",
}
"""A sentence for each reason why a slip is not valid."""

REVOCATIONS = {
    Standing.GOOD: "chưa bị thu hồi lúc ký (theo dữ liệu trong tệp)",
    Standing.REVOKED: "đã bị thu hồi",
    Standing.UNKNOWN: "không xác định (trong tệp không có dữ liệu)",
}
TIME_SOURCES = {"signer": "theo máy của người ký", "timestamp": "theo dấu thời gian"}


def run(argv: list[str]) -> int:
    """Validate a signed slip and print what was found.

    Args:
        argv: The arguments after ``check``.

    Returns:
        0 valid; 1 not valid; 2 misuse or unreadable; 3 an issuer is not known, or a receipt's key is revoked.
    """
    return guarded(lambda: _run(argv))


def _run(argv: list[str]) -> int:
    parser = Arguments(
        prog="qlts-desktop check",
        description="Kiểm tra phiếu đã ký, biên nhận, hoặc hồ sơ kiểm toán.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="phiếu đã ký (.pdf), biên nhận (.jws) hoặc hồ sơ (.zip)"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument(
        "--trust", metavar="DIR", type=Path, action="append", default=[], help="thư mục chứng thư gốc được tin cậy"
    )
    parser.add_argument(
        "--keys", metavar="FILE", type=Path, help="tệp khóa công khai của nhà cung cấp, thay cho khóa có sẵn"
    )
    parser.add_argument("-o", "--output", metavar="REPORT.pdf", type=Path, help="lưu kết quả để in (PDF)")
    parser.add_argument("--force", action="store_true", help="ghi đè tệp kết quả đã có")
    arguments = parser.parse_args(argv)
    for folder in arguments.trust:
        if not folder.is_dir():
            raise MisuseError(f"Không có thư mục {folder}.")
    if arguments.keys is not None:
        _check_keys(arguments.keys)
    if _is_archive(arguments.file):
        if arguments.output is not None:
            raise MisuseError("Tùy chọn -o chỉ dùng cho phiếu (PDF), không dùng cho hồ sơ.")
        from qlts_desktop.commands.dossier import check_dossier

        return check_dossier(arguments.file, arguments.keys, as_json=arguments.json)
    content = _content(arguments.file)
    if _JWS.fullmatch(content.strip()):
        if arguments.output is not None:
            raise MisuseError("Tùy chọn -o chỉ dùng cho phiếu (PDF), không dùng cho biên nhận.")
        from qlts_desktop.commands.receipt import check_receipt

        return check_receipt(content.decode("ascii"), arguments.keys, as_json=arguments.json)
    shipped = Path(__file__).resolve().parents[1] / "_generated" / "trust"
    try:
        report = validate_slip(content, (shipped, *arguments.trust))
    except NotPdfError as error:
        raise MisuseError(f"Tệp {arguments.file} không phải tệp PDF đọc được.") from error
    sections = _sections(report)
    if arguments.output is not None:
        write_file(arguments.output, _as_pdf(sections, arguments.file), force=arguments.force)
    print(_as_json(report) if arguments.json else "\n".join(_as_text(sections)))
    return EXITS[report.verdict]


def _is_archive(path: Path) -> bool:
    """Whether a file is a ZIP by name and content; what cannot be read is told later."""
    try:
        with path.open("rb") as file:
            return path.suffix.casefold() == ".zip" and file.read(4) == b"PK\x03\x04"
    except (OSError, ValueError):
        return False


def _check_keys(path: Path) -> None:
    """A slip is signed by the unit, not by the licensor; the file named still has to be what it should be."""
    try:
        read_trust(path)
    except OperationError as error:
        raise MisuseError(f"Không đọc được tệp khóa công khai {path}: {error.technical or error.code}") from error


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise MisuseError(f"Không đọc được tệp {path}: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > LARGEST:
        raise MisuseError(f"Tệp {path} lớn hơn {LARGEST // 1_000_000} MB.")
    return content


def _as_text(sections: Iterable[ReportSection]) -> list[str]:
    lines: list[str] = []
    for section in sections:
        lines += ["", section.heading, *(f"{name + ':':<19}{value}" for name, value in section.lines)]
    return lines[1:]


def _as_pdf(sections: tuple[ReportSection, ...], path: Path) -> bytes:
    """The same to be printed, with what was checked and when."""
    from qlts_desktop.services.report_pages import report_pages

    checked = ReportSection("Tệp đã kiểm tra", (("Tên tệp", path.name), ("Lúc", format_moment(datetime.now(UTC)))))
    return report_pages("Kết quả kiểm tra phiếu đã ký", (checked, *sections))


def _sections(report: SlipReport) -> tuple[ReportSection, ...]:
    whole = ReportSection(VERDICTS[report.verdict], _remarks(report.reasons))
    signatures = (_of_signature(number, one) for number, one in enumerate(report.signatures, 1))
    if report.registration is None:
        return (whole, *signatures)
    registration = ReportSection(
        "Nội dung đăng ký trong tệp:",
        (
            ("Số đơn hàng", report.registration.order_no),
            ("Mã đơn vị", report.registration.unit),
            ("SHA-256 nội dung", report.registration.sha256),
        ),
    )
    return (whole, *signatures, registration)


def _remarks(reasons: Iterable[Reason]) -> tuple[tuple[str, str], ...]:
    return tuple(("Lý do", REASONS[reason]) for reason in reasons)


def _of_signature(number: int, signature: SignatureReport) -> ReportSection:
    heading, remarks = f"Chữ ký {number}:", _remarks(signature.reasons)
    if not signature.signer:
        return ReportSection(heading, remarks)
    valid = "không rõ"
    if signature.valid_from and signature.valid_to:
        valid = f"{format_day(vietnam_day(signature.valid_from))} – {format_day(vietnam_day(signature.valid_to))}"
    signed_at = "không ghi"
    if signature.signed_at:
        signed_at = f"{format_moment(signature.signed_at)} ({TIME_SOURCES[signature.time_source]})"
    lines = (
        ("Người ký", signature.signer),
        ("Mã số thuế", signature.tax_code or "không ghi"),
        ("Nơi cấp", f"{signature.issuer} ({'được tin cậy' if signature.trusted else 'chưa xác định'})"),
        ("Hiệu lực", valid),
        ("Thời điểm ký", signed_at),
        ("Mức chữ ký", f"PAdES {signature.level}"),
        ("Thu hồi", REVOCATIONS[signature.revocation]),
        ("Toàn vẹn", "có" if signature.intact else "không"),
        ("Bao trùm tài liệu", "có" if signature.whole_document else "không"),
    )
    return ReportSection(heading, (*lines, *remarks))


def _as_json(report: SlipReport) -> str:
    signatures = []
    for signature in report.signatures:
        content = asdict(signature)
        content["result"] = content.pop("verdict")
        signatures.append(content)
    content = {
        "result": report.verdict,
        "reasons": report.reasons,
        "signatures": signatures,
        "registration": asdict(report.registration) if report.registration else None,
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=methodcaller("isoformat"))

"""``qlts-desktop slip``: the slip of a prepared registration as a PDF, without a window."""

from __future__ import annotations

from pathlib import Path

from qlts_desktop.commands.console import Arguments, Exit, MisuseError, guarded
from qlts_desktop.commands.trusted_keys import verifier_with
from qlts_desktop.commands.written_file import write_file
from qlts_desktop.core.dates import format_moment
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.prepared_file import CheckedFile, check_file, read_file

REFUSALS = {
    ErrorCode.PREPARED_DAMAGED: "Tệp phiếu đã chuẩn bị bị hỏng hoặc đã bị sửa.",
    ErrorCode.PREPARED_TOO_NEW: "Tệp được tạo bởi phiên bản mới hơn. Hãy cập nhật QLTS Desktop rồi thử lại.",
    ErrorCode.PREPARED_OTHER_VENDOR: "Không biết khóa đã niêm phong tệp. Dùng --keys để chỉ tệp khóa công khai.",
}
"""A sentence for each reason why a file is not believed."""


def run(argv: list[str]) -> int:
    """Write the slip that a prepared registration carries.

    Args:
        argv: The arguments after ``slip``.

    Returns:
        0 written; 1 the file is not believed; 2 misuse, unreadable, or the target cannot be written; 3 the key
        that sealed it is not known.
    """
    return guarded(lambda: _run(argv))


def _run(argv: list[str]) -> int:
    parser = Arguments(
        prog="qlts-desktop slip", description="Lấy phiếu (PDF) từ tệp phiếu đã chuẩn bị.", allow_abbrev=False
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp phiếu đã chuẩn bị (.qlts)")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="tệp PDF sẽ ghi")
    parser.add_argument("--force", action="store_true", help="ghi đè nếu tệp PDF đã có")
    parser.add_argument(
        "--keys", metavar="FILE", type=Path, help="tệp khóa công khai của nhà cung cấp, thay cho khóa có sẵn"
    )
    arguments = parser.parse_args(argv)
    verifier = verifier_with(arguments.keys)
    try:
        checked = check_file(_content(arguments.file), verifier)
    except OperationError as error:
        if error.code not in REFUSALS:
            raise
        print(REFUSALS[error.code])
        return Exit.UNDETERMINED if error.code is ErrorCode.PREPARED_OTHER_VENDOR else Exit.NOT_VALID
    write_file(arguments.output, checked.slip, force=arguments.force)
    print(_said(checked, arguments.output))
    return Exit.VALID


def _content(path: Path) -> bytes:
    try:
        return read_file(path)
    except OperationError as error:
        if error.code is not ErrorCode.FILE_UNREADABLE:
            raise
        raise MisuseError(f"Không đọc được tệp {path}: {error.technical}") from error


def _said(checked: CheckedFile, path: Path) -> str:
    claims = checked.claims
    lines = (
        f"Đã ghi phiếu vào {path}.",
        f"Đơn vị:        {claims.unit_name} ({claims.unit})",
        f"Số đơn hàng:   {claims.order_no}",
        f"Người lập:     {claims.prepared_by}",
        f"Tệp có hạn:    {format_moment(claims.expires_at)}",
    )
    return "\n".join(lines)

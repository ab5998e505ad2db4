"""``qlts-desktop doctor``: looks at this computer and says what to put right."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from qlts_desktop.commands.console import Arguments, Exit, guarded
from qlts_desktop.core.dates import format_day
from qlts_desktop.services.machine_check import Area, Finding, State, check_machine, needs_doing

AREAS = {
    Area.VERSIONS: "Phiên bản",
    Area.CLOCK: "Đồng hồ",
    Area.FOLDER: "Thư mục dữ liệu",
    Area.FONTS: "Phông chữ của phiếu",
    Area.PROXY: "Proxy",
    Area.SERVER: "Máy chủ",
    Area.MODULE: "Trình điều khiển token",
    Area.TOKEN: "Token",
    Area.CERTIFICATE: "Chứng thư số",
}
MARKS = {State.GOOD: "[ được ]", State.WARNING: "[ lưu ý ]", State.FAILED: "[ LỖI ]"}
SENTENCES: dict[tuple[Area, str], str] = {
    (Area.VERSIONS, "versions"): "QLTS Desktop {program} · {system} · Python {python} · {openssl}",
    (Area.CLOCK, "vietnam_time"): "{time} (giờ Việt Nam)",
    (Area.CLOCK, "other_zone"): "{time}, múi giờ {zone}. Đặt máy về múi giờ Việt Nam (+0700).",
    (Area.FOLDER, "writable"): "{path}, còn trống {free_mb} MB",
    (Area.FOLDER, "not_writable"): "{path}: không ghi được. Chọn thư mục khác bằng --data hoặc xin quyền ghi.",
    (Area.FOLDER, "little_space"): "{path}: chỉ còn trống {free_mb} MB. Xóa bớt tệp không dùng.",
    (Area.FONTS, "complete"): "đầy đủ",
    (Area.FONTS, "missing"): "thiếu {name}. Cài đặt lại chương trình.",
    (Area.PROXY, "none"): "không dùng",
    (Area.PROXY, "used"): "{address}",
    (Area.SERVER, "answers"): "{server} trả lời",
    (Area.SERVER, "not_set"): "chưa đặt địa chỉ. Mở chương trình và nhập địa chỉ máy chủ, hoặc dùng --server.",
    (Area.MODULE, "answered"): "{path}",
    (Area.MODULE, "missing"): "{path}: không có tệp này.",
    (Area.MODULE, "wrong_machine"): "{path}: dành cho máy khác (ví dụ 32-bit). Cài bản 64-bit của nơi cấp token.",
    (Area.MODULE, "not_a_module"): "{path}: không phải trình điều khiển token (PKCS#11).",
    (Area.MODULE, "crashed"): "{path}: bị dừng đột ngột. Cài lại trình điều khiển của nơi cấp token.",
    (
        Area.MODULE,
        "timed_out",
    ): "{path}: không trả lời. Rút token, cắm lại; nếu vẫn vậy, cài lại trình điều khiển.",
    (Area.MODULE, "failed"): "{path}: báo lỗi {error}. Rút token, cắm lại rồi kiểm tra lại.",
    (Area.MODULE, "none"): "chưa cài trình điều khiển nào. Cài theo hướng dẫn của nơi cấp token.",
    (Area.TOKEN, "ready"): "{label} (số {serial}, {model})",
    (Area.TOKEN, "none"): "chưa cắm token nào.",
    (Area.TOKEN, "pin_locked"): "{label} (số {serial}): mã PIN đã bị khóa. Liên hệ nơi cấp token để mở khóa.",
    (
        Area.TOKEN,
        "pin_final_try",
    ): "{label} (số {serial}): chỉ còn MỘT lần nhập mã PIN. Hỏi lại mã PIN trước khi ký.",
    (Area.TOKEN, "pin_count_low"): "{label} (số {serial}): đã có lần nhập sai mã PIN.",
    (Area.CERTIFICATE, "usable"): "{subject}, do {issuer} cấp, dùng đến {ends} (còn {days} ngày)",
    (Area.CERTIFICATE, "ends_soon"): "{subject}: sắp hết hạn, dùng đến {ends} (còn {days} ngày). Gia hạn sớm.",
    (Area.CERTIFICATE, "expired"): "{subject}: đã hết hạn ngày {ends}. Gia hạn với nơi cấp.",
    (Area.CERTIFICATE, "not_yet_valid"): "{subject}: chưa đến ngày dùng. Kiểm tra ngày giờ của máy.",
    (Area.CERTIFICATE, "not_for_signing"): "{subject}: không dùng để ký được.",
    (Area.CERTIFICATE, "key_too_weak"): "{subject}: khóa quá ngắn. Xin nơi cấp chứng thư mới.",
    (Area.CERTIFICATE, "damaged"): "một chứng thư trong token không đọc được.",
}
SERVER_FAILED = "{server}: không kết nối được ({reason}). Kiểm tra mạng, địa chỉ và ngày giờ của máy."


def run(arguments: list[str]) -> int:
    """Look at this computer.

    Args:
        arguments: Those after ``doctor``.

    Returns:
        0 when nothing has to be put right, 1 when something has, 2 for misuse.
    """
    return guarded(lambda: _run(arguments))


def _run(arguments: list[str]) -> int:
    parser = Arguments("qlts-desktop doctor")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--server", default="")
    parser.add_argument("--module", type=Path, action="append", default=[])
    given = parser.parse_args(arguments)
    folder = given.data or _usual_folder()
    findings = check_machine(folder, given.server or _remembered_server(folder), given.module)
    if given.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(_line, findings)))
    return Exit.NOT_VALID if needs_doing(findings) else Exit.VALID


def _usual_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("qlts-desktop", appauthor=False))


def _remembered_server(folder: Path) -> str:
    """The address that was typed last; looked up without making anything where nothing is."""
    from qlts_desktop.core.errors import OperationError
    from qlts_desktop.services.local_store import LocalStore
    from qlts_desktop.services.sessions import SERVER_SETTING

    path = folder / "qlts-desktop.sqlite3"
    if not path.is_file():
        return ""
    store = LocalStore(path)
    try:
        return store.setting(SERVER_SETTING) or ""
    except OperationError:
        return ""
    finally:
        store.close()


def _line(finding: Finding) -> str:
    sentence = SENTENCES.get((finding.area, finding.reason), SERVER_FAILED)
    values = {"reason": finding.reason, **finding.details}
    if "ends" in values:
        values["ends"] = format_day(date.fromisoformat(values["ends"]))
    said = sentence.format_map(values)
    return f"{MARKS[finding.state]:<9} {AREAS[finding.area]}: {said}"

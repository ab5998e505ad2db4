"""``qlts-desktop doctor``: looks at this computer and says what to put right."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from qlts_desktop.commands.console import Arguments, Exit, MisuseError, guarded, say
from qlts_desktop.commands.written_file import write_file
from qlts_desktop.core.dates import format_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.machine_check import Subject, check_machine, in_order, needs_doing
from qlts_desktop.services.machine_port import Area, Finding, State
from qlts_desktop.services.signing_port import SigningSettings
from qlts_desktop.services.time_check import TimeCheck
from qlts_desktop.services.trust_root import pinned_release_key, pinned_root

AREAS = {
    Area.VERSIONS: "Phiên bản",
    Area.UPDATES: "Phiên bản mới",
    Area.CLOCK: "Múi giờ",
    Area.SIGNED_TIME: "Ngày giờ so với máy chủ",
    Area.FOLDER: "Thư mục dữ liệu",
    Area.TEMPORARY: "Thư mục tạm",
    Area.DOCUMENTS: "Thư mục Tài liệu",
    Area.FONTS: "Phông chữ",
    Area.PROXY: "Proxy",
    Area.SERVER: "Máy chủ",
    Area.TIME_STAMP: "Máy chủ dấu thời gian",
    Area.PRINTER: "Máy in",
    Area.MODULE: "Trình điều khiển token",
    Area.TOKEN: "Token",
    Area.CERTIFICATE: "Chứng thư số",
}
MARKS = {State.GOOD: "[ được ]", State.WARNING: "[ lưu ý ]", State.FAILED: "[ LỖI ]"}
SENTENCES: dict[tuple[Area, str], str] = {
    (Area.VERSIONS, "versions"): (
        "QLTS Desktop {program} ({build}) · {system} {machine} · Python {python} · Qt {qt} · pyHanko {pyhanko} · "
        "{openssl}"
    ),
    (Area.UPDATES, "announced"): "nhà cung cấp báo bằng thông báo có ký; không bao giờ tự tải hay tự cài",
    (Area.UPDATES, "off"): "bản này không ghim khóa phát hành nên không báo phiên bản mới",
    (Area.CLOCK, "vietnam_time"): "{time} (giờ Việt Nam)",
    (Area.CLOCK, "other_zone"): "{time}, múi giờ {zone}. Đặt máy về múi giờ Việt Nam (+0700).",
    (Area.FOLDER, "writable"): "{path}, còn trống {free_mb} MB",
    (Area.FOLDER, "not_writable"): "{path}: không ghi được. Chọn thư mục khác bằng --data hoặc xin quyền ghi.",
    (Area.FOLDER, "little_space"): "{path}: chỉ còn trống {free_mb} MB. Xóa bớt tệp không dùng.",
    (Area.FOLDER, "full"): "{path}: ổ đĩa đã đầy. Xóa bớt tệp không dùng.",
    (Area.SIGNED_TIME, "agrees"): "khớp với giờ máy chủ đã ký ({time})",
    (
        Area.SIGNED_TIME,
        "fast",
    ): "máy này nhanh hơn {minutes} phút; giờ đúng là {time}. Chỉnh lại ngày giờ của máy.",
    (Area.SIGNED_TIME, "slow"): "máy này chậm hơn {minutes} phút; giờ đúng là {time}. Chỉnh lại ngày giờ của máy.",
    (Area.SIGNED_TIME, "not_asked"): "chưa so được. Kết nối máy chủ rồi kiểm tra lại.",
    (
        Area.SIGNED_TIME,
        "not_confirmed",
    ): "máy chủ trả lời nhưng chữ ký của giờ chưa xác nhận được. Hỏi nhà cung cấp.",
    (Area.TEMPORARY, "writable"): "{path}, còn trống {free_mb} MB",
    (Area.TEMPORARY, "not_writable"): "{path}: không ghi được. Xin quyền ghi vào thư mục tạm.",
    (Area.TEMPORARY, "little_space"): "{path}: chỉ còn trống {free_mb} MB. Xóa bớt tệp không dùng.",
    (Area.TEMPORARY, "full"): "{path}: ổ đĩa đã đầy. Xóa bớt tệp không dùng.",
    (Area.DOCUMENTS, "writable"): "{path}, còn trống {free_mb} MB",
    (Area.DOCUMENTS, "missing"): "{path}: không có. Khi lưu tệp, chọn một thư mục khác.",
    (Area.DOCUMENTS, "not_writable"): "{path}: không ghi được. Khi lưu tệp, chọn một thư mục khác.",
    (Area.DOCUMENTS, "little_space"): "{path}: chỉ còn trống {free_mb} MB. Xóa bớt tệp không dùng.",
    (Area.DOCUMENTS, "full"): "{path}: ổ đĩa đã đầy. Xóa bớt tệp không dùng.",
    (Area.FONTS, "complete"): "đầy đủ",
    (Area.FONTS, "missing"): "thiếu {name}. Cài đặt lại chương trình.",
    (Area.FONTS, "damaged"): "tệp {name} bị hỏng. Cài đặt lại chương trình.",
    (Area.PROXY, "none"): "không dùng",
    (Area.PROXY, "used"): "{address}",
    (Area.PROXY, "damaged"): "địa chỉ proxy đã đặt trên máy không đọc được. Đặt lại trong cài đặt mạng của máy.",
    (Area.TIME_STAMP, "none"): "không dùng",
    (Area.TIME_STAMP, "stamps"): "{server} cấp dấu thời gian",
    (Area.TIME_STAMP, "refused"): "{server}: từ chối cấp dấu thời gian. Hỏi nơi cung cấp dịch vụ.",
    (Area.TIME_STAMP, "no_answer"): "{server}: không trả lời. Kiểm tra mạng và địa chỉ.",
    (Area.TIME_STAMP, "not_understood"): "{server}: không phải máy chủ dấu thời gian. Kiểm tra địa chỉ.",
    (Area.PRINTER, "default"): "{name} (mặc định)",
    (Area.PRINTER, "ready"): "{name}",
    (Area.PRINTER, "stopped"): "{name} đang dừng. Xem giấy, mực, dây nối, rồi cho máy in chạy lại.",
    (Area.PRINTER, "none"): "chưa có máy in nào. Thêm máy in trong cài đặt của máy, hoặc lưu phiếu thành PDF.",
    (Area.PRINTER, "no_answer"): "hệ thống in không trả lời. Khởi động lại máy rồi kiểm tra lại.",
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
    (
        Area.MODULE,
        "not_loaded",
    ): "{path}: không nạp được vì thiếu thành phần đi kèm. Cài lại trọn bộ của nhà cung cấp.",
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
    (Area.CERTIFICATE, "digest_too_weak"): "{subject}: được cấp bằng SHA-1. Xin nơi cấp chứng thư mới.",
    (Area.CERTIFICATE, "key_too_weak"): "{subject}: khóa quá ngắn. Xin nơi cấp chứng thư mới.",
    (Area.CERTIFICATE, "damaged"): "một chứng thư trong token không đọc được.",
}
NOT_KNOWN = "không kiểm tra được. Kiểm tra lại; nếu vẫn vậy, gửi báo cáo chẩn đoán cho nhà cung cấp."
BUILDS = {"installed": "bản cài đặt", "source": "mã nguồn"}
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
    parser = Arguments("qlts-desktop doctor", allow_abbrev=False)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--server", default="")
    parser.add_argument("--module", type=Path, action="append", default=[])
    parser.add_argument("--time-stamp", metavar="URL", default="")
    parser.add_argument("--report", metavar="FILE", type=Path, help="lưu báo cáo chẩn đoán (ZIP)")
    parser.add_argument("--force", action="store_true", help="ghi đè nếu tệp báo cáo đã có")
    given = parser.parse_args(arguments)
    if given.report is not None and given.report.exists() and not given.force:
        raise MisuseError(f"Tệp {given.report} đã có. Dùng --force để ghi đè.")
    folder = given.data or _usual_folder()
    remembered_server, settings = _remembered(folder)
    server = given.server or remembered_server
    drivers = (*given.module, *([settings.driver] if settings.driver else ()))
    findings = _look(folder, server, drivers, given.time_stamp or settings.time_stamp_server)
    if given.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(_line, findings)))
    if given.report is not None:
        from qlts_desktop.services.diagnostics import diagnostics

        write_file(given.report, diagnostics(findings, folder, server, datetime.now(UTC)), force=given.force)
        say(f"Đã ghi báo cáo chẩn đoán vào {given.report}.")
    return Exit.NOT_VALID if needs_doing(findings) else Exit.VALID


class _Unheard:
    """A clock for which nothing is to be confirmed."""

    def confirm(self, signed: datetime) -> None:
        """Let it be: this command changes nothing."""


def _look(folder: Path, server: str, modules: tuple[Path, ...], time_stamp: str) -> tuple[Finding, ...]:
    wrong: tuple[Finding, ...] = ()
    try:
        api = LicensorApi(server)
    except OperationError as error:
        wrong = (Finding(Area.SERVER, State.FAILED, error.code.value, {"server": _shown_address(server)}),)
        api = LicensorApi("")
    try:
        root = pinned_root()
    except OperationError:
        root = None
    try:
        times = TimeCheck(api, LicenceVerifier(root), _Unheard())
        subject = Subject(
            *(folder, api, times),
            modules=lambda: modules,
            time_stamp=lambda: time_stamp,
            hears_of_updates=pinned_release_key() is not None,
        )
        found = check_machine(subject)
    finally:
        api.close()
    if wrong:
        found = in_order((*(one for one in found if one.area is not Area.SERVER), *wrong))
    return found


def _shown_address(server: str) -> str:
    """An address that was refused, without a name and password that may be the reason."""
    return server.rpartition("@")[2]


def _usual_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("qlts-desktop", appauthor=False))


def _remembered(folder: Path) -> tuple[str, SigningSettings]:
    """The address that was typed last, and what is set for signing; nothing is made where nothing is."""
    from qlts_desktop.services.local_store import LocalStore
    from qlts_desktop.services.sessions import SERVER_SETTING
    from qlts_desktop.services.signing_settings import KeptSigningSettings

    path = folder / "qlts-desktop.sqlite3"
    if not path.is_file():
        return "", SigningSettings()
    store = LocalStore(path)
    try:
        return store.setting(SERVER_SETTING) or "", KeptSigningSettings(store).read()
    except OperationError:
        return "", SigningSettings()
    finally:
        store.close()


def _line(finding: Finding) -> str:
    otherwise = SERVER_FAILED if finding.area is Area.SERVER and finding.details else NOT_KNOWN
    sentence = SENTENCES.get((finding.area, finding.reason), otherwise)
    values = {"reason": finding.reason, **finding.details}
    if "ends" in values:
        values["ends"] = format_day(date.fromisoformat(values["ends"]))
    if "build" in values:
        values["build"] = BUILDS[values["build"]]
    said = sentence.format_map(values)
    return f"{MARKS[finding.state]:<9} {AREAS[finding.area]}: {said}"

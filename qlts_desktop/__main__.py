"""``qlts-desktop``: opens the app, or does one of the command-line tasks.

The command-line tasks need no Qt, and the app needs none of theirs, so each is imported when asked for.
"""

from __future__ import annotations

import gc
import sys

USAGE = """\
qlts-desktop                                  mở chương trình
qlts-desktop FILE.qlts                        mở phiếu đã chuẩn bị để thủ trưởng ký
qlts-desktop check FILE.pdf [--json] [--trust DIR] [--keys FILE]
                                              kiểm tra phiếu đã ký
qlts-desktop check BIENNHAN.jws [--json] [--keys FILE]
                                              kiểm tra biên nhận
qlts-desktop licence FILE [--on YYYY-MM-DD] [--json] [--keys FILE]
                                              kiểm tra tệp giấy phép
qlts-desktop slip FILE.qlts -o PHIEU.pdf [--force] [--keys FILE]
                                              lấy phiếu (PDF) từ phiếu đã chuẩn bị
qlts-desktop doctor [--json] [--server URL] [--data DIR] [--module FILE]... [--time-stamp URL]
                    [--report FILE.zip [--force]]
                                              kiểm tra máy: đồng hồ, thư mục, mạng, máy in, token;
                                              --report lưu báo cáo chẩn đoán cho bộ phận hỗ trợ
Tùy chọn khi mở chương trình:
  --server URL     địa chỉ máy chủ của nhà cung cấp
  --data DIR       thư mục dữ liệu riêng
  --demo FILE      tệp demo.json của bản dùng thử
  --version        phiên bản
"""


def main(argv: list[str] | None = None) -> int:
    """Run the program.

    Args:
        argv: Arguments without the program's name; default: the process's.

    Returns:
        The exit code: of the app, or 0 valid, 1 not valid, 2 misuse, 3 cannot be determined.
    """
    arguments = sys.argv[1:] if argv is None else argv
    match arguments:
        case ["check", *rest]:
            from qlts_desktop.commands import check

            return check.run(rest)
        case ["slip", *rest]:
            from qlts_desktop.commands import slip

            return slip.run(rest)
        case ["licence", *rest]:
            from qlts_desktop.commands import licence

            return licence.run(rest)
        case ["doctor", *rest]:
            from qlts_desktop.commands import doctor

            return doctor.run(rest)
        case ["--token-host", reads, writes, module]:
            from qlts_desktop.services.signing import token_host

            return token_host.run(reads, writes, module)
        case ["--list-printers"]:
            from qlts_desktop.ui import print_queue

            return print_queue.print_queues()
        case ["-h" | "--help", *_]:
            print(USAGE, end="")
            return 0
        case ["--version", *_]:
            from importlib.metadata import version

            print(version("qlts-desktop"))
            return 0
    gc.disable()  # nothing to collect while modules are imported; from the first window on ui/garbage.py does it
    from qlts_desktop import bootstrap

    return bootstrap.run(arguments)


if __name__ == "__main__":
    sys.exit(main())

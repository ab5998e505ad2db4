"""What *Cài đặt* keeps, tries and uses, and what the administrator has locked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from qlts_desktop.core.appearance import USUAL_APPEARANCE, Appearance, Language, Theme
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.machine_settings import (
    NOTHING_SET,
    MachineSettings,
    ProxyMode,
    SettingKey,
    merge,
    parse_ini,
)
from qlts_desktop.services.app_settings import KeptAppSettings, kept_way
from qlts_desktop.services.appearance_file import FILE_NAME, keep_appearance, read_appearance
from qlts_desktop.services.proxy import Proxy, ProxyLogin
from qlts_desktop.services.settings_port import AppSettings, RootCheck
from qlts_desktop.services.signing_port import SigningSettings
from qlts_desktop.services.signing_settings import KeptSigningSettings
from tests.connect_proxy import running_proxy
from tests.factories import make_root
from tests.no_writing import unwritable
from tests.services.conftest import NOW_UTC, Client
from tests.services.http_double import HttpDouble, json_reply

LOGIN = ProxyLogin("kế toán", "mật khẩu")
OTHER_PROXY = "http://proxy.example.vn:8080"


class MemoryProxyKeeper:
    """A keyring for one proxy's login; ``broken`` as a PC without one."""

    def __init__(self) -> None:
        self.held: dict[str, ProxyLogin] = {}
        self.broken = False

    def login(self, address: str) -> ProxyLogin:
        self._look()
        return self.held.get(address, ProxyLogin())

    def keep(self, address: str, login: ProxyLogin) -> None:
        self._look()
        self.held[address] = login

    def _look(self) -> None:
        if self.broken:
            raise OperationError(ErrorCode.KEYRING_UNAVAILABLE)


Make = Callable[..., KeptAppSettings]


@pytest.fixture
def proxies() -> MemoryProxyKeeper:
    return MemoryProxyKeeper()


@pytest.fixture
def make(client: Client, tmp_path: Path, proxies: MemoryProxyKeeper, issuer) -> Iterator[Make]:
    """The settings of a start of the program on the client's store."""
    ways = []

    def settings(machine: MachineSettings = NOTHING_SET, root=issuer.root) -> KeptAppSettings:
        way = kept_way(client.store, machine, proxies)
        ways.append(way)
        return KeptAppSettings(
            tmp_path / "data",
            lambda: tmp_path / "Tài liệu",
            *(client.store, machine, client.sessions, client.api, way, proxies, root),
            pc=lambda: client.pc.now,
        )

    yield settings
    for way in reversed(ways):
        way.restore()


def ini(text: str) -> MachineSettings:
    return merge(parse_ini(text, "qlts.ini"))


def test_what_is_kept_holds_at_once_and_at_the_next_start(make: Make, client: Client, tmp_path: Path) -> None:
    settings = make()
    chosen = AppSettings(
        client.api.url,
        Proxy(ProxyMode.MANUAL, OTHER_PROXY, LOGIN),
        Appearance(Language.ENGLISH, Theme.DARK, 150),
        tmp_path / "Phiếu",
    )
    settings.keep(chosen)
    assert settings.read() == make().read() == chosen
    assert make().folders.files == tmp_path / "Phiếu"
    with client.store.database.reading() as rows:
        assert LOGIN.password not in str(rows.execute("SELECT * FROM setting").fetchall())


def test_without_anything_kept_the_system_decides(make: Make, tmp_path: Path) -> None:
    read = make().read()
    assert (read.proxy, read.appearance, read.files_folder) == (Proxy(), USUAL_APPEARANCE, None)
    assert make().folders.files == tmp_path / "Tài liệu"


@pytest.mark.parametrize(
    ("server", "proxy", "code"),
    [
        ("http://far.example.vn", Proxy(), ErrorCode.PLAIN_HTTP_REFUSED),
        ("máy chủ", Proxy(), ErrorCode.SERVER_ADDRESS_WRONG),
        ("", Proxy(ProxyMode.MANUAL, "a:b@p.vn:1"), ErrorCode.PROXY_ADDRESS_WRONG),
        ("", Proxy(ProxyMode.MANUAL, ""), ErrorCode.PROXY_ADDRESS_WRONG),
    ],
)
def test_what_cannot_be_used_changes_nothing(
    make: Make, client: Client, server: str, proxy: Proxy, code: ErrorCode
) -> None:
    settings = make()
    before = settings.read()
    with pytest.raises(OperationError) as caught:
        settings.keep(AppSettings(server or client.api.url, proxy, Appearance(theme=Theme.DARK)))
    assert caught.value.code is code
    assert settings.read() == make().read() == before


def test_without_a_keyring_the_proxys_password_holds_for_this_run(
    make: Make, client: Client, proxies: MemoryProxyKeeper
) -> None:
    settings = make()
    proxies.broken = True
    with pytest.raises(OperationError) as caught:
        settings.keep(AppSettings(client.api.url, Proxy(ProxyMode.MANUAL, OTHER_PROXY, LOGIN)))
    assert caught.value.code is ErrorCode.KEYRING_UNAVAILABLE
    assert settings.read().proxy.login == LOGIN
    assert make().read().proxy == Proxy(ProxyMode.MANUAL, OTHER_PROXY)


def test_a_proxy_without_a_password_needs_no_keyring(
    make: Make, client: Client, proxies: MemoryProxyKeeper
) -> None:
    settings = make()
    proxies.broken = True
    settings.keep(AppSettings(client.api.url, Proxy(ProxyMode.MANUAL, "proxy.example.vn:8080")))
    assert make().read().proxy == Proxy(ProxyMode.MANUAL, OTHER_PROXY)


def test_where_nothing_can_be_written_it_holds_for_this_run(
    make: Make, client: Client, double: HttpDouble, tmp_path: Path
) -> None:
    other = double.url.replace("127.0.0.1", "localhost")
    double.answers_by(lambda _seen: json_reply({"status": "ok", "version": "1"}))
    settings = make()
    client.store.check()
    client.store.close()
    with unwritable(tmp_path / "data"):
        with pytest.raises(OperationError) as caught:
            settings.keep(AppSettings(other, Proxy(ProxyMode.NONE), Appearance(theme=Theme.DARK)))
        assert caught.value.code is ErrorCode.FOLDER_NOT_WRITABLE
        assert settings.read().server == other
        assert settings.read().proxy == Proxy(ProxyMode.NONE)
        client.store.close()


# --- the administrator --------------------------------------------------------------------------------------


def test_what_the_administrator_sets_holds_until_the_user_chooses(make: Make, client: Client) -> None:
    machine = ini(f"[proxy]\nmode=manual\naddress={OTHER_PROXY}")
    assert make(machine).read().proxy == Proxy(ProxyMode.MANUAL, OTHER_PROXY)
    make(machine).keep(AppSettings(client.api.url, Proxy(ProxyMode.NONE)))
    assert make(machine).read().proxy == Proxy(ProxyMode.NONE)


def test_a_proxys_address_alone_is_meant_to_be_used(make: Make) -> None:
    assert make(ini("[proxy]\naddress=proxy.example.vn:8080")).read().proxy.mode is ProxyMode.MANUAL


def test_what_is_locked_cannot_be_changed(make: Make, client: Client) -> None:
    make().keep(AppSettings(client.api.url, Proxy(ProxyMode.NONE)))
    machine = ini(f"[proxy]\nmode=manual\naddress={OTHER_PROXY}\n[locked]\nkeys=proxy,server")
    settings = make(machine)
    assert settings.read().proxy == Proxy(ProxyMode.MANUAL, OTHER_PROXY)
    settings.keep(AppSettings("https://elsewhere.vn", Proxy(ProxyMode.MANUAL, "other:1", LOGIN)))
    assert settings.read() == AppSettings(client.api.url, Proxy(ProxyMode.MANUAL, OTHER_PROXY, LOGIN))


def test_a_proxy_of_the_administrators_that_cannot_be_read_stops_nothing(make: Make) -> None:
    assert make(ini("[proxy]\nmode=manual\naddress=x")).read().proxy == Proxy()


@pytest.mark.parametrize(
    ("kept", "text", "used"),
    [
        ("", "", ""),
        ("", "[server]\naddress=https://set.vn/", "https://set.vn"),
        ("https://own.vn", "[server]\naddress=https://set.vn", "https://own.vn"),
        ("https://own.vn", "[server]\naddress=https://set.vn\n[locked]\nkeys=server", "https://set.vn"),
        ("", "[server]\naddress=http://plain.vn", ""),
        ("http://plain.vn", "[server]\naddress=https://set.vn", "https://set.vn"),
    ],
)
def test_the_first_server(client: Client, kept: str, text: str, used: str) -> None:
    client.store.set_setting("server_url", kept)
    client.api._url, client.api._transport = "", None
    client.sessions.restore_server(ini(text))
    assert client.sessions.server_url == used


def test_settings_for_signing_come_from_the_administrator_too(client: Client, tmp_path: Path) -> None:
    machine = ini(f"[signing]\ntime_stamp_server=http://tsa.vn\ntrust_folder={tmp_path}")
    signing = KeptSigningSettings(client.store, (), machine)
    assert signing.read() == SigningSettings("http://tsa.vn", tmp_path)
    signing.keep(signing.read())
    later = ini("[signing]\ntime_stamp_server=http://new.vn")
    assert KeptSigningSettings(client.store, (), later).read() == SigningSettings("http://new.vn")
    signing.keep(SigningSettings("", tmp_path))
    assert KeptSigningSettings(client.store, (), later).read().time_stamp_server == ""
    locked = ini("[signing]\ntime_stamp_server=http://new.vn\n[locked]\nkeys=signing,server")
    found = KeptSigningSettings(client.store, (), locked)
    found.keep(SigningSettings("http://mine.vn"))
    assert found.read().time_stamp_server == "http://new.vn"
    assert found.read().locked == {SettingKey.TIME_STAMP_SERVER, SettingKey.TRUST_FOLDER}


# --- trying -------------------------------------------------------------------------------------------------


def test_a_try_tells_version_root_and_clock(make: Make, client: Client, double: HttpDouble, issuer) -> None:
    before = make().read()

    def answers(seen):
        match seen.path.partition("?")[0]:
            case "/api/v1/health":
                return json_reply({"status": "ok", "version": "1.2.3"})
            case "/api/v1/keys":
                root = {"kid": issuer.root.kid, "x": issuer.root.x}
                return json_reply({"root": root, "keys": [], "revocations": ""})
            case _:
                return json_reply({"time": issuer.time(seen.path.partition("nonce=")[2], NOW_UTC)})

    double.answers_by(answers)
    client.pc.now = NOW_UTC + timedelta(minutes=42)
    found = make().try_connection(double.url + "/", Proxy())
    assert (found.server, found.version, found.clock_minutes) == (double.url, "1.2.3", 42)
    assert found.root is RootCheck.AGREES
    client.pc.now = NOW_UTC - timedelta(minutes=7)
    assert make().try_connection(double.url, Proxy()).clock_minutes == -7
    assert make(root=make_root().root_key).try_connection(double.url, Proxy()).root is RootCheck.DIFFERS
    assert make(root=None).try_connection(double.url, Proxy()).root is RootCheck.NOT_PINNED
    assert make().read() == before


def test_a_try_goes_through_the_proxy_that_is_typed(make: Make) -> None:
    with running_proxy(None, "a:b") as proxy:
        with pytest.raises(OperationError) as caught:
            make().try_connection("https://far.example.vn", Proxy(ProxyMode.MANUAL, proxy.address))
        assert caught.value.code is ErrorCode.PROXY_LOGIN_NEEDED
        assert len(proxy.refused) == 1


def test_something_else_than_a_licensor_is_said(make: Make, double: HttpDouble) -> None:
    double.answers_by(lambda _seen: json_reply({"hello": "world"}))
    with pytest.raises(OperationError) as caught:
        make().try_connection(double.url, Proxy())
    assert caught.value.code is ErrorCode.SERVER_ADDRESS_WRONG


# --- appearance ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"vi dark", b"vi dark 101", b"fr dark 100", b"\xff\xfe", b"vi dark x"])
def test_an_appearance_that_cannot_be_used_is_the_usual_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert read_appearance(tmp_path) == USUAL_APPEARANCE


def test_appearance_is_kept_in_a_folder_with_vietnamese_letters(tmp_path: Path) -> None:
    folder = tmp_path / "Nguyễn Thị Ánh" / "dữ liệu"
    chosen = Appearance(Language.ENGLISH, Theme.LIGHT, 200)
    keep_appearance(folder, chosen)
    assert read_appearance(folder) == chosen

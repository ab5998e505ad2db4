"""Who issues tokens: the licensor's list, at hand offline, and nothing in it leads astray."""

from __future__ import annotations

from pathlib import Path

import pytest
from qlts_licensor.token_drivers import KNOWN

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services import token_makers as here
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.machine_port import TokenMaker
from qlts_desktop.services.signing.token_modules import LINUX_NAMES, OPENSC, WINDOWS_NAMES
from qlts_desktop.services.token_makers import BUNDLED, token_makers
from qlts_desktop.services.wire import TokenDriversReply
from tests.services.http_double import Reply, http_double, json_reply

MAKER = {"name": "Nơi  cấp", "page": "https://noicap.example.vn/tai", "modules": ["noicap.so"]}


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "store.sqlite3")


@pytest.fixture(autouse=True)
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(here, "found_modules", lambda: ())


def served(store: LocalStore, *makers: dict[str, object]) -> tuple[TokenMaker, ...]:
    with http_double() as licensor:
        licensor.answers_by(lambda _seen: json_reply({"makers": list(makers)}))
        api = LicensorApi(licensor.url)
        try:
            return token_makers(api, store)
        finally:
            api.close()


def offline(store: LocalStore) -> tuple[TokenMaker, ...]:
    return token_makers(LicensorApi(""), store)


def test_the_licensors_list_counts_and_is_kept_for_offline(store: LocalStore) -> None:
    listed = (TokenMaker("Nơi cấp", "https://noicap.example.vn/tai", ("noicap.so",)),)
    assert served(store, MAKER) == listed
    assert offline(store) == listed


def test_offline_from_the_beginning_the_list_of_the_build_is_there(store: LocalStore) -> None:
    assert offline(store) == BUNDLED


@pytest.mark.parametrize(
    "page",
    ["http://x.vn", "file:///etc/passwd", "javascript:alert(1)", "https://", "https://u:p@x.vn", "https://[", "",
     "https://x.vn/" + "a" * 300],
)  # fmt: skip
def test_a_page_that_is_no_plain_https_address_is_left_out(page: str, store: LocalStore) -> None:
    assert [one.name for one in served(store, {**MAKER, "page": page}, MAKER)] == ["Nơi cấp"]
    assert served(store, {**MAKER, "page": page}) == BUNDLED


def test_a_list_without_end_is_cut(store: LocalStore) -> None:
    (*makers,) = served(store, *({**MAKER, "name": "x" * 9_000, "modules": ["y" * 900] * 90} for _ in range(99)))
    assert len(makers) == 50
    assert len(makers[0].name) == len(makers[0].modules[0]) == 200


def test_what_is_no_list_leaves_the_one_at_hand(store: LocalStore) -> None:
    with http_double() as licensor:
        licensor.answers(Reply(200, b"[]"))
        assert token_makers(LicensorApi(licensor.url), store) == BUNDLED
    store.set_setting("token_drivers", "{")
    assert offline(store) == BUNDLED


def test_a_store_that_cannot_be_used_takes_nothing_away() -> None:
    class Broken:
        def setting(self, name: str) -> str | None:
            raise OperationError(ErrorCode.UNEXPECTED)

        def set_setting(self, name: str, value: str) -> None:
            raise OperationError(ErrorCode.UNEXPECTED)

    class Api:
        def token_drivers(self) -> TokenDriversReply:
            return TokenDriversReply(makers=[])

    assert token_makers(LicensorApi(""), Broken()) == BUNDLED
    assert token_makers(Api(), Broken()) == BUNDLED


def test_what_is_installed_is_told(store: LocalStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(here, "found_modules", lambda: (Path("/usr/lib/FPTCA_V4.so"),))
    assert {one.name: one.installed for one in offline(store) if one.installed} == {
        "FPT-CA": ("/usr/lib/FPTCA_V4.so",)
    }


def test_both_programs_begin_with_the_same_list() -> None:
    assert [(one.name, one.page, one.modules) for one in BUNDLED] == [
        (one.name, one.page, one.modules) for one in KNOWN
    ]


def test_every_listed_module_is_one_that_is_looked_for() -> None:
    looked_for = {*WINDOWS_NAMES, *LINUX_NAMES, OPENSC, "opensc-pkcs11.dll"}
    assert {name for maker in BUNDLED for name in maker.modules} <= looked_for

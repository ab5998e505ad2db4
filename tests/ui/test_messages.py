"""Every symbol that crosses the layers has its text, in the user's language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Access, Action, ComingPolicy, DataState, Stage
from qlts_desktop.core.renewal import HeadAuthority, PaymentMethod, Problem, ProblemCode
from qlts_desktop.core.typed_days import parse_day
from qlts_desktop.services.registration_port import SendStage
from qlts_desktop.services.signing_port import CheckOutcome, IdentityProblem, PreflightRow
from qlts_desktop.ui.messages import errors, form, licence, notices, signing, states
from qlts_desktop.ui.messages.news import offline_text, refreshed_news
from qlts_desktop.ui.messages.notices import NoticeTarget, stage_notice
from qlts_desktop.ui.shell.tasks import Obstacle, obstacle_to_registering
from qlts_desktop.ui.widgets.banner import BannerKind
from tests.ui.doubles.gatehouse import DAY, TODAY, held, licence_for

VIETNAMESE_ONLY = set("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")


@pytest.fixture(autouse=True)
def _language(qapp):
    """Texts are looked up in the application's language."""


def is_vietnamese(text: str) -> bool:
    return bool(VIETNAMESE_ONLY & set(text.lower()))


@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_error_says_what_happened_and_what_to_do(code):
    said = errors.error_text(OperationError(code))
    assert is_vietnamese(said.title)
    assert "{" not in said.title + said.text + said.next_step
    assert said.next_step or code is ErrorCode.CANCELLED


@pytest.mark.parametrize(
    ("code", "details", "words"),
    [
        (ErrorCode.ACCOUNT_LOCKED, {"minutes": "14"}, "14 phút"),
        (ErrorCode.ORDER_OPEN, {"order_no": "260001234"}, "Đơn 260001234"),
        (ErrorCode.SLIP_REJECTED, {"reason": "integrity"}, "đã bị thay đổi sau khi ký"),
        (ErrorCode.SLIP_REJECTED, {"reason": "from_a_newer_licensor"}, "thấy phiếu có lỗi"),
        (ErrorCode.FOLDER_NOT_WRITABLE, {"path": "/mnt/usb"}, "/mnt/usb"),
    ],
)
def test_an_error_names_its_values(code, details, words):
    said = errors.error_text(OperationError(code, details=details))
    assert words in f"{said.title} {said.text}"


def test_each_error_has_its_own_title():
    titles = [errors.error_text(OperationError(code)).title for code in ErrorCode]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("members", "text"),
    [
        (Stage, licence.stage_text),
        (Action, licence.action_text),
        (DataState, licence.data_state_text),
        (Access, licence.access_text),
        (HeadAuthority, form.authority_text),
        (PaymentMethod, form.payment_method_text),
        (ProblemCode, lambda code: form.problem_text(Problem("/unit/name", code))),
        (IdentityProblem, signing.identity_problem_text),
        (PreflightRow, signing.preflight_row_text),
        (CheckOutcome, signing.outcome_text),
        (SendStage, signing.stage_name),
        (SendStage, signing.stage_under_way_text),
    ],
)
def test_every_member_has_its_text(members, text):
    for member in members:
        assert is_vietnamese(text(member)), member


def test_stages_and_actions_are_told_apart():
    for members, text in ((Stage, licence.stage_text), (Action, licence.action_text)):
        said = [text(member) for member in members]
        assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        (states.order_state_text, "draft sent in_review accepted rejected cancelled replaced closed"),
        (
            states.payment_state_text,
            "awaiting proof_in_review extension_in_review short proof_rejected paid commitment_lapsed",
        ),
        (states.resource_state_text, "none in_review provisional official cut rejected"),
        (states.paper_state_text, "not_needed awaited received returned"),
        (states.invoice_state_text, "none issued"),
        (
            states.event_text,
            "draft_opened submitted_signed submitted_stamped accepted provisional_granted proof_sent "
            "proof_rejected proof_short extension_asked extension_accepted extension_rejected paid "
            "official_granted lapsed cut cancelled replaced closed paper_received paper_returned invoice_issued",
        ),
    ],
)
def test_every_state_of_the_contract_has_its_text(text, symbols):
    unknown = text("from_a_newer_licensor").text
    for symbol in symbols.split():
        said = text(symbol).text
        assert is_vietnamese(said), symbol
        assert said != unknown, symbol


# --- timetable ----------------------------------------------------------------------------------------------


def test_the_timetable_shows_today_and_all_that_is_to_come():
    lines = licence.timetable_rows(licence_for(Stage.EXPIRING), TODAY)
    assert [(line.day, line.title) for line in lines] == [
        ("22/11/2026", "Đến kỳ gia hạn"),
        ("06/01/2027", "Ngày cuối của thuê bao"),
        ("07/01/2027", "Không đăng nhập được"),
        ("05/02/2027", "Quá hạn 30 ngày"),
        ("07/03/2027", "Cắt thuê bao; dữ liệu có thể bị xóa"),
    ]


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.UNKNOWN])
def test_every_line_has_words_without_braces_and_days_rise(stage):
    lines = licence.timetable_rows(licence_for(stage), TODAY)
    days = [parse_day(line.day) for line in lines]
    assert days[0] == TODAY
    assert days == sorted(set(days))
    assert [line.above_day for line in lines] == ["Hôm nay"] + [""] * (len(lines) - 1)
    for line in lines:
        assert is_vietnamese(line.title)
        assert "{" not in line.title + line.detail


def test_a_day_before_the_first_entry_takes_the_first():
    early = licence_for(Stage.RENEWED)
    lines = licence.timetable_rows(early, early.timetable[0].from_day - timedelta(days=3))
    assert lines[0].title == "Đã gia hạn"
    assert len([line for line in lines if line.title == "Đã gia hạn"]) == 1


# --- what stands in the way -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "can_renew", "obstacle", "words"),
    [
        (Stage.EXPIRING, True, None, ""),
        (Stage.CUT_OFF, True, None, ""),
        (Stage.EXPIRING, False, Obstacle.ROLE, "Trần Thu Hà (0912 345 678)"),
        (Stage.COMMITTED, True, Obstacle.ORDER_OPEN, "Đơn 260001234 còn đang mở"),
        (Stage.COMMITMENT_LAPSED, True, Obstacle.ORDER_OPEN, "Hãy xem đơn đó"),
    ],
)
def test_what_is_not_offered_says_why(stage, can_renew, obstacle, words):
    found = licence_for(stage)
    assert obstacle_to_registering(found, TODAY, can_renew=can_renew) is obstacle
    if obstacle is not None:
        assert words in notices.obstacle_text(obstacle, found)


def test_every_obstacle_has_its_words():
    said = {notices.obstacle_text(obstacle, licence_for(Stage.COMMITTED)) for obstacle in Obstacle}
    assert len(said) == len(Obstacle)
    assert all(is_vietnamese(text) for text in said)


def test_announced_rules_are_named_with_their_day():
    announced = replace(
        licence_for(Stage.ACTIVE), coming_policies=(ComingPolicy("2027.1", TODAY + 40 * DAY, "Rút ngắn"),)
    )
    assert notices.coming_policy_texts(announced) == (
        "Từ ngày 01/01/2027 nhà cung cấp áp dụng quy định mới (2027.1): Rút ngắn",
    )


# --- notices ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_before_the_end", "words"),
    [
        (45, "còn <b>45 ngày</b>, hết hạn vào cuối ngày <b>06/01/2027</b>"),
        (1, "còn <b>1 ngày</b>, hết hạn vào cuối ngày <b>06/01/2027</b>"),
        (0, "hết hạn <b>vào cuối ngày hôm nay</b>"),
    ],
)
def test_the_yellow_banner_counts_the_days(days_before_the_end, words):
    ending = licence_for(Stage.EXPIRING)
    notice = stage_notice(ending, ending.access_until - days_before_the_end * DAY, can_renew=True)
    assert notice.kind is BannerKind.WARNING
    assert words in notice.text
    assert '<a href="#">Tại đây</a>' in notice.text
    assert notice.target is NoticeTarget.REGISTER


def test_who_cannot_renew_gets_one_quiet_line_with_whom_to_ask():
    notice = stage_notice(licence_for(Stage.EXPIRING), TODAY, can_renew=False)
    assert notice.kind is BannerKind.INFO
    assert "Trần Thu Hà (0912 345 678)" in notice.text
    assert notice.target is NoticeTarget.NOWHERE


@pytest.mark.parametrize(
    ("stage", "kind", "words"),
    [
        (Stage.COMMITTED, BannerKind.INFO, "Đang dùng tài nguyên tạm đến hết <b>31/01/2027</b>"),
        (Stage.COMMITMENT_DUE, BannerKind.WARNING, "Đơn 260001234: còn <b>9 ngày</b>"),
        (Stage.PAYMENT_IN_REVIEW, BannerKind.INFO, "vẫn sử dụng bình thường"),
        (Stage.RENEWED, BannerKind.SUCCESS, "Gia hạn thành công"),
    ],
)
def test_each_stage_has_its_notice(stage, kind, words):
    notice = stage_notice(licence_for(stage), TODAY, can_renew=True)
    assert notice.kind is kind
    assert words in notice.text


def test_the_payment_day_itself_is_called_today():
    due = licence_for(Stage.COMMITMENT_DUE)
    notice = stage_notice(due, due.order.due_on, can_renew=True)
    assert "hôm nay là hạn cam kết thanh toán lần 1" in notice.text


def test_a_licence_in_order_needs_no_notice():
    assert stage_notice(licence_for(Stage.ACTIVE), TODAY, can_renew=True) is None


def test_a_licence_past_its_refresh_day_asks_to_connect_and_not_before():
    one = held(Stage.ACTIVE)
    error = OperationError(ErrorCode.NO_NETWORK)
    assert "kết nối mạng" not in offline_text(one, TODAY + 30 * DAY, error)
    assert "kết nối mạng" in offline_text(one, TODAY + 31 * DAY, error)


def test_a_refresh_says_what_it_brought():
    assert refreshed_news(held(Stage.ACTIVE), changed=True) == "Đã cập nhật tài nguyên."
    assert "0900 000 000" in refreshed_news(held(Stage.ACTIVE), changed=False)

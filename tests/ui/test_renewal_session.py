"""The renewal session: what is typed is kept, sent in order, priced and never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qlts_desktop.core.draft_comparison import DraftDifference
from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.core.offer_changes import OfferChange
from qlts_desktop.core.renewal import Offer, ProblemCode
from qlts_desktop.ui.messages.form import problem_text
from qlts_desktop.ui.renewal.draft_saving import KEEP_AFTER_MS
from qlts_desktop.ui.renewal.draft_status import DraftState
from qlts_desktop.ui.renewal.session import RenewalSession
from tests.ui.doubles.renewal import KEPT_AT, TODAY, RenewalDesk, make_offer, simple_checks
from tests.ui.doubles.step_runner import StepRunner


@pytest.fixture
def desk() -> RenewalDesk:
    return RenewalDesk()


@pytest.fixture
def runner(qapp) -> StepRunner:
    return StepRunner()


@pytest.fixture
def session(desk, runner) -> RenewalSession:
    session = RenewalSession(desk, runner, simple_checks(), lambda: TODAY)
    session.open()
    runner.run_all()
    return session


def flushed(session: RenewalSession, runner: StepRunner) -> list[OperationError | None]:
    outcomes: list[OperationError | None] = []
    session.flush(outcomes.append)
    runner.run_all()
    return outcomes


def test_opening_gives_the_draft_and_its_offer(session):
    assert session.form.unit.head_name == "Lê Quang Minh"
    assert session.offer == make_offer()
    assert session.can_continue


def test_before_opening_there_is_nothing_to_read(desk, runner):
    session = RenewalSession(desk, runner, simple_checks(), lambda: TODAY)
    assert session.draft is None
    assert session.problems == ()
    with pytest.raises(RuntimeError):
        _ = session.offer


def test_a_change_is_kept_on_this_machine_well_within_300_ms(session, desk, runner, qtbot):
    session.set_value("unit", "address", "Số 1 phố Mới")
    qtbot.waitUntil(lambda: bool(runner.waiting), timeout=5_000)
    runner.run_all()
    assert desk.kept[-1].unit.address == "Số 1 phố Mới"
    assert session.status.state is DraftState.KEPT
    assert session.status.at == KEPT_AT
    assert KEEP_AFTER_MS <= 200


def test_steady_typing_does_not_put_the_keeping_off(session, desk, runner, qtbot):
    typed = ""
    for letter in "Số 99 đường rất dài":
        typed += letter
        session.set_value("unit", "address", typed)
        qtbot.wait(20)
        runner.run_all()
    assert len([call for call in desk.calls if call == "keep_locally"]) >= 2


def test_flushing_stores_here_first_and_then_at_the_licensor(session, desk, runner):
    session.set_value("unit", "address", "Số 1 phố Mới")
    assert flushed(session, runner) == [None]
    assert desk.calls[-2:] == ["keep_locally", "save_form"]
    assert desk.stored.unit.address == "Số 1 phố Mới"
    assert session.draft.version == desk.version == 2
    assert session.status.state is DraftState.SAVED


def test_flushing_without_a_change_sends_nothing(session, desk, runner):
    assert flushed(session, runner) == [None]
    assert desk.calls == ["open_draft"]


def test_one_save_is_in_flight_and_the_newest_wins(session, desk, runner):
    session.set_value("unit", "address", "một")
    session.flush(lambda _error: None)
    session.set_value("unit", "address", "hai")
    session.set_value("unit", "address", "ba")
    outcomes = flushed(session, runner)
    assert outcomes == [None]
    assert desk.stored.unit.address == "ba"
    assert desk.calls.count("save_form") == 2
    assert desk.kept[-1].unit.address == "ba"


def test_without_a_network_the_draft_stays_here_and_says_so(session, desk, runner):
    desk.fail("save_form", ErrorCode.NO_NETWORK)
    session.set_value("unit", "address", "Số 1 phố Mới")
    (error,) = flushed(session, runner)
    assert error is not None
    assert error.code is ErrorCode.NO_NETWORK
    assert session.status.state is DraftState.LOCAL_ONLY
    assert session.status.at == KEPT_AT
    desk.fails.clear()
    assert flushed(session, runner) == [None]
    assert desk.stored.unit.address == "Số 1 phố Mới"
    assert session.status.state is DraftState.SAVED


def test_a_draft_that_cannot_be_kept_is_never_called_saved(session, desk, runner, qtbot):
    desk.fail("keep_locally", ErrorCode.DISK_FULL)
    failures: list[OperationError] = []
    session.saveFailed.connect(failures.append)
    session.set_value("unit", "address", "Số 1 phố Mới")
    assert flushed(session, runner) == [None]
    assert failures[0].code is ErrorCode.DISK_FULL
    assert session.status.state is DraftState.NOT_KEPT
    assert desk.stored.unit.address == "Số 1 phố Mới"


def saved_elsewhere(desk: RenewalDesk, **unit: str) -> None:
    desk.stored = replace(desk.stored, unit=replace(desk.stored.unit, **unit))
    desk.version += 5


def compared(session: RenewalSession) -> list[tuple[DraftDifference, ...]]:
    seen: list[tuple[DraftDifference, ...]] = []
    session.compared.connect(seen.append)
    return seen


def test_a_conflict_saves_nothing_until_somebody_has_decided(session, desk, runner):
    shown = compared(session)
    saved_elsewhere(desk, contact_name="Người Khác", phone="0999 999 999")
    theirs = desk.stored
    session.set_value("unit", "address", "Số 1 phố Mới")
    session.set_value("unit", "phone", "0912 345 679")
    (error,) = flushed(session, runner)
    assert error is not None
    assert error.code is ErrorCode.DRAFT_CONFLICT
    session.join_other()
    runner.run_all()
    (differences,) = shown
    assert [one.field for one in differences] == ["/unit/address", "/unit/contact_name", "/unit/phone"]
    assert [one.collides for one in differences] == [False, False, True]
    assert session.status.state is DraftState.CONFLICT
    (error,) = flushed(session, runner)
    assert error is not None
    assert desk.stored == theirs
    assert desk.kept[-1].unit.address == "Số 1 phố Mới"


@pytest.mark.parametrize(
    ("theirs", "phone", "contact"),
    [
        (frozenset(), "0912 345 679", "Trần Thu Hà"),
        (frozenset({"/unit/contact_name"}), "0912 345 679", "Người Khác"),
        (frozenset({"/unit/contact_name", "/unit/phone"}), "0999 999 999", "Người Khác"),
    ],
)
def test_what_was_decided_is_saved(session, desk, runner, theirs, phone, contact):
    shown = compared(session)
    saved_elsewhere(desk, contact_name="Người Khác", phone="0999 999 999")
    session.set_value("unit", "phone", "0912 345 679")
    flushed(session, runner)
    session.join_other()
    runner.run_all()
    session.decide(shown[0], theirs)
    assert flushed(session, runner) == [None]
    assert (desk.stored.unit.phone, desk.stored.unit.contact_name) == (phone, contact)
    assert session.status.state is DraftState.SAVED


def test_another_version_that_nobody_else_changed_is_no_question(session, desk, runner):
    """The licensor has another version, for example because an answer was lost; only this machine has typed."""
    shown = compared(session)
    saved_elsewhere(desk)
    session.set_value("unit", "address", "Số 1 phố Mới")
    (error,) = flushed(session, runner)
    assert error is not None
    session.join_other()
    runner.run_all()
    assert shown == []
    assert flushed(session, runner) == [None]
    assert desk.stored.unit.address == "Số 1 phố Mới"
    assert session.status.state is DraftState.SAVED


def test_another_version_with_nothing_different_is_no_question(session, desk, runner):
    shown = compared(session)
    desk.version = 9
    session.set_value("unit", "address", "Số 1 phố Mới")
    flushed(session, runner)
    desk.stored = replace(desk.stored, unit=replace(desk.stored.unit, address="Số 1 phố Mới"))
    session.join_other()
    runner.run_all()
    assert shown == []
    assert flushed(session, runner) == [None]


def test_a_new_price_does_not_write_over_what_a_colleague_has_saved(session, desk, runner):
    shown = compared(session)
    session.set_value("unit", "address", "Số 1 phố Mới")
    saved_elsewhere(desk, address="Số 2 phố Khác")
    session.set_value("order", "years", 2)
    (error,) = flushed(session, runner)
    assert error is not None
    assert len(shown) == 1
    assert desk.stored.unit.address == "Số 2 phố Khác"
    session.decide(shown[0], frozenset({"/unit/address"}))
    assert flushed(session, runner) == [None]
    assert session.form.unit.address == "Số 2 phố Khác"


def test_a_draft_changed_on_both_sides_while_the_program_was_closed_is_compared_at_once(desk, runner):
    desk.kept.append(replace(desk.stored, unit=replace(desk.stored.unit, phone="0912 345 679")))
    saved_elsewhere(desk, phone="0999 999 999")
    session = RenewalSession(desk, runner, simple_checks(), lambda: TODAY)
    shown = compared(session)
    session.open()
    runner.run_all()
    assert [one.field for one in shown[0]] == ["/unit/phone"]
    assert "save_form" not in desk.calls


def test_a_draft_that_is_gone_goes_on_as_a_new_one_with_all_that_was_typed(session, desk, runner):
    news: list[str] = []
    session.replaced.connect(news.append)
    typed = "Số 1 phố Mới"
    session.set_value("unit", "address", typed)
    desk.fail("save_form", ErrorCode.NOT_FOUND)
    desk.kept.clear()
    desk.offer = replace(make_offer(), order_no="260009999")
    session.flush(lambda _error: desk.fails.clear())
    runner.run_all()
    assert news == ["260009999"]
    assert session.form.unit.address == typed
    assert session.draft.no == "260009999"
    assert flushed(session, runner) == [None]
    assert desk.stored.unit.address == typed


def test_a_draft_that_is_gone_because_it_was_sent_says_so(session, desk, runner):
    failures: list[OperationError] = []
    session.saveFailed.connect(failures.append)
    session.set_value("unit", "address", "Số 1 phố Mới")
    desk.fail("save_form", ErrorCode.NOT_FOUND)
    desk.fail("open_draft", ErrorCode.ORDER_OPEN, details={"order_no": "260001234"})
    flushed(session, runner)
    assert [error.code for error in failures] == [ErrorCode.ORDER_OPEN]
    assert desk.kept[-1].unit.address == "Số 1 phố Mới"


@pytest.mark.parametrize(("call", "field"), [("save_form", "address"), ("open_draft", "years")])
def test_after_a_new_login_it_goes_on(session, desk, runner, qtbot, call, field):
    desk.fail(call, ErrorCode.SESSION_EXPIRED)
    with qtbot.waitSignal(session.loginNeeded):
        session.set_value(*(("unit", "address", "Số 1 phố Mới") if field == "address" else ("order", "years", 2)))
        flushed(session, runner)
    desk.fails.clear()
    session.retry()
    runner.run_all()
    assert flushed(session, runner) == [None]
    assert desk.stored == session.form
    assert session.price_is_current


@pytest.mark.parametrize("code", [ErrorCode.ROLE_NOT_ALLOWED, ErrorCode.SESSION_EXPIRED])
def test_what_only_the_user_can_cure_is_not_tried_again_by_itself(session, desk, runner, code):
    desk.fail("save_form", code)
    session.set_value("unit", "address", "Số 1 phố Mới")
    flushed(session, runner)
    assert session.status.state is DraftState.LOCAL_ONLY
    assert not session._saving._retry_timer.isActive()
    assert desk.kept[-1].unit.address == "Số 1 phố Mới"


def test_what_is_typed_while_a_price_is_asked_for_stays(session, desk, runner):
    session.set_value("order", "years", 2)
    session.flush(lambda _error: None)
    runner.step()  # kept here; the price request is on its way
    session.set_value("unit", "address", "gõ trong lúc chờ giá")
    runner.run_all()
    assert session.form.unit.address == "gõ trong lúc chờ giá"
    assert session.offer.years == 2


def test_the_price_is_the_licensors(session, desk, runner):
    session.set_value("order", "years", 3)
    session.set_value("order", "extra_users", 4)
    assert not session.price_is_current
    assert flushed(session, runner) == [None]
    assert session.offer == make_offer(3, 4)
    assert session.price_is_current
    assert desk.stored.order.years == 3


def dearer(years: int, extra_users: int) -> Offer:
    """The price has gone up by 10 %."""
    offer = make_offer(years, extra_users)
    lines = tuple(
        replace(line, unit_price=line.unit_price * 11 // 10, amount=line.amount * 11 // 10) for line in offer.lines
    )
    return replace(offer, lines=lines, total=sum(line.amount for line in lines))


@pytest.mark.parametrize("years", [1, 2])
@pytest.mark.parametrize("is_saved", [True, False])
def test_a_dearer_offer_takes_the_consent_back_and_says_so(desk, runner, years, is_saved):
    if not is_saved:
        desk.stored = replace(desk.stored, payment=replace(desk.stored.payment, consent=False))
    session = RenewalSession(desk, runner, simple_checks(), lambda: TODAY)
    told: list[tuple[OfferChange, ...]] = []
    session.consentUndone.connect(told.append)
    session.open()
    runner.run_all()
    session.set_value("payment", "consent", True)
    desk.offer_for = dearer
    session.set_value("order", "years", years)
    session.join_other()
    flushed(session, runner)
    assert session.form.payment.consent is False
    assert len(told) == 1
    assert [one.after for one in told[0]] == [3_850_000]
    assert not session.can_continue


def test_what_the_user_orders_himself_keeps_the_consent(session, desk, runner):
    session.set_value("order", "years", 3)
    flushed(session, runner)
    assert session.form.payment.consent is True


def test_a_price_that_does_not_come_leaves_the_offer_and_says_so(session, desk, runner):
    failures: list[OperationError] = []
    session.pricingFailed.connect(failures.append)
    desk.fail("open_draft", ErrorCode.TIMEOUT)
    session.set_value("order", "years", 3)
    (error,) = flushed(session, runner)
    assert error is not None
    assert failures[0].code is ErrorCode.TIMEOUT
    assert session.offer == make_offer()
    assert session.form.order.years == 3


def test_the_invoice_follows_while_ticked_and_gets_back_what_was_typed(session):
    session.set_value("invoice", "copy_from_licence", False)
    session.set_value("invoice", "name", "Phòng Giáo dục")
    session.set_value("invoice", "address", "Địa chỉ riêng")
    session.set_value("invoice", "copy_from_licence", True)
    assert session.form.invoice.name == session.form.unit.name
    session.set_value("unit", "address", "Số 1 phố Mới")
    assert session.form.invoice.address == "Số 1 phố Mới"
    session.set_value("invoice", "copy_from_licence", False)
    assert session.form.invoice.name == "Phòng Giáo dục"
    assert session.form.invoice.address == "Địa chỉ riêng"


def test_unticked_for_the_first_time_the_copied_values_stay_to_be_edited(session):
    session.set_value("invoice", "copy_from_licence", False)
    assert session.form.invoice.name == session.form.unit.name


def test_a_mirrored_field_does_not_repeat_section_1s_problem(session):
    session.set_value("unit", "address", "")
    assert [one.field for one in session.problems] == ["/unit/address"]
    session.set_value("invoice", "copy_from_licence", False)
    assert [one.field for one in session.problems] == ["/unit/address", "/invoice/address"]


def test_a_day_that_is_none_is_one_problem_and_keeps_its_text(session):
    session.set_unreadable("/payment/due_on", "31/02/2027")
    (problem,) = session.problems
    assert (problem.field, problem.code) == ("/payment/due_on", ProblemCode.BAD_VALUE)
    assert dict(problem.details)["text"] == "31/02/2027"
    session.set_value("payment", "due_on", date(2027, 1, 31))
    assert session.problems == ()


def test_the_licensors_field_problems_land_on_their_fields_until_changed(session):
    session.apply_field_errors(
        (FieldError("/unit/tax_code", "required"), FieldError("/unit/phone", "of_tomorrow", "Số lạ"))
    )
    found = {one.field: one.code for one in session.problems}
    assert found == {"/unit/tax_code": ProblemCode.REQUIRED, "/unit/phone": ProblemCode.BAD_VALUE}
    assert not session.can_continue
    session.set_value("unit", "tax_code", "0200731649-001")
    session.set_value("unit", "phone", "0912 345 679")
    assert session.can_continue


@pytest.mark.parametrize("code", [code for code in ProblemCode if code is not ProblemCode.INVOICE_DAY_FINAL])
def test_whatever_the_licensor_finds_makes_a_whole_sentence(session, code):
    session.apply_field_errors((FieldError("/payment/due_on", str(code)),))
    (problem,) = session.problems
    sentence = problem_text(problem)
    assert sentence
    assert "{" not in sentence
    assert not sentence.rstrip(".").endswith((" ", ":", "now", "hiện có", "ngày"))


def test_the_slip_is_of_the_newest_form(session, desk, runner):
    session.make_slip()
    session.set_value("unit", "address", "Số 1 phố Mới")
    session.make_slip()
    runner.run_all()
    assert session.slip_bytes is not None
    assert "Số 1 phố Mới" in session.slip_bytes.decode()
    session.set_value("unit", "address", "Số 2 phố Mới")
    assert session.slip_bytes is None


def test_a_slip_finished_after_the_form_has_changed_is_none(session, runner):
    session.make_slip()
    session.set_value("unit", "address", "Số 1 phố Mới")
    runner.run_all()
    assert session.slip_bytes is None


def test_while_held_nothing_is_sent_unasked_and_a_sent_draft_never(session, desk, runner):
    session.hold_saving(True)
    session.set_value("unit", "address", "Số 1 phố Mới")
    session.finish()
    session.flush(lambda _error: None)
    runner.run_all()
    assert "save_form" not in desk.calls


def test_closing_keeps_the_last_keystrokes(session, desk, runner):
    session.set_value("unit", "address", "Số 1 phố Mới")
    session.leave()
    runner.run_all()
    assert desk.kept[-1].unit.address == "Số 1 phố Mới"


def test_closing_while_a_keeping_is_under_way_keeps_the_newest(session, desk, runner):
    session.set_value("unit", "address", "một")
    session.flush(lambda _error: None)
    session.set_value("unit", "address", "hai")
    session.leave()
    keepings = [job for job, _reports in runner.waiting if job.task.__qualname__.startswith("OrderedWrites")]
    assert len(keepings) == 2
    for job in reversed(keepings):
        job.task()
    assert [form.unit.address for form in desk.kept] == ["hai"]

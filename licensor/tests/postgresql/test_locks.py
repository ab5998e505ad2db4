"""Two people, or two processes, at one thing at once: the database decides, and each is told what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from qlts_licensor.api.problems import Problem
from qlts_licensor.audit.chain import verify
from qlts_licensor.licences.models import Subscription
from qlts_licensor.registrations.idempotency import check_idle, working_on
from qlts_licensor.registrations.models import Event, PaymentProof, Receipt, Registration
from qlts_licensor.registrations.states import OrderState, PaymentState, ProofState
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.table import Name, NotAllowed
from qlts_licensor.units import sessions
from qlts_licensor.units.models import RefreshToken, Unit, User

from licensor.tests.paying import Paying
from licensor.tests.scenarios import PASSWORD, Caller

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do them in threads that begin together; what each returned or raised."""
    ready = Barrier(len(works))

    def one(work: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            ready.wait(30)
            return work()
        except (NotAllowed, Problem) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


@pytest.fixture
def second(paying: Paying) -> User:
    """Another of the staff."""
    return User.objects.create_superuser("thu-hai", password=PASSWORD)


def decide(paying: Paying, staff: User, name: Name, **wanted: Any) -> bool:
    return desk.perform(paying.unit, staff, desk.Wanted(name, "Đã xem", order_no=paying.no, **wanted))


def test_two_staff_decide_on_one_proof_at_once(paying: Paying, second: User) -> None:
    for attempt in range(3):
        assert paying.prove().status_code == 201
        number = attempt + 1
        told = at_once(
            lambda n=number: decide(paying, paying.staff, Name.PROOF_REJECTED, proof=n),
            lambda n=number: decide(paying, second, Name.PROOF_SHORT, proof=n, remaining=1_000),
        )
        assert sorted(type(one).__name__ for one in told) == ["NotAllowed", "bool"]
        proof = PaymentProof.objects.get(registration__no=paying.no, number=number)
        assert proof.state in {ProofState.REJECTED, ProofState.SHORT}
        assert proof.decided_by in {paying.staff.get_username(), "thu-hai"}
    decided = Event.objects.filter(code__in=("proof_rejected", "proof_short"))
    assert decided.count() == 3
    assert verify().fault == ""


def test_staff_and_unit_at_once_leave_one_truth(paying: Paying) -> None:
    """The money is counted while the unit takes its order back: one of the two, never both."""
    key = str(uuid.uuid4())
    told = at_once(
        lambda: decide(paying, paying.staff, Name.PAID),
        lambda: (
            paying.caller.call(
                "POST", f"/registrations/{paying.no}/cancellation", {"reason": "Nhầm"}, Idempotency_Key=key
            ).status_code
        ),
    )
    order, subscription = paying.order, Subscription.objects.get(unit=paying.unit)
    if order.order_state == OrderState.CANCELLED:
        assert isinstance(told[0], NotAllowed)
        assert told[1] in {200, 201}
        assert subscription.term_end < order.term_to
    else:
        assert told == [True, 409]
        assert order.payment_state == PaymentState.PAID
        assert subscription.term_end == order.term_to
    assert verify().fault == ""


def test_one_proof_sent_and_decided_by_many_is_in_the_log_once(paying: Paying, second: User) -> None:
    key = str(uuid.uuid4())
    answers = at_once(*[lambda: paying.prove(key=key).status_code for _ in range(4)])
    assert 201 in answers
    assert set(answers) <= {201, 409}
    assert PaymentProof.objects.count() == 1
    assert Receipt.objects.filter(registration__no=paying.no).count() == 2  # the submission's, and this one


def test_who_asks_about_a_key_that_another_process_works_on_is_told_to_wait(unit: Unit) -> None:
    user, key = unit.users.get(role="data_admin"), str(uuid.uuid4())

    def elsewhere() -> list[Any]:
        return at_once(lambda: check_idle(user, key), lambda: working_on(user, key).__enter__())

    with working_on(user, key):
        assert [getattr(one, "code", one) for one in elsewhere()] == ["in_progress", "in_progress"]
        assert at_once(lambda: check_idle(user, str(uuid.uuid4()))) == [None]
    assert at_once(lambda: check_idle(user, key)) == [None]


def test_a_session_that_ends_while_it_is_renewed_is_over(accountant: Caller) -> None:
    for _ in range(5):
        tokens = accountant.log_in().json()
        chain = RefreshToken.objects.order_by("-id").first().chain
        at_once(lambda t=tokens: sessions.refresh(t["refresh_token"]), lambda c=chain: sessions.log_out(c))
        assert not RefreshToken.objects.filter(chain=chain).exists()


def test_drafts_opened_at_once_are_one(accountant: Caller) -> None:
    numbers = at_once(*[lambda: accountant.draft().json()["no"] for _ in range(4)])
    assert len(set(numbers)) == 1
    assert Registration.objects.count() == 1


def test_the_database_itself_refuses_a_second_draft(unit: Unit, accountant: Caller) -> None:
    from django.db import IntegrityError

    no = accountant.draft().json()["no"]
    twin = Registration.objects.get(no=no)
    twin.pk, twin.no = None, "260000001"
    with pytest.raises(IntegrityError, match="one_draft_a_unit"), transaction.atomic():
        twin.save(force_insert=True)

"""The API under its own contract's fuzzer, ``openapi.json``: no 5xx, nothing that the contract does not say.

Every request of the phases "examples", "coverage" and "fuzzing" meets the same world; the state machine follows
the contract's links and changes it as it goes.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.conf import settings as service_settings
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from qlts_licensor.units.models import LoginThrottle
from schemathesis.core.failures import FailureGroup

from licensor.tests.fuzz.fuzzing import (
    CHECKS,
    each_call,
    is_a_problem,
    make_world,
    schema_of,
    undone,
    with_examples,
)
from licensor.tests.scenarios import Caller

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        bool(service_settings.DATABASE_URL),
        reason="its client closes the connection of the test's own transaction after each request",
    ),
    # The fuzzer's own client leaves the temporary files of large bodies to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

FEW, MANY = 8, 60
SEED = int(os.environ.get("QLTS_FUZZ_SEED", "20261129"))


@pytest.fixture(params=[pytest.param(FEW, id="sample"), pytest.param(MANY, id="all", marks=pytest.mark.full)])
def examples(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=["ketoan", "xem", "nobody"])
def headers(request: pytest.FixtureRequest, world: tuple[Caller, Any]) -> dict[str, str]:
    """Who calls: Quản trị dữ liệu, a viewer, or somebody who has not logged in."""
    caller = world[0]
    if request.param == "nobody":
        return {}
    if request.param != "ketoan":
        assert caller.log_in(user=request.param).status_code == 200
    return {"Authorization": f"Bearer {caller.token}"}


@pytest.fixture
def world(service: None, caplog: pytest.LogCaptureFixture) -> tuple[Caller, dict[str, list[Any]]]:
    caplog.set_level("CRITICAL")  # each refusal is a line of the log; here they are by the thousand
    return make_world()


@pytest.fixture
def contract(world: tuple[Caller, dict[str, list[Any]]], examples: int) -> Any:
    return schema_of(with_examples(world[1]), examples, SEED)


def test_every_answer_is_in_the_contract(contract: Any, headers: dict[str, str]) -> None:
    def answer(case: Any) -> None:
        with undone():
            LoginThrottle.objects.all().delete()
            case.call_and_validate(headers=headers, checks=CHECKS, additional_checks=[is_a_problem])

    found = []
    for test in each_call(contract, answer):
        try:
            test()
        except FailureGroup as failures:
            found.append(str(failures))
    assert not found, "\n\n".join(found)


def test_what_follows_from_an_answer_is_in_the_contract_too(
    contract: Any, headers: dict[str, str], examples: int
) -> None:
    class Machine(contract.as_state_machine()):  # type: ignore[misc]
        """Follows the links of the contract, each time from the same world."""

        def setup(self) -> None:
            self._undone = undone()
            self._undone.__enter__()

        def teardown(self) -> None:
            self._undone.__exit__(None, None, None)

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": headers}

        def validate_response(self, response: Any, case: Any, **_named: Any) -> None:
            case.validate_response(response, checks=CHECKS, additional_checks=[is_a_problem])

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=8,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

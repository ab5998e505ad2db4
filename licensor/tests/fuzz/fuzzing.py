"""A world for the contract's fuzzer: units with orders in many states, and callers of each kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from qlts_licensor.api.problems import TITLES
from qlts_licensor.commands import openapi
from qlts_licensor.registrations.models import IdempotencyKey, StoredFile
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure
from schemathesis.generation import derive_operation_seed
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.specs.openapi import checks

from licensor.tests.paying import PAPER, begin
from licensor.tests.scan_pictures import as_file, paper
from licensor.tests.scenarios import PROBLEM, Caller, day, document_of, make_unit, slip_pdf

Document = dict[str, Any]

CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
    checks.allow_header_conformance,
]
"""What each answer is looked at for; ``is_a_problem`` is added where the checks are given."""

_OF_DRAFTS = {"save_form", "submit", "prepare", "revoke_prepared"}
_FILES = [PAPER, as_file(paper(), "JPEG"), as_file(paper(), "PDF"), slip_pdf(b"{}"), b"MZ\x90\x00", b""]
schemathesis.openapi.format("binary", st.one_of(st.binary(max_size=200), st.sampled_from(_FILES)))


def is_a_problem(_context: object, response: Any, case: Any) -> None:
    """Every answer has a request id, and every refusal is a problem document with a known code."""
    headers = {name.lower(): values[0] for name, values in response.headers.items()}
    said = ""
    if len(headers.get("x-request-id", "")) != 32:
        said = "there is no request id"
    elif response.status_code >= 400:
        if not headers.get("content-type", "").startswith(PROBLEM):
            said = "a refusal is no problem document"
        elif case.method != "HEAD":
            body = json.loads(response.content)
            if TITLES.get(body["code"]) != (response.status_code, body["title"]) or body["status"] != (
                response.status_code
            ):
                said = "the code is not one of the contract's"
    if said:
        raise Failure(operation=case.operation.label, title="Problem document", message=said)


def document() -> Document:
    """The committed contract."""
    found: Document = json.loads(openapi.FILE.read_text("utf-8"))
    return found


def with_examples(values: dict[str, list[Any]]) -> Document:
    """The contract, where what has one of some names is often one of some values and else whatever it allows."""
    known = deepcopy(document())
    for item in known["paths"].values():
        for operation in item.values():
            number = "draft" if operation["operationId"] in _OF_DRAFTS else "no"
            for parameter in operation["parameters"]:
                name = number if parameter["name"] == "no" else parameter["name"]
                parameter["schema"] = _often(parameter["schema"], values.get(name))
            parts = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
            if parts:
                properties = parts["schema"]["properties"]
                for name, schema in properties.items():
                    properties[name] = _often(schema, values.get(name))
    return known


def _often(schema: Document, wanted: list[Any] | None) -> Document:
    return {"anyOf": [{"enum": wanted}, schema]} if wanted else schema


def make_world() -> tuple[Caller, dict[str, list[Any]]]:
    """An accountant with an order that everything can be done with and a draft to replace it; another's order.

    Returns:
        The accountant, logged in, and values that mean something, by the names of parameters.
    """
    make_unit("THPT02", tax_code="0100109106")
    other = Caller(Client())
    other.log_in("THPT02")
    strange = other.ready_draft()
    assert other.submit(strange, slip_pdf(document_of(strange, "THPT02"))).status_code == 201
    make_unit()
    caller = Caller(Client())
    caller.log_in()
    paying = begin(caller, due_in=10)
    draft = paying.ask("replacement").json()
    return caller, {
        "no": [paying.no, draft["no"], strange["no"]],
        "draft": [draft["no"], paying.no],
        "key": list(IdempotencyKey.objects.values_list("key", flat=True)),
        "sha256": list(StoredFile.objects.values_list("sha256", flat=True)),
        "If-Match": ['"1"', '"2"'],
        "paid_on": [day(0)],
        "amount": [1, 3_500_000],
        "memo": [f"Thanh toan don hang {paying.no}"],
        "form_version": [draft["version"]],
        "consent": [True],
    }


def schema_of(known: Document, examples: int, seed: int) -> Any:
    """The fuzzer's view of the contract, called in this process."""
    config = SchemathesisConfig.from_dict(
        {"seed": seed, "generation": {"max-examples": examples, "deterministic": True, "database": "none"}}
    )
    schema = schemathesis.openapi.from_dict(known, config=config)
    schema.app = WSGIHandler()
    return schema


def each_call(schema: Any, answer: Callable[[Any], None]) -> Iterator[Callable[[], None]]:
    """For each call a test with the phases "examples", "coverage" and "fuzzing"."""
    for found in schema.get_all_operations():
        operation = found.ok()
        config = schema.config
        wanted = HypothesisTestConfig(
            settings=config.get_hypothesis_settings(operation=operation, phase="fuzzing"),
            modes=[HypothesisTestMode.EXAMPLES, HypothesisTestMode.COVERAGE, HypothesisTestMode.FUZZING],
            seed=derive_operation_seed(config.seed, operation.label),
            project=config,
        )
        try:
            made = create_test(operation=operation, test_func=answer, config=wanted)
        except SystemError as error:
            # WORKAROUND https://github.com/python/cpython/issues/106905: up to Python 3.11.4 the parser, by which
            # the fuzzer describes its own functions, can lose count of its depth; the next time it counts anew.
            if "recursion depth mismatch" not in str(error):
                raise
            made = create_test(operation=operation, test_func=answer, config=wanted)
        yield made


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is taken back: each request meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

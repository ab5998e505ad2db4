"""The contract's text, ``openapi.json``: what the routes declare, completed by what holds for all of them.

The framework writes down parameters and bodies. What it cannot see is said here once: that a refusal is a problem
document, which refusals any call may meet, the headers that calls read by themselves, files, and which call
leads to which.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qlts_licensor.api.api import api

PREFIX = "/api/v1/"
_PROBLEM = {"$ref": "#/components/schemas/ProblemDetails"}

_ALWAYS = {400: "Malformed", 503: "Not ready; Retry-After says when to ask again"}
"""What the server and the layers before a route refuse, whatever was called."""
_WITH_LOGIN = {401: "Not logged in"}
_WITH_BODY = {413: "Too large", 415: "Another media type"}
_WITH_INPUT = {422: "A field is wrong"}

_FILES = {
    "get_slip": ("application/pdf",),
    "get_signature_report": ("application/octet-stream",),
    "get_invoice": ("application/pdf",),
    "get_invoice_xml": ("application/octet-stream",),
    "get_file": ("image/jpeg", "image/png", "application/pdf", "application/octet-stream"),
    "get_quote": ("application/pdf",),
    "get_payment_request": ("application/pdf",),
}
"""Calls that answer with a file, by what it may be."""

_ONCE = (
    *("submit", "prepare", "attach_paper_scan", "confirm_payment", "extend_payment", "cancel", "replace"),
    "request_data_recovery",
)
"""Calls that are done once a key."""

_NO = {"no": "$response.body#/no"}
_SENT = {"no": "$response.body#/registration/summary/no"}
_LISTED = {"no": "$response.body#/items/0/no"}
_LINKS: dict[tuple[str, int], dict[str, dict[str, str]]] = {
    ("open_draft", 200): {"save_form": _NO, "prepare": _NO, "submit": _NO, "revoke_prepared": _NO},
    ("open_draft", 201): {"save_form": _NO, "prepare": _NO, "submit": _NO, "revoke_prepared": _NO},
    ("replace", 201): {"save_form": _NO, "submit": _NO},
    ("submit", 201): {"get_registration": _SENT, "confirm_payment": _SENT, "extend_payment": _SENT},
    ("list_registrations", 200): {
        **dict.fromkeys(("get_registration", "get_receipts", "get_dossier_index"), _LISTED),
        **dict.fromkeys(("get_slip", "get_quote", "get_payment_request", "attach_paper_scan"), _LISTED),
        **dict.fromkeys(("confirm_payment", "extend_payment", "replace", "cancel"), _LISTED),
        "list_registrations": {"cursor": "$response.body#/next_cursor"},
    },
    ("get_registration", 200): {
        "get_file": {"no": "$response.body#/summary/no", "sha256": "$response.body#/files/0/sha256"},
    },
}
"""Which answer gives what to which call."""


def contract() -> dict[str, Any]:
    """The whole document; Django must be set up."""
    document: dict[str, Any] = api.get_openapi_schema(path_prefix=PREFIX)
    for method, operation in _operations(document):
        _complete_refusals(operation, has_body=method in {"post", "put"})
        _complete_headers(operation)
        _complete_files(operation)
        _complete_links(operation)
    return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for item in document["paths"].values():
        yield from item.items()


def _complete_refusals(operation: dict[str, Any], *, has_body: bool) -> None:
    responses = operation["responses"]
    wanted = dict(_ALWAYS)
    wanted |= _WITH_LOGIN if operation.get("security") else {}
    wanted |= _WITH_BODY if has_body else {}
    wanted |= _WITH_INPUT if operation.get("parameters") or operation.get("requestBody") else {}
    for status, words in wanted.items():
        responses.setdefault(status, {"description": words})
    for status, response in responses.items():
        if int(status) >= 400:
            response["content"] = {"application/problem+json": {"schema": _PROBLEM}}
        if int(status) in {429, 503}:
            response["headers"] = {"Retry-After": {"schema": {"type": "integer", "minimum": 0}}}


def _complete_headers(operation: dict[str, Any]) -> None:
    name, text = operation["operationId"], {"type": "string"}
    if name in _ONCE:
        _add_header(operation, "Idempotency-Key", {"type": "string", "format": "uuid"}, required=True)
    if name == "save_form":
        _add_header(operation, "If-Match", {"type": "string", "pattern": '^"[0-9]{1,9}"$'}, required=True)
    if name == "get_licence":
        _add_header(operation, "If-None-Match", text, required=False)
        headers = {"ETag": {"schema": text}, "QLTS-Time": {"schema": text}}
        operation["responses"][200]["headers"] = headers
        operation["responses"][304] = {"description": "The caller holds it already", "headers": headers}
    if name in {"open_draft", "replace", "save_form"}:
        for status in {200, 201} & set(operation["responses"]):
            operation["responses"][status]["headers"] = {"ETag": {"schema": text}}


def _add_header(operation: dict[str, Any], name: str, schema: dict[str, Any], *, required: bool) -> None:
    operation["parameters"].append({"name": name, "in": "header", "required": required, "schema": schema})


def _complete_files(operation: dict[str, Any]) -> None:
    kinds = _FILES.get(operation["operationId"])
    if kinds is None:
        return
    operation["responses"][200] = {
        "description": "The file",
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds},
        "headers": {
            "Content-Disposition": {"schema": {"type": "string", "pattern": "^attachment"}, "required": True},
            "Repr-Digest": {"schema": {"type": "string"}, "required": True},
        },
    }


def _complete_links(operation: dict[str, Any]) -> None:
    for (name, status), targets in _LINKS.items():
        if name == operation["operationId"]:
            operation["responses"][status]["links"] = {
                target: {"operationId": target, "parameters": parameters} for target, parameters in targets.items()
            }

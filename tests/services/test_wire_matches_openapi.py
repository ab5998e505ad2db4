"""The client's structs against the licensor's published contract, ``licensor/openapi.json``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from qlts_desktop.services import wire

CONTRACT = json.loads((Path(__file__).parents[2] / "licensor" / "openapi.json").read_text("utf-8"))

REPLIES = [
    ("post", "/sessions", wire.SessionReply),
    ("post", "/sessions/refresh", wire.SessionReply),
    ("get", "/licence", wire.LicenceReply),
    ("get", "/keys", wire.KeysReply),
    ("get", "/time", wire.TimeReply),
    ("get", "/token-drivers", wire.TokenDriversReply),
    ("get", "/client-release", wire.ClientReleaseReply),
    ("put", "/registrations/draft", wire.DraftReply),
    ("put", "/registrations/{}/form", wire.FormSaved),
    ("post", "/registrations/{}/submission", wire.SubmissionReply),
    ("get", "/submissions/{}", wire.SubmissionReply),
    ("get", "/registrations", wire.RegistrationPage),
    ("get", "/registrations/{}", wire.RegistrationDetail),
    ("post", "/data-recovery-requests", wire.RecoveryRequest),
    ("get", "/data-recovery-requests", wire.RecoveryList),
]

BODIES = [
    ("post", "/sessions", wire.LoginRequest),
    ("post", "/sessions/refresh", wire.RefreshRequest),
    ("put", "/registrations/draft", wire.DraftRequest),
    ("put", "/registrations/{}/form", wire.FormBody),
    ("post", "/data-recovery-requests", wire.RecoveryBody),
]

Schema = dict[str, Any]


def operation(method: str, path: str) -> Schema:
    for written, operations in CONTRACT["paths"].items():
        if re.sub(r"\{\w+\}", "{}", written) == f"/api/v1{path}":
            found: Schema = operations[method]
            return found
    raise AssertionError(f"{method} {path} is not in openapi.json")


def resolved(schema: Schema) -> Schema:
    while "$ref" in schema or len(schema.get("allOf", ())) == 1:
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            schema = CONTRACT["components"]["schemas"][name]
        else:
            schema = schema["allOf"][0]
    return schema


def reply_schema(method: str, path: str) -> Schema:
    for status, response in sorted(operation(method, path)["responses"].items()):
        if status.startswith("2") and "application/json" in response.get("content", {}):
            return resolved(response["content"]["application/json"]["schema"])
    raise AssertionError(f"{method} {path} has no JSON reply")


def body_schema(method: str, path: str, media_type: str = "application/json") -> Schema:
    return resolved(operation(method, path)["requestBody"]["content"][media_type]["schema"])


def branches(schema: Schema) -> list[Schema]:
    """What a value may be: one schema, or the members of a union."""
    schema = resolved(schema)
    return [resolved(branch) for branch in schema["anyOf"]] if "anyOf" in schema else [schema]


def kind(schema: Schema) -> str:
    if schema.get("type") == "string":
        return {"date": "date", "date-time": "date-time"}.get(schema.get("format", ""), "string")
    return str(schema.get("type", "any"))


def expected_kinds(kind_of: inspect.Type) -> set[str]:
    table: list[tuple[type[inspect.Type], str]] = [
        (inspect.StrType, "string"),
        (inspect.IntType, "integer"),
        (inspect.BoolType, "boolean"),
        (inspect.DateType, "date"),
        (inspect.DateTimeType, "date-time"),
        (inspect.NoneType, "null"),
        (inspect.ListType, "array"),
        (inspect.StructType, "object"),
    ]
    if isinstance(kind_of, inspect.UnionType):
        return set().union(*(expected_kinds(branch) for branch in kind_of.types))
    return {name for kind_class, name in table if isinstance(kind_of, kind_class)}


def members(kind_of: inspect.Type, wanted: type[inspect.Type]) -> list[Any]:
    types = kind_of.types if isinstance(kind_of, inspect.UnionType) else (kind_of,)
    return [branch for branch in types if isinstance(branch, wanted)]


def differences(kind_of: inspect.Type, schema: Schema, place: str, *, sent: bool) -> Iterator[str]:
    """How a value of a struct differs from its schema.

    Args:
        kind_of: The client's type.
        schema: The licensor's schema.
        place: Where it is, for the message.
        sent: True for a request: the licensor must take all the client sends, and get all it requires. False for
            a reply: the client must understand all the licensor sends, and get all it requires.
    """
    offered = branches(schema)
    theirs, ours = {kind(branch) for branch in offered}, expected_kinds(kind_of)
    missing = ours - theirs if sent else theirs - ours
    # A None that is always left out of a request is never seen by the licensor.
    if missing - ({"null"} if sent else set()):
        yield f"{place}: {sorted(missing)} not understood (client {sorted(ours)}, licensor {sorted(theirs)})"
    arrays = [branch for branch in offered if kind(branch) == "array"]
    for list_type, branch in zip(members(kind_of, inspect.ListType), arrays, strict=False):
        yield from differences(list_type.item_type, branch["items"], f"{place}[]", sent=sent)
    objects = [branch for branch in offered if kind(branch) == "object"]
    for struct, branch in zip(members(kind_of, inspect.StructType), objects, strict=False):
        yield from struct_differences(struct, branch, place, sent=sent)


def struct_differences(struct: inspect.StructType, schema: Schema, place: str, *, sent: bool) -> Iterator[str]:
    properties: dict[str, Schema] = schema.get("properties", {})
    required = set(schema.get("required", ()))
    names = {field.encode_name for field in struct.fields}
    for field in struct.fields:
        where = f"{place}.{field.encode_name}"
        if field.encode_name not in properties:
            yield f"{where}: not in the contract"
            continue
        if not sent and field.required and field.encode_name not in required:
            yield f"{where}: the client needs it, the licensor may leave it out"
        yield from differences(field.type, properties[field.encode_name], where, sent=sent)
    if sent:
        yield from (f"{place}.{name}: the licensor needs it" for name in sorted(required - names))


@pytest.mark.parametrize(
    ("method", "path", "struct"), REPLIES, ids=lambda value: getattr(value, "__name__", value)
)
def test_a_reply_is_understood(method: str, path: str, struct: type[msgspec.Struct]):
    schema = reply_schema(method, path)
    assert list(differences(inspect.type_info(struct), schema, struct.__name__, sent=False)) == []


@pytest.mark.parametrize(("method", "path", "struct"), BODIES, ids=lambda value: getattr(value, "__name__", value))
def test_a_request_is_accepted(method: str, path: str, struct: type[msgspec.Struct]):
    schema = body_schema(method, path)
    assert list(differences(inspect.type_info(struct), schema, struct.__name__, sent=True)) == []


@pytest.mark.parametrize(("method", "path", "struct"), BODIES, ids=lambda value: getattr(value, "__name__", value))
def test_a_request_leaves_out_no_field_of_the_contract(method: str, path: str, struct: type[msgspec.Struct]):
    (kind_of,) = members(inspect.type_info(struct), inspect.StructType)
    assert set(body_schema(method, path)["properties"]) == {field.encode_name for field in kind_of.fields}


def test_a_submission_has_the_parts_of_the_contract():
    schema = body_schema("post", "/registrations/{}/submission", "multipart/form-data")
    assert set(schema["properties"]) == {"slip", "method", "consent", "form_version"}


def test_problems_are_understood():
    responses = operation("put", "/registrations/{}/form")["responses"]
    schemas = [
        media["schema"]
        for status, response in responses.items()
        if status.startswith("4")
        for media in response["content"].values()
    ]
    assert schemas
    info = inspect.type_info(wire.ProblemDetails)
    for schema in schemas:
        assert list(differences(info, schema, "ProblemDetails", sent=False)) == []


def test_a_difference_is_found():
    """The comparison itself: a field of another type, one that is missing, and one that may be left out."""

    class Other(msgspec.Struct):
        version: str
        saved_at: str
        nowhere: int

    schema = reply_schema("put", "/registrations/{}/form")
    found = "\n".join(differences(inspect.type_info(Other), schema, "Other", sent=False))
    assert "Other.version" in found
    assert "Other.saved_at" in found
    assert "Other.nowhere: not in the contract" in found

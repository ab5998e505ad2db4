"""``/client-release``: public, because the program asks before anybody has logged in anew."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from ninja import Router

from qlts_licensor import releases
from qlts_licensor.api import schemas
from qlts_licensor.api.problems import Problem

router = Router(tags=["client releases"])
_ONE_HOUR = "public, max-age=3600"


@router.get(
    "/client-release",
    response={200: schemas.ClientReleaseReply, 404: schemas.ProblemDetails, 422: schemas.ProblemDetails},
    operation_id="get_client_release",
)
def get_client_release(request: HttpRequest, response: HttpResponse, platform: releases.Platform) -> object:
    """The signed manifest of the program's newest version; 304 when the caller holds it already."""
    manifest = releases.manifest(platform)
    if manifest is None:
        raise Problem("not_found")
    etag = f'"{hashlib.sha256(manifest.encode("ascii")).hexdigest()[:32]}"'
    unchanged = request.headers.get("If-None-Match") == etag
    reply = HttpResponse(status=304) if unchanged else response
    reply["ETag"] = etag
    reply["Cache-Control"] = _ONE_HOUR
    return reply if unchanged else schemas.ClientReleaseReply(manifest=manifest)

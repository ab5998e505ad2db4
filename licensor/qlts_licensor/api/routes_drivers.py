"""``/token-drivers``: public, because it is needed before anybody can sign or log in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from qlts_licensor.api import schemas
from qlts_licensor.token_drivers import token_makers

router = Router(tags=["token drivers"])
_ONE_DAY = "public, max-age=86400"


@router.get("/token-drivers", response={200: schemas.TokenDriversReply}, operation_id="get_token_drivers")
def get_token_drivers(request: HttpRequest, response: HttpResponse) -> schemas.TokenDriversReply:
    """Who issues tokens, and where their drivers are had."""
    response["Cache-Control"] = _ONE_DAY
    makers = [
        schemas.TokenMaker(name=maker.name, page=maker.page, modules=list(maker.modules))
        for maker in token_makers()
    ]
    return schemas.TokenDriversReply(makers=makers)

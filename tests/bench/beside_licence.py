"""P8: the licensor's own application with one call more: a ninja view with one ``.get()`` of the ORM.

Both sides of the bar are so answered by one process, through the same middleware.
"""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest
from django.urls import path
from ninja import NinjaAPI, Schema

settings.ROOT_URLCONF = __name__
application = get_wsgi_application()

from qlts_licensor import urls  # noqa: E402 - Django must be set up first
from qlts_licensor.units.models import Unit  # noqa: E402


class UnitReply(Schema):
    """What the bare view answers."""

    code: str
    name: str


bare = NinjaAPI(urls_namespace="bare", docs_url=None, openapi_url=None)


@bare.get("/units/{code}", response=UnitReply)
def one_unit(request: HttpRequest, code: str) -> UnitReply:
    """One row, by its code."""
    unit = Unit.objects.get(code=code)
    return UnitReply(code=unit.code, name=unit.name)


urlpatterns = [*urls.urlpatterns, path("api/bare/", bare.urls)]

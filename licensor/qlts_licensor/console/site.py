"""The console's site: Django's admin behind a login with two factors, and its own pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from unfold.sites import UnfoldAdminSite

from qlts_licensor.console import change_pages, login, office_pages, people_pages, recovery_pages, unit_page, views


class ConsoleSite(UnfoldAdminSite):
    """``/staff/``."""

    site_header = "QLTS – Nhà cung cấp"
    site_title = "QLTS"
    index_title = "Bàn làm việc"

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff who have shown their second factor in this session."""
        user = request.user
        is_staff = user.is_active and getattr(user, "is_staff", False) and getattr(user, "unit_id", None) is None
        return bool(is_staff and user.is_verified())

    @method_decorator(never_cache)
    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """*Bàn làm việc*."""
        return views.index(request, self.each_context(request))

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """User, password and code on one page."""
        return login.login_page(request, self.each_context(request))

    def extra_urls(self) -> list[URLPattern]:
        """The console's own pages."""

        def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
            def shown(request: HttpRequest, **named: Any) -> HttpResponse:
                return view(request, self.each_context(request), **named)

            return self.admin_view(shown)

        def two_factor(request: HttpRequest) -> HttpResponse:
            return login.two_factor_page(request, AdminSite.each_context(self, request))

        return [
            path("two-factor/", never_cache(two_factor), name="two_factor"),
            path("queue/<slug:slug>/", page(views.queue), name="queue"),
            path("order/<slug:no>/", page(views.order), name="order"),
            path("order/<slug:no>/proof/<int:number>/", page(views.proof), name="proof"),
            path(
                "order/<slug:no>/page/<slug:sha256>/<int:number>/<slug:size>.png",
                self.admin_view(views.proof_page),
                name="proof_page",
            ),
            path("order/<slug:no>/file/<int:pk>/", self.admin_view(views.order_file), name="order_file"),
            path("unit/<str:code>/", page(unit_page.unit), name="unit"),
            path("paper/", page(views.paper), name="paper"),
            path("invoices/", page(views.invoices), name="invoices"),
            path("recovery-request/<slug:no>/", page(recovery_pages.recovery), name="recovery"),
            path("changes/", page(change_pages.change_list), name="changes"),
            path("changes/<int:pk>/", page(change_pages.change), name="change"),
            path("office/policy/", page(office_pages.policy), name="policy"),
            path("office/policy/new/", page(office_pages.policy_edit), name="policy_edit"),
            path("office/accounts/", page(office_pages.accounts), name="accounts"),
            path("office/accounts/new/", page(office_pages.account_edit), name="account_new"),
            path("office/accounts/<int:pk>/", page(office_pages.account_edit), name="account_edit"),
            path("office/vendor/", page(office_pages.vendor), name="vendor"),
            path("office/staff/", page(people_pages.colleagues), name="colleagues"),
            path("office/staff/new/", page(people_pages.colleague_new), name="colleague_new"),
            path("office/user/<int:pk>/", page(people_pages.person), name="person"),
        ]

"""Logging in to the console: user, password and the authenticator's six digits, slowed down like the API's."""

from __future__ import annotations

import base64
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_otp import devices_for_user
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from qlts_licensor.api.problems import Problem
from qlts_licensor.units import throttle


class LoginForm(forms.Form):
    """What is asked for; the code is empty for somebody who has no authenticator yet."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=150,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )
    password = forms.CharField(
        label="Mật khẩu", max_length=1_000, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    code = forms.CharField(
        label="Mã xác thực (6 số)",
        max_length=10,
        required=False,
        help_text="Trong ứng dụng xác thực trên điện thoại. Đăng nhập lần đầu: để trống.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class SetUpForm(forms.Form):
    """The first code of a new authenticator."""

    code = forms.CharField(
        label="Mã 6 số đang hiện trong ứng dụng",
        max_length=10,
        widget=forms.TextInput(attrs={"autofocus": True, "inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


def login_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Ask for user, password and code; who has no authenticator is led to set one up."""
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            to = _logged_in(request, form)
        except Problem as problem:
            minutes = max(1, -(-(problem.retry_after or 60) // 60))
            form.add_error(None, f"Đã nhập sai nhiều lần. Hãy chờ {minutes} phút rồi thử lại.")
            to = ""
        if to:
            return HttpResponseRedirect(to)
    return render(request, "console/login.html", {**context, "form": form, "title": "Đăng nhập"})


def two_factor_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Set up an authenticator: only for a user who has logged in and has none."""
    user = request.user
    if not _is_staff(user) or any(devices_for_user(user)):
        return HttpResponseRedirect(reverse("admin:login"))
    device, _made = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "Ứng dụng xác thực"}
    )
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = throttle.client_address(request, settings.TRUSTED_PROXIES)
        try:
            throttle.check(user.get_username(), address)
        except Problem:
            form.add_error("code", "Đã nhập sai nhiều lần. Hãy chờ ít phút rồi thử lại.")
        else:
            if device.verify_token(_digits(form.cleaned_data["code"])):
                device.confirmed = True
                device.save()
                otp_login(request, device)
                return HttpResponseRedirect(reverse("admin:index"))
            throttle.failed(user.get_username(), address)
            form.add_error("code", "Mã không đúng. Kiểm tra giờ trên điện thoại rồi nhập mã mới nhất.")
    qr = segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=2)
    secret = _secret(device)
    page = {**context, "form": form, "title": "Thiết lập mã xác thực", "qr": qr, "secret": secret}
    return render(request, "console/two_factor.html", page)


def _logged_in(request: HttpRequest, form: LoginForm) -> str:
    """Log the user in; where to go on. Empty when something is wrong, which the form then says."""
    name, address = form.cleaned_data["username"], throttle.client_address(request, settings.TRUSTED_PROXIES)
    throttle.check(name, address)
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    if not _is_staff(user):
        throttle.failed(name, address)
        form.add_error(None, "Tên đăng nhập hoặc mật khẩu không đúng.")
        return ""
    devices = list(devices_for_user(user))
    code = _digits(form.cleaned_data["code"])
    device = next((one for one in devices if code and one.verify_token(code)), None)
    if devices and device is None:
        throttle.failed(name, address)
        form.add_error("code", "Mã xác thực không đúng hoặc đã dùng. Hãy nhập mã mới nhất.")
        return ""
    throttle.succeeded(name, address)
    login(request, user)  # a new session: what was in the old one stays there
    if device is None:
        return reverse("admin:two_factor")
    otp_login(request, device)
    return _next(request)


def _is_staff(user: Any) -> bool:
    return bool(user is not None and user.is_active and user.is_staff and user.unit_id is None)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("admin:index")


def _digits(text: str) -> str:
    return "".join(char for char in text if char in "0123456789")


def _secret(device: TOTPDevice) -> str:
    """The secret as it is typed by hand, in groups of four."""
    plain = base64.b32encode(device.bin_key).decode("ascii").rstrip("=")
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))

"""The real fonts, look and language for every test of the interface."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp(qapp_args, qapp_cls, pytestconfig):
    """The application as users get it."""
    from qlts_desktop.ui.application import create_application

    return create_application(["qlts-desktop"])

"""Settings of the property tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy machine must not fail a property
settings.load_profile("unhurried")

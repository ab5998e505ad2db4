"""The wizard's flow."""

from __future__ import annotations

import pytest

from qlts_desktop.core.wizard import Step, WizardFacts, next_step


@pytest.mark.parametrize(
    ("step", "complete", "following"),
    [
        (Step.FORM, False, None),
        (Step.FORM, True, Step.REVIEW),
        (Step.REVIEW, True, None),
        (Step.REVIEW, False, None),
    ],
)
def test_only_a_complete_form_leads_on_to_the_review(step: Step, complete: bool, following: Step | None):
    assert next_step(step, WizardFacts(form_is_complete=complete)) is following

"""The flow of the renewal wizard, free of any interface."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Step(IntEnum):
    """The wizard's pages, in order."""

    FORM = 0
    REVIEW = 1


@dataclass(frozen=True, slots=True)
class WizardPlace:
    """Where the user is in the wizard.

    Attributes:
        step: The page.
        field: The field with the cursor (JSON pointer); empty where it is in none.
    """

    step: Step
    field: str = ""


@dataclass(frozen=True, slots=True)
class WizardFacts:
    """What decides where the wizard may go."""

    form_is_complete: bool
    """The licensor's offer is there and no field blocks sending."""


def next_step(step: Step, facts: WizardFacts) -> Step | None:
    """The step after one, or None when the wizard stays or ends there."""
    if step is Step.FORM and facts.form_is_complete:
        return Step.REVIEW
    return None

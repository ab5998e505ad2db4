"""JSON that is kept as it was typed, on both databases."""

from __future__ import annotations

import json
from typing import Any

from django.db import models


class JSONText(models.TextField):
    """A JSON value stored as text.

    PostgreSQL's own ``jsonb`` refuses some characters that a user can paste into a field, and sorts the names of
    an object; a form comes back from here exactly as it was saved.
    """

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Any:
        """The value of the stored text."""
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        """The value of a text, as fixtures have it; anything else is the value."""
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str | None:
        """The text to store, in ASCII."""
        return None if value is None else json.dumps(value)

    def value_to_string(self, obj: models.Model) -> str:
        """The text, for fixtures."""
        return json.dumps(self.value_from_object(obj))

"""This machine's own changes of a draft at the licensor whose answer was never seen: they may have arrived or not.

In memory, for as long as the program runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.http_errors import RefusedError
from qlts_desktop.services.wire import DraftRequest


class UnansweredChanges:
    """What was sent last without an answer; each is forgotten with the next answer of its kind.

    Attributes:
        asked: The new price that was asked for.
    """

    def __init__(self) -> None:
        self.asked: DraftRequest | None = None
        self._saved: dict[str, RenewalForm] = {}

    def saved(self, no: str) -> RenewalForm | None:
        """The form of a draft that was sent."""
        return self._saved.get(no)

    def taken(self, no: str) -> RenewalForm | None:
        """The form of a draft that was sent; forgotten from now on."""
        return self._saved.pop(no, None)

    @contextmanager
    def asking(self, request: DraftRequest) -> Iterator[None]:
        """While a new price is asked for."""
        try:
            yield
        except OperationError as error:
            if _may_have_arrived(error) and request != DraftRequest():
                self.asked = request
            raise
        self.asked = None

    @contextmanager
    def saving(self, no: str, form: RenewalForm) -> Iterator[None]:
        """While a form is sent."""
        try:
            yield
        except OperationError as error:
            if _may_have_arrived(error):
                self._saved[no] = form
            raise
        self._saved.pop(no, None)


def _may_have_arrived(error: OperationError) -> bool:
    return not (isinstance(error, RefusedError) and error.status < 500)

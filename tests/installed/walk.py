"""The main job in the installed program, by keys alone: what a person sees is read from the accessibility bus.

Run by the system's Python, which has the bus's library (gi): ``walk.py FACTS``. Each step is printed; after
``review`` it waits for a line on its standard input.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

LIMIT = 60.0
"""Seconds for something to happen; long, because a test machine may be busy."""
MOST_TABS = 150


class Eyes:
    """What the program shows, by the names of its widgets, and what has the focus."""

    def __init__(self) -> None:
        Atspi.init()
        self._focus: list[str] = []
        self.changes = 0
        self._listener = Atspi.EventListener.new(self._on_focus)
        self._listener.register("object:state-changed:focused")

    def look(self) -> None:
        """Take in what has happened."""
        while GLib.MainContext.default().iteration(False):
            pass

    def has_focus(self, name: str) -> bool:
        """Whether the widget of that name, or a part of it, has the focus."""
        self.look()
        return name in self._focus

    def wait_until(self, what: str, condition: Callable[[], bool], seconds: float = LIMIT) -> None:
        """Look until a condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                shown = sorted({name for one in self._shown() if (name := _path(one)[-1])})
                raise SystemExit(f"{what}; focus: {self._focus}; shown: {shown}")
            self.look()
            time.sleep(0.05)

    def see(self, name: str) -> None:
        """Wait until a widget is shown and can be used."""
        self.wait_until(f"{name} should be seen", lambda: self._is(name, Atspi.StateType.SENSITIVE))

    def is_ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self._is(name, Atspi.StateType.CHECKED)

    def _is(self, name: str, state: Atspi.StateType) -> bool:
        """Whether a widget is shown and in a state."""
        found = (one for one in self._shown() if _path(one)[-1] == name)
        return any(one.get_state_set().contains(state) for one in found)

    def _on_focus(self, event: Atspi.Event) -> None:
        if event.detail1:
            try:
                self._focus = _path(event.source)
            except GLib.Error:
                return  # gone already
            self.changes += 1

    def _shown(self) -> Iterator[Atspi.Accessible]:
        """Everything on the screen, from the top down."""
        desktop = Atspi.get_desktop(0)
        waiting = [desktop.get_child_at_index(place) for place in range(desktop.get_child_count())]
        for program in waiting:
            if program is not None:
                program.clear_cache()
        while waiting:
            one = waiting.pop()
            try:
                if one is None or not _is_shown(one):
                    continue
                yield one
                waiting += [one.get_child_at_index(place) for place in range(one.get_child_count())]
            except GLib.Error:
                continue  # it went while it was looked at


def _is_shown(one: Atspi.Accessible) -> bool:
    return one.get_role() == Atspi.Role.APPLICATION or one.get_state_set().contains(Atspi.StateType.SHOWING)


def _path(one: Atspi.Accessible) -> list[str]:
    """The names from the program down to a widget."""
    return str(one.get_accessible_id() or "").split(".")


class Keyboard:
    """Keys, as the X server hands them to whatever window has the focus."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes = eyes

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        subprocess.run(["xdotool", "key", "--delay", "20", *keys], check=True)

    def tab_to(self, name: str) -> None:
        """Press Tab until a widget has the focus."""
        self._eyes.see(name)
        for _ in range(MOST_TABS):
            if self._eyes.has_focus(name):
                return
            before = self._eyes.changes
            self.press("Tab")
            deadline = time.monotonic() + 2
            while self._eyes.changes == before and time.monotonic() < deadline:
                self._eyes.look()
                time.sleep(0.005)
        raise SystemExit(f"Tab does not reach {name}")

    def type(self, name: str, text: str) -> None:
        """Go to a field and replace what it holds."""
        self.tab_to(name)
        self.press("ctrl+a")
        self.write(text)

    @staticmethod
    def write(text: str) -> None:
        """Type where the focus is."""
        subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)

    def tick(self, name: str) -> None:
        """Go to a box and tick it; it may be ticked from an earlier start."""
        self.tab_to(name)
        if not self._eyes.is_ticked(name):
            self.press("space")
            self._eyes.wait_until(f"{name} should be ticked", lambda: self._eyes.is_ticked(name))

    def activate(self, name: str) -> None:
        """Go to a button and press it."""
        self.tab_to(name)
        self.press("space")


def walk(facts: dict[str, str]) -> None:
    """From the login to the signed slip."""
    eyes = Eyes()
    keyboard = Keyboard(eyes)
    tell("login")
    keyboard.type("unitCodeEdit", facts["unit_code"])
    keyboard.type("usernameEdit", facts["username"])
    keyboard.type("passwordEdit", facts["password"])
    keyboard.press("Return")
    tell("gate")
    keyboard.activate("gateRegisterButton")
    tell("form")
    eyes.see("unit_address")
    keyboard.type("payment_due_on", facts["due_on"])
    keyboard.tick("payment_consent")
    keyboard.activate("nextButton")
    eyes.see("slipView")
    tell("review")
    sys.stdin.readline()
    keyboard.activate("performButton")
    tell("signing")
    eyes.see("signingDialog")
    keyboard.activate("addFileButton")
    eyes.see("fileNameEdit")
    eyes.wait_until("the file's name should be asked for", lambda: eyes.has_focus("fileNameEdit"))
    keyboard.write(facts["certificate"])
    keyboard.press("Return")
    eyes.wait_until("the certificate's password should be asked for", lambda: eyes.has_focus("secretEdit"))
    keyboard.write(facts["certificate_password"])
    keyboard.press("Return")
    keyboard.activate("signButton")
    tell("success")
    keyboard.activate("continueButton")
    eyes.see("workspacePage")
    tell("workspace")
    keyboard.press("alt+F4")


def tell(step: str) -> None:
    """Say how far it is."""
    print(step, flush=True)


if __name__ == "__main__":
    walk(json.loads(sys.argv[1]))

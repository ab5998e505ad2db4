"""Ratios taken in one run on one machine, alternating the two sides."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 9
"""Measured pairs after one warm-up of each side; the bars ask for at least 7."""


@dataclass(frozen=True)
class Bar:
    """One row of the table."""

    id: str
    what: str
    measured: str
    baseline: str
    ratio: float
    limit: float
    unit: str = "×"
    """What ratio and limit are counted in: times the baseline, or milliseconds."""
    at_least: bool = False
    """Whether the limit is the least that is wanted, of a rate say."""

    @property
    def held(self) -> bool:
        """Whether the bar is met."""
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit


def alternate(first: Callable[[], float], second: Callable[[], float], runs: int = RUNS) -> tuple[float, float]:
    """Medians of two measurements, taken in turns after a warm-up of each."""
    first()
    second()
    pairs = [(first(), second()) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def spawn(module: str, *arguments: str) -> dict[str, float]:
    """Run a bench program in a process of its own.

    The program prints one JSON object; ``painted`` is a monotonic time in nanoseconds.

    Returns:
        The object, with ``start_ms`` added: from just before the process was made to ``painted``.
    """
    began = time.monotonic_ns()
    answer = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=240,
    )
    if answer.returncode:
        raise RuntimeError(f"{module} failed:\n{answer.stderr}")
    values: dict[str, float] = json.loads(answer.stdout.strip().splitlines()[-1])
    values["start_ms"] = (values["painted"] - began) / 1e6
    return values


def timed(task: Callable[[], object], repeat: int = 1) -> float:
    """Seconds that one call takes, averaged over ``repeat`` calls."""
    began = time.perf_counter()
    for _ in range(repeat):
        task()
    return (time.perf_counter() - began) / repeat


def report(bars: list[Bar], target: Path) -> str:
    """Write ``bench.json`` and return the Markdown table."""
    target.write_text(
        json.dumps([{**asdict(bar), "held": bar.held} for bar in bars], ensure_ascii=False, indent=2) + "\n",
        "utf-8",
    )
    lines = ["| # | what | measured | against | ratio | bar | |", "|---|---|---|---|---|---|---|"]
    lines += [
        f"| {bar.id} | {bar.what} | {bar.measured} | {bar.baseline} | {bar.ratio:.2f}{bar.unit} |"
        f" {'≥' if bar.at_least else '≤'} {bar.limit}{bar.unit} |"
        f" {'held' if bar.held else 'not held'} |"
        for bar in bars
    ]
    return "\n".join(lines)

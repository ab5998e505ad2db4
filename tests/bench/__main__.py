"""``./dev bench``: the bars of speed and memory, as ratios against bare programs measured in the same run."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from qlts_desktop.services.credentials import Credentials
from tests import factories
from tests.bench.measure import RUNS, Bar, alternate, report, spawn, timed
from tests.licensor_process import running_licensor
from tests.remembered import remember

STALL_RUNS = 3


def main(names: list[str]) -> int:
    """Measure, print the table, write ``bench.json``.

    Args:
        names: Of the bars to measure, for example ``P5``; all when none is named.

    Returns:
        0: a bar that is not held is reported, not an error. 2: There is no bar of that name.
    """
    groups: dict[tuple[str, ...], Callable[[], list[Bar]]] = {
        ("P1", "P2"): start_bars,
        ("P3",): stage_bar,
        ("P4",): stall_bars,
        ("P5",): slip_bar,
        ("P6",): signing_bars,
        ("P7",): many_orders_bars,
        ("P8",): licence_bars,
        ("P9",): acceptance_bar,
        ("identities",): identity_bars,
        ("typing", "price"): typing_bars,
        ("P10",): scale_bars,
        ("P11", "installed"): installed_bars,
    }
    if unknown := set(names) - {name for group in groups for name in group}:
        print(f"no such bar: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    wanted = [measure for group, measure in groups.items() if not names or set(names) & set(group)]
    print(report([bar for measure in wanted for bar in measure()], Path("bench.json")))
    return 0


def start_bars() -> list[Bar]:
    """P1 and P2."""
    with tempfile.TemporaryDirectory() as scratch, running_licensor(Path(scratch) / "licensor") as licensor:
        data = Path(scratch) / "client"
        os.environ["PYTHON_KEYRING_BACKEND"] = "tests.bench.file_keyring.FileKeyring"
        os.environ["QLTS_BENCH_KEYRING"] = str(Path(scratch) / "keyring.json")
        remember(licensor, data, Credentials())
        app = ["--demo", str(licensor.manifest), "--data", str(data)]
        measured: dict[str, list[dict[str, float]]] = {"app": [], "bare": []}

        def app_start() -> float:
            measured["app"].append(spawn("tests.bench.start_app", *app))
            return measured["app"][-1]["start_ms"]

        def bare_start() -> float:
            measured["bare"].append(spawn("tests.bench.bare_window"))
            return measured["bare"][-1]["start_ms"]

        own, bare = alternate(app_start, bare_start)
        own_peak, bare_peak = (median_of(measured[side][1:], "peak_kib") for side in ("app", "bare"))
        refreshed = median_of(
            [spawn("tests.bench.start_app", "--until-refreshed", *app) for _ in range(RUNS)], "refreshed_kib"
        )
    return [
        Bar("P1", "start to first window, stage known", f"{own:.0f} ms", f"{bare:.0f} ms", own / bare, 1.5),
        Bar("P2", "peak memory at first paint", mib(own_peak), mib(bare_peak), own_peak / bare_peak, 1.6),
        Bar("P2", "peak memory after a refresh", mib(refreshed), mib(bare_peak), refreshed / bare_peak, 2.2),
    ]


def stage_bar() -> list[Bar]:
    """P3: a licence file, cold, to the stage of today, against one Ed25519 verification."""
    from qlts_desktop.core.licence import stage_on
    from qlts_desktop.services import jws
    from qlts_desktop.services.licence_verifier import LicenceVerifier

    issuer = factories.make_root()
    file = factories.make_signed_licence(issuer)
    parsed = jws.parse(file)
    key = jws.public_key(issuer.signer.x)
    day = date(2026, 11, 23)
    own, one = alternate(
        lambda: timed(lambda: stage_on(LicenceVerifier(issuer.root_key).licence(file), day), 300),
        lambda: timed(lambda: parsed.signed_by(key), 300),
    )
    figures = [f"{seconds * 1e6:.0f} µs" for seconds in (own, one)]
    return [Bar("P3", "licence file to stage of today", *figures, own / one, 3.0)]


def stall_bars() -> list[Bar]:
    """P4: the whole flow thrice, each on a licensor of its own."""
    runs = []
    for _ in range(STALL_RUNS):
        with tempfile.TemporaryDirectory() as scratch:
            runs.append(spawn("tests.bench.stalls", scratch))
    bars = []
    for name, what, limit in (("p99", "99 of 100 beats", 16.0), ("longest", "longest stall", 100.0)):
        job, idle = median_of(runs, f"job_{name}"), median_of(runs, f"idle_{name}")
        words = f"stalls of the GUI thread in the whole flow: {what}"
        bars.append(Bar("P4", words, f"{job:.1f} ms", f"idle {idle:.1f} ms", job, limit, " ms"))
    return bars


def slip_bar() -> list[Bar]:
    """P5: the slip, against the smallest page that embeds the same three faces."""
    from reportlab.pdfgen.canvas import Canvas

    from qlts_desktop.services.document_page import BOLD, ITALIC, PAGE_HEIGHT, PAGE_WIDTH, REGULAR
    from qlts_desktop.services.slip_pdf import make_slip

    form, offer, file = factories.make_form(), factories.make_offer(), factories.make_signed_offer()

    def smallest_page() -> None:
        canvas = Canvas(BytesIO(), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), initialFontName=REGULAR)
        for line, face in enumerate((REGULAR, BOLD, ITALIC)):
            canvas.setFont(face, 13)
            canvas.drawString(90, 700 - 16 * line, "Cộng hòa xã hội chủ nghĩa Việt Nam")
        canvas.save()

    own, bare = alternate(
        lambda: timed(lambda: make_slip(form, offer, file, date(2027, 2, 5)), 20),
        lambda: timed(smallest_page, 20),
    )
    figures = [f"{seconds * 1e3:.1f} ms" for seconds in (own, bare)]
    return [Bar("P5", "slip made", *figures, own / bare, 4.0)]


def signing_bars() -> list[Bar]:
    """P6: a slip signed with a certificate file, against pyHanko alone and against its command line."""
    from tests.bench.signing_cost import SigningCost

    with tempfile.TemporaryDirectory() as scratch:
        cost = SigningCost.make(Path(scratch))
        own, bare = alternate(cost.own, cost.bare)
        again, command = alternate(cost.own, cost.command_line)

    def bar(words: str, measured: float, baseline: float, limit: float) -> Bar:
        figures = [f"{seconds * 1e3:.0f} ms" for seconds in (measured, baseline)]
        return Bar("P6", words, *figures, measured / baseline, limit)

    return [
        bar("slip signed with a file, against pyHanko alone", own, bare, 1.5),
        bar("slip signed with a file, against the pyhanko command", again, command, 0.1),
    ]


def many_orders_bars() -> list[Bar]:
    """P7: the unit's history of 1,000 orders, and the staff's pages over 100,000 of them."""
    from tests.bench.queue_cost import FEW, MANY, Desk

    shown = spawn("tests.bench.history_cost")
    many, none, letter = shown["many"], shown["none"], shown["letter"]
    figures = [f"{milliseconds:.0f} ms" for milliseconds in (many, none)]
    bars = [
        Bar(
            "P7", "history of 1,000 orders shown, against an empty one: more", *figures, many - none, 100.0, " ms"
        ),
        Bar("P7", "the slowest letter of a filter over them", f"{letter:.0f} ms", "–", letter, 50.0, " ms"),
    ]
    with tempfile.TemporaryDirectory() as scratch:
        full, empty = Desk(Path(scratch) / "many", MANY), Desk(Path(scratch) / "few", FEW)
        for page in full.pages:
            own, small = alternate(lambda at=page: full.seconds(at), lambda at=page: empty.seconds(at))
            figures = [f"{seconds * 1e3:.0f} ms" for seconds in (own, small)]
            words = f"/staff/{page} over {MANY:,} orders, against {FEW}"
            bars.append(Bar("P7", words, *figures, own / small, 3.0))
        sorts = full.sorted_queues()
        full.close()
        empty.close()
    words = "queues that the database sorts or reads from end to end"
    return [*bars, Bar("P7", words, ", ".join(sorts) or "none", "–", float(len(sorts)), 0.0, "")]


def licence_bars() -> list[Bar]:
    """P8: the licence, whole and unchanged, against a bare view of the same server."""
    from tests.bench.licence_rate import licence_rate

    with tempfile.TemporaryDirectory() as scratch, licence_rate(Path(scratch)) as rate:
        whole, beside_whole = alternate(rate.whole, rate.bare)
        unchanged, beside_unchanged = alternate(rate.unchanged, rate.bare)

    def bar(words: str, measured: float, baseline: float) -> Bar:
        figures = [f"{rate:.0f}/s" for rate in (measured, baseline)]
        return Bar("P8", words, *figures, measured / baseline, 0.8, at_least=True)

    return [
        bar("GET /licence (200), against a view with one .get()", whole, beside_whole),
        bar("GET /licence (304), against a view with one .get()", unchanged, beside_unchanged),
    ]


def acceptance_bar() -> list[Bar]:
    """P9: slips verified and accepted, each a second, against pyHanko's validation alone."""
    with tempfile.TemporaryDirectory() as scratch:
        taken = spawn("tests.bench.acceptance_cost", scratch)
    bars = []
    for words, name in (("slip verified and accepted", "own"), ("of it: the slip verified", "checked")):
        figures = [f"{milliseconds:.0f} ms" for milliseconds in (taken[name], taken["bare"])]
        ratio = taken["bare"] / taken[name]
        bars.append(Bar("P9", f"{words}, as a rate", *figures, ratio, 0.7, at_least=True))
    return bars


def identity_bars() -> list[Bar]:
    """The signing dialog, opened while a token is plugged in."""
    runs = []
    for _ in range(STALL_RUNS):
        with tempfile.TemporaryDirectory() as scratch:
            runs.append(spawn("tests.bench.identity_list_cost", scratch))
    shown, longest = median_of(runs, "shown_ms"), median_of(runs, "longest")
    return [
        Bar("identities", "signing dialog to the token's certificate", f"{shown:.0f} ms", "–", shown, 1000, " ms"),
        Bar("identities", "stalls meanwhile: longest", f"{longest:.1f} ms", "–", longest, 100, " ms"),
    ]


def typing_bars() -> list[Bar]:
    """The form's bars: typing with the draft being saved, and asking for another price."""
    runs = []
    for _ in range(STALL_RUNS):
        with tempfile.TemporaryDirectory() as scratch:
            runs.append(spawn("tests.bench.typing_cost", scratch))
    idle, every, worst, p99, longest = (
        median_of(runs, name) for name in ("idle_p95", "key_p95", "worst_field", "price_p99", "price_longest")
    )
    against = f"no key {idle:.1f} ms"

    def bar(name: str, what: str, milliseconds: float, baseline: str, limit: float) -> Bar:
        return Bar(name, what, f"{milliseconds:.1f} ms", baseline, milliseconds, limit, " ms")

    return [
        bar("typing", "a key in any field, the draft being saved: 95 of 100 keys", every, against, 16.0),
        bar("typing", "a key in the field that costs most: half of its keys", worst, against, 16.0),
        bar("price", "stalls while another price is asked for: 99 of 100 beats", p99, "–", 16.0),
        bar("price", "stalls while another price is asked for: longest", longest, "–", 100.0),
    ]


def scale_bars() -> list[Bar]:
    """P10: the licensor on PostgreSQL with 100,000 units, against 1,000."""
    from tests.bench.at_scale import CALLS, AtScale

    with tempfile.TemporaryDirectory() as scratch, AtScale.pair(Path(scratch)) as (many, few):
        bars = []
        for call in CALLS:
            own, small = alternate(lambda at=call: many.p95(at), lambda at=call: few.p95(at))
            figures = [f"{seconds * 1e3:.1f} ms" for seconds in (own, small)]
            bars.append(Bar("P10", f"{call}: p95 at 100,000 units, against 1,000", *figures, own / small, 1.5))
        scans = many.sequential_scans()
    words = "sequential scans of tables that grow, in EXPLAIN"
    return [*bars, Bar("P10", words, ", ".join(scans) or "none", "–", float(len(scans)), 0.0, "")]


def installed_bars() -> list[Bar]:
    """P11, and P1 of the program as it is installed."""
    from tests.bench.installed_cost import freeze_both, installed_size

    with tempfile.TemporaryDirectory() as scratch, running_licensor(Path(scratch) / "licensor") as licensor:
        frozen = freeze_both(licensor, Path(scratch) / "frozen")
        data = Path(scratch) / "client"
        os.environ["PYTHON_KEYRING_BACKEND"] = "tests.bench.file_keyring.FileKeyring"
        os.environ["QLTS_BENCH_KEYRING"] = str(Path(scratch) / "keyring.json")
        remember(licensor, data, Credentials())
        own, bare = alternate(lambda: frozen.start_own(data, licensor.url), frozen.start_bare)
        own_size, bare_size = installed_size(frozen.own), installed_size(frozen.bare)
    start, size = (f"{own:.0f} ms", f"{bare:.0f} ms"), (mib(own_size / 1024), mib(bare_size / 1024))
    return [
        Bar("P11", "installed size, against a bare window frozen alike", *size, own_size / bare_size, 1.6),
        Bar("P1", "installed program: start to first window, stage known", *start, own / bare, 1.5),
    ]


def median_of(values: list[dict[str, float]], name: str) -> float:
    """The median of one measured value."""
    ordered = sorted(value[name] for value in values)
    return ordered[len(ordered) // 2]


def mib(kib: float) -> str:
    """Kibibytes in words."""
    return f"{kib / 1024:.1f} MiB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The smoke test of the Linux installer: ``./dev installer linux --smoke``.

Makes the package with the root key of a licensor that runs on this machine, installs it on a fresh system with
what it declares to need and nothing else, walks the main job in the installed program, upgrades it meanwhile, and
takes it off.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.installed.chroot import HOME, NOBODY, SCREENS, Chroot, base_system, fresh_system
from tests.installed.desktop import desktop
from tests.licensor_process import DemoLicensor, running_licensor

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
STATE = "overdue_early"
Tell = Callable[[str], None]
_APART = "QLTS_SMOKE_APART"


def main() -> int:
    """Run it; returns 0, or fails with what was wrong."""
    if os.geteuid() != 0:
        raise SystemExit("the smoke test installs on a system of its own (chroot), and needs root for that")
    if _APART not in os.environ:
        # Mounts and processes of its own: whatever happens, none of them stays.
        apart = [
            "unshare",
            "--mount",
            "--propagation",
            "private",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
        ]
        os.execvpe(apart[0], [*apart, sys.executable, "-m", "tests.installed"], {**os.environ, _APART: "1"})
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="qlts-smoke-") as scratch:
        work = Path(scratch)
        work.chmod(0o755)
        with running_licensor(work / "licensor") as licensor:
            package = build(licensor)
            say(began, f"built {package.name}, {package.stat().st_size / 1e6:.1f} MB")
            check_with_lintian(package)
            say(began, "lintian has found no error")
            smoke(package, licensor, work, lambda text: say(began, text))
    print("1 passed, 0 failed")
    return 0


def build(licensor: DemoLicensor) -> Path:
    """The package that believes this licensor."""
    from build import make
    from shared.pins import Pins

    return make(Pins(licensor.manifest, licensor.trust_dir), ROOT / "build", "~test")


def check_with_lintian(package: Path) -> None:
    """No error of Debian's own checker."""
    command = ["lintian", "--allow-root", "--fail-on", "error", package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def later_of(package: Path, work: Path) -> Path:
    """A later version of the package."""
    from linux.deb import with_another_version

    return with_another_version(package, ROOT / "build/installer", work, "99~test")


def smoke(package: Path, licensor: DemoLicensor, work: Path, tell: Tell) -> None:
    """Install, walk, upgrade, purge, install again."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qlts-desktop-installer"
    run_time = work / "run"
    run_time.mkdir(mode=0o700)
    os.chown(run_time, NOBODY, NOBODY)
    SCREENS.mkdir(exist_ok=True)
    SCREENS.chmod(0o1777)
    with fresh_system(base_system(cache), work / "system", cache / "packages") as system:
        walk_on(system, package, later_of(package, work), licensor, run_time, tell)


def walk_on(
    system: Chroot, package: Path, later: Path, licensor: DemoLicensor, run_time: Path, tell: Tell
) -> None:
    """Everything that is done on the fresh system."""
    system.install_dependencies(package)
    tell("the fresh system has what the package declares to need")
    before = system.files()
    refused = system.start({}, "dpkg", "-i", "/tmp/package.deb")
    assert refused.wait() != 0, "a user without rights could install"
    refused.communicate()
    system.install(package)
    assert (system.root / "usr/bin/qlts-desktop").is_symlink()
    assert not list(system.root.glob("usr/lib/qlts-desktop/**/qlts_licensor*")), "the licensor is in the package"

    certificate = licensor.certificate_for(licensor.account(STATE).unit_code)
    shutil.copy(certificate.path, system.inside(HOME))
    os.chown(system.inside(HOME) / certificate.path.name, NOBODY, NOBODY)
    with desktop(run_time) as environment:
        program = system.start(environment, "qlts-desktop", "--server", licensor.url)
        facts = {
            **{name: getattr(licensor.account(STATE), name) for name in ("unit_code", "username", "password")},
            "due_on": f"{date.today() + timedelta(days=30):%d/%m/%Y}",  # noqa: DTZ011 - any day within the limits
            "certificate": certificate.path.name,
            "certificate_password": certificate.password,
        }
        try:
            walk(facts, environment, tell, upgrade=lambda: system.install(later))
            said = program.communicate(timeout=60)[0]
        except BaseException:
            log = system.inside(HOME) / ".local/share/qlts-desktop/qlts-desktop.log"
            print(log.read_text("utf-8") if log.exists() else "no log", file=sys.stderr)
            print(f"the program's exit code: {program.poll()}", file=sys.stderr)
            if program.returncode is not None:
                print(program.communicate()[0], file=sys.stderr)
            raise
        finally:
            program.kill()
        assert program.returncode == 0, said
    assert said == "", f"the program said: {said}"

    check_slip(system, licensor)
    tell("the licensor has the signed slip, and the installed program finds it valid")
    kept = system.inside(HOME) / ".local/share/qlts-desktop/qlts-desktop.sqlite3"
    assert kept.exists()
    foreign = [path for path in system.inside(HOME).rglob("*") if path.lstat().st_uid != NOBODY]
    assert foreign == []
    system.run("dpkg", "--purge", "qlts-desktop")
    left = system.files() ^ before
    assert left == set(), f"left behind or taken away: {sorted(left)}"
    assert kept.exists(), "what the user has typed went with the program"
    tell("the purged package has left nothing but the user's data")
    system.install(package)
    doctor = system.start({}, "qlts-desktop", "doctor", "--json")
    report = doctor.communicate()[0]
    assert json.loads(report), report
    tell("installed again, it runs on the data that was there")


def walk(facts: dict[str, str], environment: dict[str, str], tell: Tell, upgrade: Callable[[], None]) -> None:
    """Run the walk; at the open draft, install a later version over the running one."""
    walker = subprocess.Popen(
        ["/usr/bin/python3", str(Path(__file__).with_name("walk.py")), json.dumps(facts)],
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        env={"PATH": "/usr/bin:/bin", "HOME": environment["XDG_RUNTIME_DIR"], "LANG": "C.UTF-8", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd="/",
    )
    assert walker.stdin is not None
    assert walker.stdout is not None
    for step in walker.stdout:
        tell(f"walked to: {step.strip()}")
        if step.strip() == "review":
            upgrade()
            tell("a later version is installed over the open draft")
            walker.stdin.write("\n")
            walker.stdin.flush()
    if walker.wait():
        subprocess.run(
            ["import", "-display", environment["DISPLAY"], "-window", "root", ROOT / "build/smoke.png"],
            check=False,
        )
        raise AssertionError("the walk did not come to its end; see build/smoke.png")


def check_slip(system: Chroot, licensor: DemoLicensor) -> None:
    """The licensor holds a signed order whose slip the installed program finds valid, offline."""
    from tests.e2e.test_main_job import api

    order = json.loads(api(licensor, STATE, "/registrations"))["items"][0]
    assert (order["method"], order["order_state"]) == ("signed", "accepted"), order
    slip = system.root / "tmp/slip.pdf"
    slip.write_bytes(api(licensor, STATE, f"/registrations/{order['no']}/slip"))
    check = system.start({}, "qlts-desktop", "check", "/tmp/slip.pdf")
    said = check.communicate()[0]
    assert check.returncode == 0, said


def say(began: float, text: str) -> None:
    """Tell whoever waits."""
    print(f"{time.monotonic() - began:5.0f} s  {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""`npm run bench`: Leima, TimeTagger and Kinto do the same work, on one machine, in one run, in turns."""

import argparse
import asyncio
import json
import os
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path

from tests.bench.kinto import kinto
from tests.bench.measure import USERS, Bounds, Peer, Row, compared, own
from tests.bench.ours import leima
from tests.bench.report import javascript, machine, table, years
from tests.bench.servers import BENCH, ROOT, postgres
from tests.bench.timetagger import timetagger
from tests.bench.working import working_time


def arguments() -> argparse.Namespace:
    """What to leave out, and how long to take."""
    parser = argparse.ArgumentParser(prog="npm run bench --", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a fifth of the time and of the people")
    parser.add_argument("--only", choices=("leima", "peers", "browser", "working"), help="one part")
    return parser.parse_args()


def bounds_of(args: argparse.Namespace) -> Bounds:
    """The ordinary run, or the short one."""
    return Bounds(3.0, 600, 2300, (20.0,)) if args.short else Bounds()


def measure_servers(folder: Path, bounds: Bounds, only: str | None) -> list[Row]:
    """All servers stand; they are asked in turns. Then ours alone does what only we are asked."""
    with ExitStack() as stands:
        ours = stands.enter_context(leima(folder, max(bounds.rush_people, USERS + 3)))
        peers: list[Peer] = [ours]
        if postgres_bin := found_postgres():
            url, _ = stands.enter_context(postgres(postgres_bin))
            peers.append(stands.enter_context(leima(folder, USERS + 3, url)))
        if only != "leima":
            peers.append(stands.enter_context(timetagger(folder, USERS)))
            if postgres_bin:
                peers.append(stands.enter_context(kinto(folder, USERS, postgres_bin)))
        rows = asyncio.run(compared(peers, bounds))
        if only != "peers":
            rows += asyncio.run(own(ours, bounds))
    return rows


def found_postgres() -> Path | None:
    """The folder of PostgreSQL's programs."""
    folder = Path(os.environ.get("LEIMA_POSTGRES_BIN") or "none")
    if (folder / "initdb").exists():
        return folder
    print("PostgreSQL is not on this machine: Kinto, and Leima on PostgreSQL, are left out.")
    return None


def measure_browser(folder: Path) -> str:
    """The start of the installed app, offline, beside an empty precached page and its own picture without a program."""
    if not os.environ.get("LEIMA_CHROMIUM"):
        return "Offline start: Chromium is not on this machine, left out."
    with leima(folder / "browser", 30) as ours:
        email, password = ours.first_login()
        address = f"http://localhost:{ours.port}"
        command = ["node", "tests/bench/offline.mjs", address, email, password]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    if told.returncode:
        return f"Offline start: could not be measured:\n{told.stderr[-1500:]}"
    seen = json.loads(told.stdout)
    lines = [f"Offline start of the installed app, processor slowed {seen['slowed']}x, median of {seen['runs']}:"]
    for how in ("cold", "reload"):
        app, picture, page = (seen[what][how] for what in ("app", "picture", "control"))
        bare = f"its finished picture without a program {picture:.0f} ms: {picture / page:.2f}x"
        empty = f"empty precached page {page:.0f} ms"
        lines.append(f"- {how}: app {app:.0f} ms, {empty}: {app / page:.2f}x (budget 1.25x); {bare}")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and keep the table in var/bench/last.md."""
    args = arguments()
    folder = BENCH / "run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows = [] if args.only in ("browser", "working") else measure_servers(folder, bounds_of(args), args.only)
    browser = "" if args.only in ("leima", "peers", "working") else measure_browser(folder)
    working = "\n".join(working_time(args.short)) if args.only in (None, "working") else ""
    parts = [f"Machine: {machine()}", table(rows) if rows else "", years(rows), javascript(), browser, working]
    text = "\n\n".join(part for part in parts if part)
    (BENCH / "last.md").write_text(f"{text}\n", "utf-8")
    print(f"\n{text}\n\nKept in var/bench/last.md")


main()

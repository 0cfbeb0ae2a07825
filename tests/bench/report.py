"""The table: every figure with its peers, the machine, and the ratio."""

import gzip
import os
import platform
import re
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.measure import Row
from tests.bench.servers import BENCH, ROOT

OURS = "Leima, SQLite"
FASTER = ("accepted", "pull")


def machine() -> str:
    """Processor, cores, Python, and how busy the machine was beside."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    kind = f"{model.group(1) if model else platform.machine()}, {os.cpu_count()} cores"
    busy = f"load {os.getloadavg()[0]:.1f} at the end, {flushes():.0f} flushed writes a second"
    return f"{kind}, Python {platform.python_version()}, {busy}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


def flushes() -> float:
    """Small writes that the disk makes durable in a second, one after another: nothing durable can be faster alone."""
    with tempfile.TemporaryFile(dir=BENCH) as file:
        start, done = time.perf_counter(), 0
        while time.perf_counter() - start < 1:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            done += 1
    return done / (time.perf_counter() - start)


def ratio(rows: Sequence[Row], ours: Row) -> str:
    """Ours against the best peer: how many times as fast, and how many times the p99."""
    peers = [row for row in rows if row.what == ours.what and not row.who.startswith("Leima") and row.rate]
    if ours.who != OURS or not peers or not ours.what.startswith(FASTER):
        return ""
    best = max(peers, key=lambda row: row.rate)
    calm = min(row.p99 for row in peers)
    return f"{ours.rate / best.rate:.1f}x the rate of {best.who}, p99 {ours.p99 / calm:.2f}x the best peer's"


def table(rows: Sequence[Row]) -> str:
    """Markdown, in the order of the work."""
    lines = ["| work | server | per second | p50 ms | p99 ms | done | against the peers |"]
    lines.append("|---|---|--:|--:|--:|--:|---|")
    for what in dict.fromkeys(row.what for row in rows):
        for row in (row for row in rows if row.what == what):
            times = f"{row.p50:.1f} | {row.p99:.1f}" if row.p50 else " | "
            said = " ".join(part for part in (ratio(rows, row), row.note) if part)
            lines.append(f"| {what} | {row.who} | {row.rate:.0f} | {times} | {row.count} | {said} |")
    return "\n".join(lines)


def years(rows: Sequence[Row]) -> str:
    """What ten years cost over one."""
    read = {row.what: row.p50 for row in rows if row.who == OURS and row.what.startswith("balances")}
    one, ten = read.get("balances after 1 year"), read.get("balances after 10 years")
    return f"Balances after ten years take {ten / one:.2f}x of after one (budget 1.2x)." if one and ten else ""


def javascript() -> str:
    """Compressed JavaScript of the first load, and of the whole app."""
    dist = ROOT / "pwa" / "dist"
    page = (dist / "index.html").read_text("utf-8")
    first = {dist / name.lstrip("/") for name in re.findall(r"(?:src|href)=\"(/assets/[^\"]+\.js)\"", page)}
    every = set((dist / "assets").glob("*.js"))
    sizes = [sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1000 for files in (first, every)]
    return f"JavaScript, gzip: {sizes[0]:.1f} kB in the page's own scripts, {sizes[1]:.1f} kB in all of them."

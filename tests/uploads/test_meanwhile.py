"""Files that once stopped the server, sent by three people at once while everybody else clocks in."""

from pathlib import Path

from tests.sizes import size
from tests.uploads.bombs import BOMBS
from tests.uploads.meanwhile import found, serving, watch

GROWTH = 60
"""Megabytes by which the server's own process may grow; a sheet of a megabyte once took 3,200."""
SLOWEST = 5_000
"""Milliseconds that no punch may wait longer than without the files, even on a machine that others hold; reads once
waited two minutes."""


def test_bombs_are_refused_while_every_punch_is_answered_and_the_server_does_not_grow(tmp_path: Path) -> None:
    scale, wanted = size("bomb_per_cent"), size("bomb_punches")
    files = [(kind, make(full * scale.wanted // 100)) for kind, (make, full) in BOMBS.items()]
    firm = found(tmp_path / "data")
    with serving(firm, tmp_path / "log", {}) as served:
        quiet = watch(served, firm, wanted.wanted, [])
        seen = watch(served, firm, wanted.wanted, files)
    print(f"p99 {quiet.at(0.99):.0f} ms alone, {seen.at(0.99):.0f} ms with the files; {quiet.memory}, {seen.memory} MB")
    assert sorted(kind for kind, *_ in seen.files) == sorted(BOMBS)
    assert {status for _, status, *_ in seen.files} == {422}
    assert seen.memory - quiet.memory < GROWTH
    assert max(seen.punches) < max(quiet.punches) + SLOWEST
    wanted.reached(len(seen.punches))

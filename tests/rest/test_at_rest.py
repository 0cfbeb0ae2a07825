"""Whatever people and their office do, what is stored is what the facts say: working it all out again changes nothing.

The acts of a storm are drawn from a seed, ids and all, so that a failure comes again. They are told with the failure.
"""

import uuid
from pathlib import Path
from random import Random

import pytest

from tests.company import open_company
from tests.rest.firm import BEGINS, CONTRACTS, FIRST, begin
from tests.rest.oracle import stale
from tests.rest.storm import Storm
from tests.sizes import size

EVERYONES = ("turn", "kiky/switches", "kiky/marks")
"""Acts that reach everybody; after any other one the person whose it was is looked at."""
TOLD = 4


def seeded(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Ids are drawn too: what is sorted by id comes in the same order each time."""
    ids = Random(seed)
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=ids.getrandbits(128), version=4))


def weather(storm: Storm, steps: int) -> int:
    """So many acts, each looked at. Answers how many were done."""
    done = 0
    for done in range(1, steps + 1):
        before = len(storm.told)
        who = storm.step()
        told = storm.told[before:]
        reached = CONTRACTS if any(one in act for act in told for one in EVERYONES) else [who]
        wrong = {one: found for one in reached if told and (found := stale(storm.company, one, FIRST))}
        assert wrong == {}, "\n".join([f"after {done} acts:", *storm.told[-TOLD:]])
    return done


def test_in_a_storm_of_acts_nothing_that_is_stored_goes_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, done = size("storm_acts"), 0
    for seed in range(1, wanted.wanted // 100 + 1):
        seeded(monkeypatch, seed)
        with open_company(tmp_path / str(seed), now=BEGINS) as company:
            begin(company)
            done += weather(Storm(company, Random(seed), FIRST), 100)
    wanted.reached(done)


def test_nor_does_it_on_a_server_of_many_writers(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded(monkeypatch, 77)
    url = request.getfixturevalue("postgres_url")
    with open_company(tmp_path, url, now=BEGINS) as company:
        begin(company)
        assert weather(Storm(company, Random(77), FIRST), 60) == 60

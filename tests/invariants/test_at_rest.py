"""Whatever people and their office do, what is stored is what the facts say: working it all out again changes nothing.
Phones agree: each gets what has changed, and makes the same of it.

The acts of a storm are drawn from a seed, ids and all, so that a failure comes again. They are told with the failure.
"""

import os
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from leima.rules.zone import next_date
from tests.company import open_company
from tests.invariants.asking import HOWS
from tests.invariants.firm import CONTRACTS, SEASONS, Season, begin
from tests.invariants.oracle import stale
from tests.invariants.phone import Phones, rules
from tests.invariants.random_acts import RandomActs
from tests.migrated import copy_in
from tests.sizes import Size, size

FROM_SEED = int(os.environ.get("LEIMA_STORM_SEED") or 1)
"""The seed of the first storm; the others follow."""
ACTS, ALL_KINDS = 100, 3000
"""Acts in one storm; and how many there must be for each kind to have been accepted."""
PHONES, LOOKS = 5, 50
"""After so many acts the phones of whom they reached are looked at; and every device is held against a new one."""
BOSSES = ("boss", "uusi", "palkka")
EVERYONES = ("turn", "kiky/switches", "kiky/marks")
"""Acts that reach everybody; after any other one the person whose it was is looked at."""
TOLD = 8


def seeded(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Ids are drawn too: what is sorted by id comes in the same order each time."""
    ids = Random(seed)
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=ids.getrandbits(128), version=4))


def run_steps(random: RandomActs, phones: Phones, steps: int) -> int:
    """So many acts, each looked at on the server, and every few on the phones. Answers how many were done."""
    done, due = 0, set[str]()
    for done in range(1, steps + 1):
        before = len(random.told)
        who = random.step()
        told = random.told[before:]
        reached = CONTRACTS if any(one in act for act in told for one in EVERYONES) else [who] if told else []
        found = [f"{one} stale: {line}" for one in reached for line in stale(random.company, one, random.first)]
        due.update(reached)
        if done % PHONES == 0 or done == steps:
            found += [
                line for one in sorted(due) for line in phones.other(one, random.first, next_date(random.today, 2))
            ]
            due.clear()
        found += phones.out_of_date() if done % LOOKS == 0 else []
        assert found == [], "\n".join([f"after {done} acts:", *random.told[-TOLD:], *found])
    return done


def table(acts: Counter[tuple[str, str]]) -> str:
    """How often each act was tried, and what became of it."""
    names = sorted({name for name, _ in acts})
    lines = [f"{'act':24}{'tried':>7}" + "".join(f"{how:>9}" for how in HOWS)]
    for name in names:
        counts = [acts[name, how] for how in HOWS]
        lines.append(f"{name:24}{sum(counts):7}" + "".join(f"{count:9}" for count in counts))
    return "\n".join(lines)


def run_random_acts(monkeypatch: pytest.MonkeyPatch, wanted: Size, fresh: Callable[[int, Season], Any]) -> None:
    """As many storms as are wanted, each in a fresh firm and another season."""
    done, days = 0, 0
    acts: Counter[tuple[str, str]] = Counter()
    with rules() as running:
        for seed in range(FROM_SEED, FROM_SEED + wanted.wanted // ACTS):
            seeded(monkeypatch, seed)
            season = SEASONS[seed % len(SEASONS)]
            with fresh(seed, season) as company:
                begin(company, season)
                random, phones = RandomActs(company, Random(seed), season.first), Phones(company, running)
                for who in (*CONTRACTS, *BOSSES):
                    phones.other(who, season.first, season.first)
                try:
                    done += run_steps(random, phones, ACTS)
                except AssertionError as error:
                    raise AssertionError(f"seed {seed}: {error}") from error
                acts, days = acts + random.acts, days + phones.days
    print(table(acts))
    print(f"days on phones: {days}")
    lacking = [name for name in sorted({name for name, _ in acts}) if not acts[name, "applied"] + acts[name, "held"]]
    assert wanted.wanted < ALL_KINDS or lacking == [], lacking
    wanted.reached(done)


def test_in_a_storm_of_acts_nothing_that_is_stored_goes_stale_and_phones_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fresh(seed: int, season: Season) -> Any:
        return open_company(tmp_path / str(seed), now=season.begins, anew=True)

    run_random_acts(monkeypatch, size("random_acts"), fresh)


def test_nor_does_it_on_a_server_of_many_writers(
    tmp_path: Path, postgres_cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fresh(seed: int, season: Season) -> Any:
        return open_company(tmp_path / str(seed), copy_in(postgres_cluster), now=season.begins, anew=True)

    run_random_acts(monkeypatch, size("random_acts_postgres"), fresh)

"""A walk through many punches pairs each window as if nothing else had been punched."""

from random import Random
from uuid import uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from leima.rules.pair import ENTRY_NAMESPACE, entry_id, pair
from leima.rules.terms import Entry, Punch
from leima.rules.walk import Walk

ME, BOSS = "me", "boss"
KINDS = ("in", "out", "break_start", "break_end")


def presses(dice: Random, count: int) -> list[Punch]:
    """Mostly ordinary, with presses doubled, forgotten, superseded and given by a supervisor."""
    at, made = 0, list[Punch]()
    for n in range(count):
        at += dice.choice([0, 20_000, 50_000, 60_000, 3_600_000, 3_600_000, 28_800_000, 57_600_000, 90_000_000])
        kind = KINDS[n % 4 if dice.random() < 0.7 else dice.randrange(4)]
        author = dice.choice([ME, ME, ME, BOSS])
        flags = ("clock_suspect",) if dice.random() < 0.05 else ()
        superseded, estimated = dice.random() < 0.05, dice.random() < 0.1
        device = dice.choice(["phone", "phone", "desk"])
        id = f"{dice.getrandbits(32):08x}"
        punch = Punch(
            id=id,
            kind=kind,
            at=at // 60_000,
            device=device,
            author=author,
            superseded=superseded,
            estimated=estimated,
            flags=flags,
            ms=at,
        )
        made.append(punch)
    return made


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9))
def test_a_window_of_a_walk_is_what_its_own_punches_pair_into(seed: int) -> None:
    dice = Random(seed)
    punches = presses(dice, dice.randint(0, 40))
    dice.shuffle(punches)
    walk = Walk(punches, ME)
    times = [one.at for one in punches] or [0]
    typed = Entry(id="typed", opening_punch=None, start=times[0], end=times[0] + 60, source="typed")
    for _ in range(12):
        low = dice.choice(times) + dice.choice([-1, 0, 1])
        high = low + dice.choice([0, 1, 600, 1440, 5760, 20_000])
        mine = [one for one in punches if low <= one.at < high]
        said = [typed] if dice.random() < 0.3 else []
        assert walk.window(low, high, mine, said) == pair(mine, said, ME)


@given(st.text())
def test_an_entrys_id_is_the_uuid5_of_its_clock_in(punch: str) -> None:
    assert entry_id(punch) == str(uuid5(ENTRY_NAMESPACE, punch))

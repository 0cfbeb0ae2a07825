"""Nothing is told twice: run after run, by two processes at once, and by processes that are killed at any moment."""

import multiprocessing
import random
import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from leima.features.reminders import monthly, store
from leima.features.reminders.reminding import Looked, tell_some
from tests.company import FLEX, Company, add_terms, open_company, punch
from tests.reminders import remind_process
from tests.reminders.given import ask_order, furnish, run, send_month, told, who

MANY = 60
KILLS = 12


def hire(company: Company, many: int) -> None:
    """So many more people with a contract, who have sent no month."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for n in range(many):
            person = people.add_person(tx, name=f"P {n}", email=f"p{n}@company.test", counts_from="2026-11-01")
            people.set_roles(tx, person, ("employee",))
            people.add_membership(tx, person, company.ids["team"], from_date="2025-01-01")
            add_terms(tx, person, **FLEX)
            company.ids[f"p{n}"] = person

    company.world.db.write_now(work)


def test_a_minute_in_which_nobody_misses_anything_reads_each_organisation_once(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.at("2026-12-02T08:00")
    looked = Looked()
    run(company, looked)
    readings: list[object] = []
    mine, read = threading.current_thread(), company.world.db.read

    async def counted(work: Any) -> Any:
        if threading.current_thread() is mine:  # the server's own jobs read in its thread
            readings.append(work)
        return await read(work)

    monkeypatch.setattr(company.world.db, "read", counted)
    assert run(company, looked) == 0
    assert len(readings) == 2, "the organisations, and the one"


def test_a_hundred_runs_tell_each_thing_once(company: Company) -> None:
    company.at("2026-12-02T08:00")
    company.push("aino", punch(company.ids["aino"], "in", "2026-12-02T08:00"))
    ask_order(company, "eino", "2026-12-01")
    company.turn("2026-12-03T09:00")
    looked = Looked()
    for n in range(100):
        run(company, looked if n % 2 else None)
    kinds = [kind for _, kind, _ in told(company)]
    assert sorted(kinds) == ["clock_again", "month", "month", "month", "month", "waits"]


def test_two_processes_that_are_killed_tell_everybody_once(company: Company) -> None:
    hire(company, MANY)
    company.turn("2026-12-03T09:00")
    url = company.world.settings.database_url
    folder = str(company.world.settings.data)
    chance, processes = random.Random(1917), multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([remind_process.__name__])
    killed = 0
    for turn in range(KILLS):
        two = [processes.Process(target=remind_process.run, args=(folder, url, company.clock.now())) for _ in range(2)]
        for one in two:
            one.start()
        for one in two:
            # The first are killed as they begin, the later ones ever deeper in their work, on any machine.
            one.join(chance.uniform(0, 0.02 * (turn + 1)) if turn < KILLS - 1 else 60)
            if one.is_alive():
                one.kill()
                killed += 1
            one.join()
    run(company)
    names = who(company, "month")
    print(f"{killed} kills, {len(names)} notices")
    assert sorted(names) == sorted({"aino", "eino", "hourly", "boss", *(f"p{n}" for n in range(MANY))})
    assert killed > 3


def test_a_first_start_tells_nothing_of_what_came_due_before(tmp_path: Path) -> None:
    with open_company(tmp_path, furnish=furnish) as company:
        company.turn("2026-12-10T10:00")
        ask_order(company, "aino", "2026-12-01")
        assert run(company) == 0, "the month was due on the third"
        company.turn("2026-12-11T10:00")
        run(company)
        assert [kind for _, kind, _ in told(company)] == ["waits"]
        company.turn("2027-01-03T10:00")
        run(company)
        assert len(who(company, "month")) == 4


def test_what_is_done_between_the_look_and_the_telling_is_not_told(one: Company) -> None:
    one.turn("2026-12-03T09:00")
    send_month(one, "aino", "2026-11")
    concerned = [one.ids["aino"], one.ids["eino"]]
    work = partial(tell_some, org=one.ids["org"], kind="month", find=monthly.not_sent, people=concerned)
    assert one.world.db.write_now(work) == 1
    assert who(one, "month") == ["eino"]


def test_the_same_thing_is_remembered_once(company: Company) -> None:
    def work(tx: Tx) -> list[bool]:
        tx.org = company.ids["org"]
        return [store.remember(tx, company.ids["aino"], "month", "2026-11") for _ in range(3)]

    assert company.world.db.write_now(work) == [True, False, False]

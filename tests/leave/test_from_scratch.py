"""Leave that is posted act by act is what judging the whole year anew gives, whatever comes late or is taken back."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.days.leave_earning import judge
from leima.features.days.leave_facts import LeaveFacts
from leima.rules.zone import next_date
from tests.company import Company, ms, open_company, operation
from tests.leave.working import dates, employ
from tests.ledger.test_acts import close
from tests.look import look
from tests.months.month_fixtures import decide, waiting
from tests.sizes import size
from tests.sync.test_absences import absence, hold_agreements

FIRST, NOW = "2026-04-01", "2026-07-03T08:00"
YEARS = (2027, 2028)
KINDS = ("sick", "training", "annual_holiday", "unpaid")
GONE = {"entry": "delete", "absence": "cancel"}


class _Judged(Exception):
    """Takes back what was done to judge."""


def posted_and_judged(
    company: Company, who: str
) -> tuple[dict[tuple[object, ...], int], dict[tuple[object, ...], int]]:
    """Hundredths by year, month and part: what the ledger holds, and what the days' bodies alone give."""
    posted, judged = Counter[tuple[object, ...]](), dict[tuple[object, ...], int]()

    def work(tx: Tx) -> None:
        tx.org, person = company.ids["org"], company.ids[who]
        told = "SELECT year, amount, why FROM posting WHERE org=:org AND person=:p AND source='agreement'"
        for row in look(tx, f"{told} AND account='annual_holiday' AND kind='accrual'", org=tx.org, p=person):
            why = json.loads(row.why)
            posted[row.year, why["month"], why["part"]] += row.amount
        facts, through = LeaveFacts(tx, person, {}), next_date(today(tx), -1)
        by_columns = [judge(tx, facts, one, through) for one in YEARS]
        tx.run("UPDATE day_result SET worked=NULL, begins=NULL, ends=NULL")
        years = [judge(tx, facts, one, through) for one in YEARS]
        assert by_columns == years
        for year in years:
            found = {(year.earning_year, one.month, one.part): one for one in (*year.months, *year.ends)}
            judged.update({key: one.amount for key, one in found.items() if one.amount and one.ended})
        raise _Judged

    with suppress(_Judged):
        company.world.db.write_now(work)
    return {key: amount for key, amount in posted.items() if amount}, judged


class Acts:
    """What Aino and her supervisor do at random; `told` remembers it."""

    def __init__(self, company: Company, random: Random) -> None:
        self.company, self.random, self.told = company, random, list[str]()
        self.person = company.ids["aino"]
        self.made: dict[str, list[str]] = {"entry": [], "absence": []}
        self.now, self.closed = NOW[:10], "2026-03"

    def act(self) -> None:
        acts = (self.works, self.works, self.is_away, self.takes_back, self.waits, self.closes)
        self.random.choice(acts)()

    def some_date(self) -> str:
        """Any day of the past; one in four is a last one of its month."""
        date = next_date(FIRST, self.random.randrange((ms(f"{self.now}T08:00") - ms(f"{FIRST}T08:00")) // 86_400_000))
        return next_date(f"{date[:7]}-01", -1) if self.random.random() < 0.25 and date[:7] > FIRST[:7] else date

    def works(self) -> None:
        first, (hour, step) = self.some_date(), self.random.choice(((8, 1), (8, 1), (21, 2)))
        days = [next_date(first, n) for n in range(0, self.random.randint(1, 16), step)]
        self.push_work((date for date in days if date < self.now), hour)

    def push_work(self, days: Iterable[str], hour: int = 8) -> None:
        """Seven hours on each date from an hour on: those of the evening end on the next one."""
        starts = [ms(f"{date}T{hour:02}:00") for date in days]
        bodies = [{"start": start, "end": start + 7 * 3_600_000} for start in starts]
        now = self.company.clock.now()
        self.push("aino", *(operation(self.person, "entry.create", body, now) for body in bodies if body["end"] <= now))

    def is_away(self) -> None:
        kind, first = self.random.choice(KINDS), self.some_date()
        self.push("boss", absence(self.person, kind, first, next_date(first, self.random.randrange(50))))

    def takes_back(self) -> None:
        kind = self.random.choice(list(self.made))
        base = {"version": 1}
        for id in self.random.sample(self.made[kind], min(len(self.made[kind]), 5)):
            gone = operation(self.person, f"{kind}.{GONE[kind]}", {}, self.company.clock.now(), id=id, base=base)
            self.push("aino" if kind == "entry" else "boss", gone)

    def waits(self) -> None:
        """Time passes, mostly in work; every other time until a month has just ended."""
        then = next_date(self.now, self.random.randint(2, 30))
        then = f"{next_date(f'{self.now[:7]}-28', 4)[:7]}-01" if self.random.random() < 0.5 else then
        self.company.at(f"{next_date(then, -1)}T23:30")
        self.push_work(date for date in dates(self.now, next_date(then, -1)) if self.random.random() < 0.8)
        self.company.turn(f"{then}T08:00")
        self.now = then
        self.told.append(f"it is {then}")

    def closes(self) -> None:
        """Closes the next month but the last, or lets all that waits count."""
        month = next_date(f"{self.closed}-28", 4)[:7]
        if month < self.now[:7] and self.random.random() < 0.4:
            close(self.company, "aino", month)
            self.closed = month
            self.told.append(f"closed {month}")
            return
        for change in waiting(self.company, "boss")["changes"]:
            decide(self.company, "boss", change, self.random.choice(("approve", "approve", "reject")), "Näin")
        self.told.append("decided")

    def push(self, who: str, *ops: dict[str, Any]) -> None:
        results = self.company.push(who, *ops)["results"] if ops else []
        for op, result in zip(ops, results, strict=True):
            self.told.append(f"{op['type']} {op['body']}: {result['status']} {result.get('code', '')}")
            if result["status"] == "applied" and not str(op["type"]).endswith(tuple(GONE.values())):
                self.made[str(op["type"]).partition(".")[0]].append(str(op["entity"]["id"]))


def count_to_the_start(person: str, tx: Tx) -> None:
    """A night shift counts whole to the date on which it began: its hours reach over midnight."""
    (body,) = tx.values(str, "SELECT body FROM terms WHERE person=:p AND NOT deleted", p=person)
    said = json.dumps({**json.loads(body), "boundary": "shift_start"})
    tx.run("UPDATE terms SET body=:said WHERE person=:p AND NOT deleted", said=said, p=person)


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    """Aino's employment begins with the earning year; it is July."""
    with open_company(tmp_path, now=NOW) as opened:
        hold_agreements(opened)
        employ(opened, "aino", FIRST)
        opened.world.db.write_now(partial(count_to_the_start, opened.ids["aino"]))
        yield opened


def test_what_is_posted_act_by_act_is_what_the_whole_year_gives(company: Company) -> None:
    wanted, random = size("accrual_acts"), Random(5)
    acts, earned = Acts(company, random), 0
    for _ in range(wanted.wanted):
        acts.act()
        posted, judged = posted_and_judged(company, "aino")
        assert posted == judged, "\n".join(acts.told[-20:])
        earned = max(earned, len(posted))
    assert earned >= 3, "some months earned"
    wanted.reached(wanted.wanted)
    print(Counter(one.split(" ")[0] for one in acts.told), Counter(one.rsplit(": ")[-1] for one in acts.told))

"""What a computed day posts to accounts other than flex and kiky: overtime as leave or in the bank, and leave taken.

A choice holds for the day's own additional work and overtime, and for what the test of its week or work period makes
overtime of that day's minutes; when another day of the week or period changes, the days with a choice are worked out
again.
"""

import json
from collections.abc import Mapping, Sequence

from leima.db.operations import epoch_minute
from leima.db.tx import Tx
from leima.features.agreements.terms import agreements
from leima.features.days import store
from leima.features.days.gather import Facts, gather
from leima.features.days.leave_taken import by_earning_year, touch_leave_after, uses
from leima.features.days.stored_facts import StoredFacts
from leima.features.ledger.store import IN_ORDER, move, posted_from
from leima.features.ledger.sums import held_before
from leima.features.months.store import day_changed
from leima.rules.leave.bonus import bonus_of
from leima.rules.leave.leave import HOLIDAYS
from leima.rules.pay.accounts import bank_deposit
from leima.rules.pay.classes import DayWork, PayClass, by_class, day_work
from leima.rules.pay.periods import weeks
from leima.rules.pay.postings import CHOSEN, Posted, earned, given, together, used, within_bank
from leima.rules.pay.rates import Rates, rates
from leima.rules.pay.reduction import reduction_day
from leima.rules.pay.wage import wage_on
from leima.rules.pay.work import dates, over_test, tested_with
from leima.rules.resolve import Contract
from leima.rules.rows import UnknownAgreement
from leima.rules.terms import DayResult, Terms
from leima.rules.zone import next_date

Key = tuple[str, int]


def rates_of(tx: Tx, terms: Terms, date: str) -> Rates | None:
    """What the agreement says about pay on a date; None when the organisation does not hold the agreement."""
    contract = Contract(terms.id, terms.from_, terms.until, terms.agreement, terms.form, terms.pay, share=terms.share)
    try:
        return rates(contract, agreements(tx), date)
    except UnknownAgreement:
        return None


def postings_of(tx: Tx, facts: Facts, result: DayResult) -> dict[str, Posted]:
    """What an ended day posts, by account; for nearly every day nothing, at no cost."""
    other_facts, date = facts.other_facts, result.date
    if not other_facts.absences and date not in other_facts.choices:
        return {}
    parts: list[Posted] = []
    choice = other_facts.choices.get(date)
    if choice in CHOSEN:
        parts += [_within_bank(tx, facts, date, one) for one in earned(choice, _classes(tx, facts, result))]
    if other_facts.absences:
        by_rule = any(one.kind in (*HOLIDAYS, "reduction_leave") for one in other_facts.absences)
        at = rates_of(tx, facts.terms, date) if by_rule else None
        annual = any(one.kind in HOLIDAYS for one in other_facts.absences)
        holiday = uses(tx, facts.plan.person, date, at.leave if at else None) if annual else 0
        reduction = reduction_day(at.reduction_leave, at.share) if at else None
        leave = used(facts.plan, other_facts.absences, holiday, reduction)
        parts += [*leave, *_bonus(facts, leave, at)]
    return together(parts)


def _bonus(facts: Facts, leave: Sequence[Posted], at: Rates | None) -> list[Posted]:
    """The holiday bonus of the leave that a date takes, where the agreement says how much."""
    days = -sum(one.amount for one in leave if one.account in HOLIDAYS)
    if not days or at is None:
        return []
    terms = facts.terms
    bonus = bonus_of(days, terms.week_minutes, wage_on(terms, facts.plan.date), at.leave)
    return [] if bonus is None else [given(bonus, days)]


def _within_bank(tx: Tx, facts: Facts, date: str, one: Posted) -> Posted:
    """A deposit obeys the bank's cap and its yearly growth, by what the bank held before the date."""
    at = rates_of(tx, facts.terms, date) if one.account == "bank" else None
    if at is None or at.bank is None:
        return one
    held, grown = held_before(tx, facts.plan.person, "bank", date)
    room = bank_deposit(one.amount, at, balance=held, grown=grown)
    return within_bank(one, room, at.sources.get("bank"))


def _classes(tx: Tx, facts: Facts, result: DayResult) -> Mapping[PayClass, int]:
    """The day's minutes by class, the test of its week or work period included."""
    work = day_work(facts.plan, result)
    at = rates_of(tx, facts.terms, result.date)
    if at is None or not work.minutes("additional"):
        return by_class([work])
    first, last = tested_with(facts.terms, result.date)
    stored_facts = StoredFacts(tx, facts.plan.person, first, last)
    days = [one for date in dates(first, last) if (one := _worked(tx, facts, stored_facts, date, work)) is not None]
    tested = over_test(days, at, weeks(first, last))
    mine = [one for one in tested.days if one.plan.date == result.date] if tested else [work]
    return by_class(mine)


def _worked(tx: Tx, facts: Facts, stored_facts: StoredFacts, date: str, own: DayWork) -> DayWork | None:
    if date == own.plan.date:
        return own
    other = gather(tx, facts.plan.person, date, stored_facts)
    if other is None:
        return None
    return day_work(other.plan, other.day(epoch_minute(tx.now), False))


def update_account_postings(
    tx: Tx,
    person: str,
    date: str,
    before: Mapping[Key, tuple[int, str]],
    now: Mapping[str, Posted],
    *,
    ended: bool = False,
) -> None:
    """Brings what the date posts in line, by difference. A month that was sent or approved is looked at again, unless
    the day has only `ended`."""
    wanted = {key: (one.amount, _lines_json(one)) for key, one in by_year(tx, person, date, now).items()}
    for key in sorted({*before, *wanted}):
        stood, stands = before.get(key), wanted.get(key)
        if stood != stands:
            move(tx, person, *key, date, (stands[0] if stands else 0) - (stood[0] if stood else 0))
            store.put_posting(tx, person, date, key, stands)
            if key[0] in IN_ORDER:
                for later in posted_from(tx, person, next_date(date), key[0]):
                    tx.touch(person, later, later)
            if key[0] in HOLIDAYS:
                touch_leave_after(tx, person, date)
                tx.cache.took_leave[person] = True
            day_changed(tx, person, date, ended=ended)


def by_year(tx: Tx, person: str, date: str, posted: Mapping[str, Posted]) -> dict[Key, Posted]:
    """What a date posts, by account and year: holidays and saved leave by the earning year, the others without."""
    found: dict[Key, Posted] = {}
    for account, one in posted.items():
        if account in HOLIDAYS:
            found |= {(account, year): part for year, part in by_earning_year(tx, person, date, one).items()}
        else:
            found[account, 0] = one
    return found


def _lines_json(one: Posted) -> str:
    return json.dumps({"lines": [line.to_json() for line in one.lines]}, sort_keys=True)


def touch_chosen(tx: Tx, person: str, date: str, choices: Mapping[str, str]) -> None:
    """The other days of the week with a choice: their share of the week's overtime may have moved."""
    for other in choices:
        if other != date:
            tx.touch(person, other, other)

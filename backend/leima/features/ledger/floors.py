"""How low each account may go, how much the bank takes, and what deserves a word."""

from dataclasses import dataclass

from leima.db.tx import Tx
from leima.features.ledger import sums
from leima.features.ledger.kinds import in_unit, unit_of_account
from leima.rules.pay.accounts import bank_deposit
from leima.rules.pay.periods import months_of
from leima.rules.pay.rates import Rates
from leima.rules.terms import Finding
from leima.web.errors import Conflict
from leima.web.words import hours, say


class BelowFloor(Conflict):
    """The account would go below its floor; the sentence names the floor."""

    code = "below_floor"


class OverLimit(Conflict):
    """More than a limit lets through; the sentence names the limit and what is left of it."""

    code = "bank_limit"


@dataclass(frozen=True)
class Floor:
    """The least that an account may hold (null: no floor) in the unit that it is kept in."""

    account: str
    least: int | None


def floor_of(tx: Tx, person: str, account: str, date: str, rates: Rates | None) -> Floor:
    """Flex has none; reduction leave goes down to what the year still accrues; the agreement may say otherwise."""
    if rates is not None and account in rates.account_floors:
        return Floor(account, rates.account_floors[account])
    if account == "flex":
        return Floor(account, None)
    if account == "reduction_leave" and rates is not None:
        return Floor(account, -to_come(tx, person, date[:4], rates))
    return Floor(account, 0)


def to_come(tx: Tx, person: str, year: str, rates: Rates) -> int:
    """Minutes of reduction leave that the year still accrues, by the agreement and the share."""
    whole = round(int(rates.reduction_leave.get("year_minutes", 0)) * rates.share)
    return max(0, whole - sums.accrued(tx, person, "reduction_leave", year))


def refuse_if_below(tx: Tx, person: str, account: str, year: int, date: str, amount: int, floor: Floor) -> None:
    """Raises BelowFloor when taking `amount` (negative) on a date leaves less than the floor then or later."""
    if amount >= 0:
        return
    lowest = sums.lowest_from(tx, person, account, year, date)
    if floor.least is not None and lowest + amount < floor.least:
        lang = tx.actor.lang if tx.actor else "fi"
        least, has = amount_text(floor.least, account, lang), amount_text(lowest, account, lang)
        raise BelowFloor(account=say(lang, f"account.{account}"), floor=least, has=has)


def amount_text(stored: int, account: str, lang: str) -> str:
    """A stored amount in words: 1:30, 2,5 pv or 120,50 €."""
    unit = unit_of_account(account)
    if unit == "min":
        return hours(stored)
    return say(lang, f"amount.{unit}", {"n": in_unit(stored, account) if unit == "day" else stored / 100})


def refuse_if_full(tx: Tx, person: str, minutes: int, date: str, rates: Rates | None, *, flex: bool) -> None:
    """Raises OverLimit when the bank's limits leave part of a deposit out, and names the limit that stopped it."""
    if rates is None or rates.bank is None:
        raise OverLimit("no_bank")
    balance, grown = sums.total(tx, person, "bank"), sums.grown(tx, person, "bank", date[:4])
    moved = sums.flex_to_bank(tx, person, *flex_period(date, rates)) if flex else 0
    room = bank_deposit(minutes, rates, balance=balance, grown=grown, moved=moved, flex=flex)
    if not room.left_out:
        return
    rooms = [
        (room.cap - balance, "cap", room.cap),
        (rates.bank.growth_a_year - grown, "growth", rates.bank.growth_a_year),
    ]
    if flex:
        rooms.append((rates.bank.flex_a_period - moved, "period", rates.bank.flex_a_period))
    left, which, most = min(rooms)
    raise OverLimit(f"bank_limit_{which}", most=most, left=max(0, left))


def flex_period(date: str, rates: Rates) -> tuple[str, str]:
    """First and last date of the flex follow-up period that a date lies in; periods are counted from New Year."""
    return months_of(date, f"{date[:4]}-01-01", max(1, rates.flex_period_months))


def flex_watch(balance: int, date: str, rates: Rates | None) -> Finding | None:
    """Flex under its least: tested at the end of the follow-up period, told of at once."""
    if rates is None or rates.flex_min is None or balance >= rates.flex_min:
        return None
    until = flex_period(date, rates)[1]
    return Finding("flex_under", {"balance": balance, "least": rates.flex_min, "until": until})

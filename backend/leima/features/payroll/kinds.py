"""The kinds of pay: what a pay row is about, and what it is counted in.

`base` and the raises are parts of pay where the hourly wage is known, so that they add up to the money of the report;
elsewhere `regular` and the classes of time go to payroll, which knows the wage. A kind with a dot is one of several:
`supplement.evening`, `absence.sick`, `payout.bank`, `travel.expenses`.
"""

from typing import Literal

from leima.features.ledger.kinds import ACCOUNTS, Unit, unit_of_account
from leima.rules.absence import KINDS as ABSENCES
from leima.rules.pay.accounts import RAISES
from leima.web.words import say

Travel = Literal["tax_free", "taxable", "expenses", "advance"]
TIME = ("regular", "base", *RAISES, "midweek_pay", "kiky", "as_time", "to_bank")
"""Kinds that stand alone. `as_time` is overtime that is taken as leave or put in the bank, `to_bank` pay that became
time in the bank, below 0."""
MANY = ("supplement", "absence", "payout", "travel")
"""The first parts of those that are several."""
PAYOUTS = tuple(f"payout.{account}" for account in ACCOUNTS)
TRAVEL: tuple[Travel, ...] = ("tax_free", "taxable", "expenses", "advance")
KINDS = (
    *TIME,
    *MANY,
    *(f"absence.{kind}" for kind in ABSENCES),
    *PAYOUTS,
    *(f"travel.{part}" for part in TRAVEL),
)
"""Every kind that can be named before it occurs; supplements have the names that agreements give them."""


def unit_of(kind: str) -> Unit:
    """What its quantity is: minutes, hundredths of a day, or cents."""
    first, _, second = kind.partition(".")
    if first == "travel":
        return "cent"
    return unit_of_account(second) if first == "payout" else "min"


def in_words(kind: str, lang: str) -> str:
    """What people call a kind; a supplement that an agreement has named itself is called by that."""
    first, _, second = kind.partition(".")
    if first == "payout" and second:
        return say(lang, "payroll.kind.payout_of", {"account": say(lang, f"account.{second}")})
    named = {"absence": f"absence.{second}", "supplement": f"rule.supplement_{second}"}
    key = named.get(first, f"payroll.kind.{first}_{second}") if second else f"payroll.kind.{first}"
    told = say(lang, key)
    return second or first if told == key else told


def is_kind(kind: str) -> bool:
    """Whether a code may be given to it."""
    return kind in KINDS or (kind.startswith("supplement.") and len(kind) > len("supplement."))

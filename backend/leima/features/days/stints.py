"""A person's stretches of terms, with what the agreement gives in days off on the last date of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements.terms import agreements, contract_of, parse_terms
from leima.rules.pay.rates import Rates, rates
from leima.rules.resolve import Contract
from leima.rules.terms import Terms
from leima.rules.zone import next_date

_FOREVER = "9999-12-31"


@dataclass(frozen=True)
class Stint:
    """Dates, both included, on which one rule of reduction leave holds; `rule` is empty where none does."""

    first: str
    last: str
    rule: dict[str, Any]
    share: float
    left_out: tuple[str, ...]
    """Named days that are no holidays here."""
    agreement: str


class Stints:
    """What the terms and agreements of one person say of days off, read once."""

    def __init__(self, tx: Tx, person: str, known: dict[Any, Rates]) -> None:
        """`known` holds rates that people of the same agreement, form and pay share."""
        self._tx, self._known = tx, known
        rows = [row for row in agreement_store.terms_of(tx, person) if not row.deleted]
        self._terms = sorted((parse_terms(row.body) for row in rows), key=lambda one: one.from_)
        self._contracts = agreement_store.contracts_of(tx, person)

    def employed_from(self) -> str:
        """The first date of the first contract."""
        return min((row.from_date for row in self._contracts), default=_FOREVER)

    def last_date(self, first: str, through: str) -> str:
        """The last date with terms between two dates; empty without any."""
        return max((last for _, _, last in self._within(first, through)), default="")

    def ended_by(self, date: str) -> bool:
        """Whether no terms hold on the date that follows."""
        following = next_date(date)
        return not self._within(following, following)

    def of(self, first: str, through: str) -> list[Stint]:
        """The stretches between two dates in order; neighbours under the same rule are one."""
        found: list[Stint] = []
        for terms, begins, ends in self._within(first, through):
            one = self._stint(terms, begins, ends)
            if (
                found
                and next_date(found[-1].last) == begins
                and replace(one, first="", last="") == replace(found[-1], first="", last="")
            ):
                one = replace(found.pop(), last=ends)
            found.append(one)
        return found

    def annual_until(self, first: str, through: str) -> tuple[str, Rates] | None:
        """The last date between two dates on which annual leave days are earned by hours, with what it says."""
        for _, _, ends in reversed(self._within(first, through)):
            at = self._rates(ends)
            if at is not None and at.annual_leave:
                return ends, at
        return None

    def _within(self, first: str, through: str) -> Sequence[tuple[Terms, str, str]]:
        clipped = [(one, max(one.from_, first), min(one.until or _FOREVER, through)) for one in self._terms]
        return [(one, begins, ends) for one, begins, ends in clipped if begins <= ends]

    def _stint(self, terms: Terms, begins: str, ends: str) -> Stint:
        at = self._rates(ends)
        rule = dict(at.reduction_leave) if at is not None and at.reduction_leave else {}
        left_out = tuple(terms.holiday.except_) if terms.holiday else ()
        return Stint(begins, ends, rule, terms.share, left_out, self._name(terms.agreement))

    def _name(self, key: str) -> str:
        found = agreements(self._tx).get(key)
        return found.name if found is not None else key

    def _rates(self, date: str) -> Rates | None:
        contract = self._contract(date)
        if contract is None:
            return None
        key = (contract.agreement, contract.variant, contract.form, contract.pay, date)
        if key not in self._known:
            self._known[key] = rates(contract, agreements(self._tx), date)
        return self._known[key]

    def _contract(self, date: str) -> Contract | None:
        held = [row for row in self._contracts if row.from_date <= date <= (row.until_date or _FOREVER)]
        return contract_of(held[-1]) if held else None

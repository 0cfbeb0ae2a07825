"""Approved claims for payroll: what goes to the Incomes Register by type, what is wages, expenses by their tax."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from leima.features.claim_papers import told
from leima.features.claim_papers.parts import HEAD, TRIP, Part
from leima.features.travel.answers import VatLine, WorkedLine

Group = Literal["allowance", "wage", "expense", "employer_expense", "advance"]
"""Tax-free allowance; the taxable rest of one; what the person has paid; what the employer has; an advance, below 0."""
PAY_CODES = {"night_allowance": "taxable_night", "meal_allowance": "taxable_meal"}
"""Our pay code of what is above the maximum, by the kind of line; `pay_code` knows the others."""


class PayrollRow(msgspec.Struct, frozen=True):
    """One row: `amount_cents` is what is paid to the person, so that a claim's rows add up to what it pays.

    `income_type` is the Incomes Register's, for tax-free allowances; `pay_code` is ours, for the taxable rest. `km` and
    `days` are told once for each drive and travel day. `trip` and `line` (from 1 on), or `receipt` and `files`, are
    where the row comes from.
    """

    group: Group
    claim: str
    person: str
    person_name: str
    approved_on: str
    paid_on: str | None
    amount_cents: int
    cost_centre: str | None = None
    date: str | None = None
    income_type: int | None = None
    pay_code: str | None = None
    kind: str | None = None
    quantity: float | None = None
    unit: str | None = None
    rate_cents: float | None = None
    km: float | None = None
    days: float | None = None
    category: str | None = None
    supplier: str | None = None
    vat_rate: float | None = None
    net_cents: int | None = None
    vat_cents: int | None = None
    trip: str | None = None
    line: int | None = None
    receipt: str | None = None
    files: list[str] = []
    version: int = 0


class PayrollSum(msgspec.Struct, frozen=True):
    """What the rows of one kind come to: `code` is the income type, pay code, or rate of value added tax."""

    group: Group
    code: str
    amount_cents: int
    net_cents: int
    vat_cents: int
    km: float
    days: float


@dataclass
class _Sum:
    amount: int = 0
    net: int = 0
    vat: int = 0
    metres: int = 0
    thousandths: int = 0


@dataclass
class Payroll:
    """Makes the rows, and keeps what they come to. `centres` are cost centres' names by id."""

    centres: Mapping[str, str]
    _sums: dict[tuple[Group, str], _Sum] = field(default_factory=dict)

    def rows(self, part: Part, approved_on: str) -> list[PayrollRow]:
        """The rows of a part of a claim."""
        made = list(_of_part(part, approved_on, self.centres))
        for row in made:
            self._count(row)
        return made

    def _count(self, row: PayrollRow) -> None:
        one = self._sums.setdefault((row.group, code_of(row)), _Sum())
        one.amount += row.amount_cents
        one.net += row.net_cents or 0
        one.vat += row.vat_cents or 0
        one.metres += round((row.km or 0) * 1000)
        one.thousandths += round((row.days or 0) * 1000)

    def sums(self) -> list[PayrollSum]:
        """The sums, by group and code."""
        return [
            PayrollSum(group, code, one.amount, one.net, one.vat, one.metres / 1000, one.thousandths / 1000)
            for (group, code), one in sorted(self._sums.items())
        ]


def code_of(row: PayrollRow) -> str:
    """What a row is summed by within its group."""
    if row.vat_rate is not None:
        return f"{row.vat_rate:g}"
    return row.pay_code or str(row.income_type or "")


def pay_code(kind: str) -> str:
    """The pay code of the taxable part of a line."""
    if kind.startswith("per_diem"):
        return "taxable_per_diem"
    return PAY_CODES.get(kind, "taxable_kilometre")


def _of_part(part: Part, approved_on: str, centres: Mapping[str, str]) -> Iterator[PayrollRow]:
    if part.what == HEAD:
        if part.advance_cents:
            yield _row(part, approved_on, "advance", -part.advance_cents, centres.get(part.cost_centre or ""))
    elif part.what == TRIP:
        centre = centres.get(told.trip(part.body).cost_centre or part.cost_centre or "")
        for number, line in enumerate(told.worked_trip(part.worked).lines, 1):
            yield from _of_line(part, approved_on, number, line, centre)
    else:
        yield from _of_receipt(part, approved_on, centres)


def _row(part: Part, approved_on: str, group: Group, amount: int, centre: str | None, **more: Any) -> PayrollRow:
    return PayrollRow(
        group=group,
        claim=part.claim,
        person=part.person,
        person_name=part.name,
        approved_on=approved_on,
        paid_on=part.paid_on,
        amount_cents=amount,
        cost_centre=centre,
        version=part.version,
        **more,
    )


def _of_line(part: Part, approved_on: str, number: int, line: WorkedLine, centre: str | None) -> Iterator[PayrollRow]:
    """The tax-free part of a line, and what is above the maximum as wages."""
    where: dict[str, Any] = {
        "date": line.date,
        "kind": line.kind,
        "trip": part.item,
        "line": number,
        "rate_cents": line.rate_cents,
    }
    if line.tax_free_cents or not line.taxable_cents:
        counted: dict[str, Any] = {
            "income_type": line.income_type,
            "quantity": line.quantity,
            "unit": line.unit,
            "km": line.quantity if line.kind == "kilometre" else None,
            "days": line.quantity if line.kind.startswith("per_diem") else None,
        }
        yield _row(part, approved_on, "allowance", line.tax_free_cents, centre, **where, **counted)
    if line.taxable_cents:
        yield _row(part, approved_on, "wage", line.taxable_cents, centre, **where, pay_code=pay_code(line.kind))


def _of_receipt(part: Part, approved_on: str, centres: Mapping[str, str]) -> Iterator[PayrollRow]:
    """A row for each rate of value added tax on a receipt."""
    receipt, worked = told.receipt(part.body), told.worked_receipt(part.worked)
    centre = centres.get(receipt.cost_centre or part.cost_centre or "")
    own = receipt.paid_by == "self"
    gross = worked.gross_eur_cents
    for line in worked.lines or [VatLine(0.0, gross, 0, gross)]:
        yield _row(
            part,
            approved_on,
            "expense" if own else "employer_expense",
            line.gross_cents if own else 0,
            centre,
            date=part.date or None,
            category=receipt.category,
            supplier=receipt.supplier,
            vat_rate=line.rate,
            net_cents=line.net_cents,
            vat_cents=line.vat_cents,
            receipt=part.item,
            files=receipt.files,
        )

"""Value added tax of a receipt, line by line. All amounts are cents; a rate of tax is a per cent with one decimal."""

from dataclasses import dataclass

from leima.rules.shape import Shape
from leima.rules.travel.rates import Rates
from leima.rules.travel.shapes import Refusal

EURO = "EUR"
VAT = "vat."
MILLIONTHS = 1_000_000


@dataclass(frozen=True, slots=True)
class Taxed(Shape):
    """A part of a receipt at one rate: `tenths` of a per cent, and its gross cents in the receipt's currency."""

    tenths: int
    gross_cents: int


@dataclass(frozen=True, slots=True)
class Receipt(Shape):
    """A receipt of a date. `rate_to_eur` is one unit of its currency in millionths of a euro (null: unknown)."""

    date: str
    gross_cents: int
    lines: tuple[Taxed, ...]
    currency: str = EURO
    rate_to_eur: int | None = None


@dataclass(frozen=True, slots=True)
class VatLine(Shape):
    """A part in euro cents: `gross_cents` is `vat_cents` and `net_cents` together. `rate` is the per cent."""

    rate: float
    gross_cents: int
    vat_cents: int
    net_cents: int


@dataclass(frozen=True, slots=True)
class Split(Shape):
    """A receipt worked out: its lines, and what is refused and why."""

    lines: tuple[VatLine, ...]
    refused: tuple[Refusal, ...]


def split_vat(receipt: Receipt, rates: Rates) -> Split:
    """Tax and net of each line, the tax rounded half up once. A rate must have been in force on the receipt's date.

    The lines must add up to the receipt, and a currency other than the euro must have its rate.
    """
    refused: list[Refusal] = []
    if sum(line.gross_cents for line in receipt.lines) != receipt.gross_cents:
        told = sum(line.gross_cents for line in receipt.lines)
        params = {"lines": told / 100, "gross": receipt.gross_cents / 100}
        refused.append(Refusal("receipt", "receipt_sum", params, "gross_cents"))
    to_euro = MILLIONTHS if receipt.currency == EURO else receipt.rate_to_eur
    if to_euro is None:
        refused.append(Refusal("receipt", "receipt_no_rate", {"currency": receipt.currency}, "rate_to_eur"))
        return Split((), tuple(refused))
    in_force = sorted({round(value * 10) for value in rates.values(VAT, receipt.date)}, reverse=True)
    lines = []
    for number, line in enumerate(receipt.lines):
        if line.tenths in in_force:
            lines.append(_vat_line(line, to_euro))
            continue
        allowed = ", ".join(f"{tenths / 10:g}" for tenths in in_force)
        wrong = {"rate": line.tenths / 10, "date": receipt.date, "allowed": allowed}
        refused.append(Refusal(f"lines[{number}]", "receipt_vat", wrong, f"{line.tenths / 10:g}"))
    return Split(tuple(lines), tuple(refused))


def _vat_line(line: Taxed, to_euro: int) -> VatLine:
    exact = line.gross_cents * to_euro
    gross = half_up(exact, MILLIONTHS)
    vat = half_up(exact * line.tenths, MILLIONTHS * (1000 + line.tenths))
    return VatLine(line.tenths / 10, gross, vat, gross - vat)


def half_up(above: int, below: int) -> int:
    """Part of two whole numbers as a whole number, half up."""
    return (2 * above + below) // (2 * below)

"""What holds for every receipt, whatever its currency and however it is split."""

import json
from random import Random

from hypothesis import given

from leima.rules.travel.receipt import MILLIONTHS, Receipt, Split, Taxed, half_up, split_vat
from tests.rules.paid_weeks import CASES, OFTEN, SEEDS
from tests.rules.travel.asking import RATES

DATES = {
    "2026-11-10": (0, 100, 135, 255),
    "2025-06-01": (0, 100, 140, 255),
    "2024-02-01": (0, 100, 140, 240),
}
"""Dates with the rates of tax that were in force on them, in tenths of a per cent."""
CURRENCIES = ("EUR", "EUR", "SEK", "JPY", "IDR", "GBP")
tried: list[int] = []


def random_receipt(seed: int) -> Receipt:
    """A receipt whose lines add up to it, at rates that were in force."""
    dice = Random(seed)
    date, currency = dice.choice(list(DATES)), dice.choice(CURRENCIES)
    most = dice.choice([5, 1_000, 100_000, 99_999_999])
    lines = [Taxed(dice.choice(DATES[date]), dice.randint(0, most)) for _ in range(dice.randint(1, 5))]
    to_euro = None if currency == "EUR" else dice.choice([1, 55, 6_161, 91_300, 1_000_000, 1_170_000])
    return Receipt(date, sum(one.gross_cents for one in lines), tuple(lines), currency, to_euro)


@OFTEN
@given(SEEDS)
def test_a_line_is_its_tax_and_its_net_and_the_lines_are_the_receipt_but_for_their_rounding(seed: int) -> None:
    receipt = random_receipt(seed)
    split = split_vat(receipt, RATES)
    tried.append(seed)
    assert not split.refused and len(split.lines) == len(receipt.lines)
    for told, line in zip(receipt.lines, split.lines, strict=True):
        assert line.gross_cents == line.vat_cents + line.net_cents
        assert min(line.gross_cents, line.vat_cents, line.net_cents) >= 0
        assert (line.vat_cents == 0) or told.tenths > 0
        assert abs(line.vat_cents * (1000 + told.tenths) - line.gross_cents * told.tenths) <= 1000 + told.tenths
    whole = half_up(receipt.gross_cents * (receipt.rate_to_eur or MILLIONTHS), MILLIONTHS)
    rounded = sum(one.gross_cents for one in split.lines)
    assert rounded == whole if receipt.currency == "EUR" else abs(rounded - whole) <= (len(split.lines) + 1) / 2


@OFTEN
@given(SEEDS)
def test_a_receipt_and_its_split_survive_their_json(seed: int) -> None:
    receipt = random_receipt(seed)
    split = split_vat(receipt, RATES)
    assert Receipt.from_json(json.loads(json.dumps(receipt.to_json()))) == receipt
    assert Split.from_json(json.loads(json.dumps(split.to_json()))) == split


@OFTEN
@given(SEEDS)
def test_a_rate_that_was_not_in_force_is_refused_and_the_other_lines_are_not(seed: int) -> None:
    receipt = random_receipt(seed)
    wrong = Receipt(
        receipt.date, receipt.gross_cents + 7, (*receipt.lines, Taxed(77, 7)), receipt.currency, receipt.rate_to_eur
    )
    split = split_vat(wrong, RATES)
    assert [one.line for one in split.refused] == [f"lines[{len(receipt.lines)}]"]
    assert split.lines == split_vat(receipt, RATES).lines


def test_as_many_receipts_were_tried_as_the_size_asks() -> None:
    CASES.reached(len(tried))

"""A cent of any claim is the same in the API's sums, in every row of the files, and in the texts of their cells."""

import json
from collections.abc import Sequence
from random import Random

from hypothesis import given

from leima.features.claim_papers.columns import CLAIMS, LINES, PAYROLL, Column, csv_lines
from leima.features.claim_papers.lines import head_cells, line_cells
from leima.features.claim_papers.parts import HEAD, RECEIPT, TRIP, Part
from leima.features.claim_papers.payroll import Payroll
from leima.features.reports.long_sheets import long_book
from leima.rules.travel import work_out
from leima.rules.travel.receipt import split_vat
from tests.reports.test_long_sheets import read
from tests.rules.paid_weeks import CASES, OFTEN, SEEDS
from tests.rules.travel.asking import RATES
from tests.rules.travel.random_trips import random_trip
from tests.rules.travel.test_receipt_properties import random_receipt
from tests.rules.travel.test_travel_properties import KNOWN

tried: list[int] = []


def parts_of(seed: int) -> tuple[list[Part], int, int]:
    """The parts of a random claim, what it comes to, and its advance, in cents."""
    dice = Random(seed)
    trips = [work_out(random_trip(dice.randrange(10**6), KNOWN, wild=False), RATES) for _ in range(dice.randint(0, 2))]
    receipts = [random_receipt(dice.randrange(10**6)) for _ in range(dice.randint(0 if trips else 1, 3))]
    due, free = sum(one.due_cents for one in trips), sum(one.tax_free_cents for one in trips)
    advance, expenses, items = dice.choice([0, 1, 5_000]), 0, []
    for n, one in enumerate(trips):
        items.append((TRIP, f"t{n}", json.dumps({"destination": "Oulu"}), json.dumps(one.to_json())))
    for n, receipt in enumerate(receipts):
        split, paid_by = split_vat(receipt, RATES), dice.choice(["self", "self", "employer"])
        gross = sum(line.gross_cents for line in split.lines)
        expenses += gross if paid_by == "self" else 0
        worked = json.dumps({"gross_eur_cents": gross, **split.to_json()})
        items.append((RECEIPT, f"r{n}", json.dumps({"supplier": "=1+1", "paid_by": paid_by}), worked))

    def part(what: int, item: str = "", body: str = "", worked: str = "") -> Part:
        sums = (advance, due, free, due - free, expenses)
        when = (None, 1_763_715_600_000, None, 3)
        return Part(
            "c",
            "p",
            "Aino",
            "",
            "approved",
            None,
            "2026-11-10",
            "2026-11-10",
            *sums,
            *when,
            what,
            item,
            "2026-11-10",
            body,
            worked,
        )

    return [part(HEAD), *(part(*one) for one in items)], due + expenses, advance


def cents(text: str) -> int:
    """What an amount in a cell says, in cents, without a float on the way."""
    whole, _, decimals = text.partition(",")
    assert len(decimals) == 2
    return int(f"{whole}{decimals}")


def column(text: str, columns: Sequence[Column], key: str) -> int:
    at = [one.key for one in columns].index(key)
    cells = [line.split(";")[at] for line in text.splitlines()]
    return sum(cents(cell) for cell in cells if cell)


@OFTEN
@given(SEEDS)
def test_the_rows_of_every_file_add_up_to_the_claim(seed: int) -> None:
    parts, total, advance = parts_of(seed)
    tried.append(seed)
    lines = [row for part in parts for row in line_cells(part, {}, "Europe/Helsinki", "fi")]
    head = head_cells(parts[0], {}, "Europe/Helsinki", "fi")
    payroll = Payroll({})
    paid = [row for part in parts for row in payroll.rows(part, "2026-11-20")]
    assert sum(one["total"] for one in lines) == head["total"] == total
    assert sum(one.get("due", 0) for one in lines) == head["due"]
    assert sum(one.get("tax_free", 0) + one.get("taxable", 0) for one in lines) == head["due"]
    assert sum(one.get("expenses", 0) for one in lines) == head["expenses"]
    assert sum(row.amount_cents for row in paid) == head["to_pay"] == total - advance
    assert sum(one.amount_cents for one in payroll.sums()) == total - advance
    assert column(csv_lines(LINES, lines, "fi"), LINES, "total") == total
    assert column(csv_lines(CLAIMS, [head], "fi"), CLAIMS, "to_pay") == total - advance
    told = [{"to_pay": row.amount_cents} for row in paid]
    assert column(csv_lines(PAYROLL, told, "fi"), PAYROLL, "to_pay") == total - advance


def test_as_many_claims_were_tried_as_the_size_asks() -> None:
    CASES.reached(len(tried))


def test_a_workbook_of_many_claims_adds_up_to_the_cent() -> None:
    whole, amounts = 0, []
    for seed in range(150):
        parts, total, advance = parts_of(seed)
        whole += total - advance
        amounts += [{"c": row.amount_cents} for part in parts for row in Payroll({}).rows(part, "2026-11-20")]
    with long_book("fi", {"Rivit": [{"key": "c", "kind": "cents", "title": "Maksetaan"}]}) as book:
        book.sheets[0].add(amounts)
        cells = read(book.done())[0][-1][1:]
    assert [round(value * 100) for _, value, *_ in cells] == [one["c"] for one in amounts]
    assert sum(round(value * 100) for _, value, *_ in cells) == whole

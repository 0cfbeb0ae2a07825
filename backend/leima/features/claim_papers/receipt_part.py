"""The receipts on the paper of their claim: a table of them all, and at the end their pictures."""

from collections.abc import Iterator

from leima.features.claim_papers.amounts import decimal, euros, number, on
from leima.features.claim_papers.held import HeldClaim, HeldReceipt
from leima.features.claim_papers.paper import Block, Column, File, Heading, NewPage, Rows, Text
from leima.web.words import say

COLUMNS = ("number", "date", "supplier", "net", "vat", "gross", "paid_back")

PLACES = {name: f"{{{name}}}" for name in ("page", "pages", "printed")}
"""Places that are filled when the pages of a file are known."""


def table(held: HeldClaim, lang: str) -> Iterator[Block]:
    """Every receipt by its number, with its value added tax by rate, and what the person is paid back."""
    if not held.receipts:
        return
    yield Heading(say(lang, "paper.receipts"))
    columns = tuple(
        Column(say(lang, f"paper.column.{key}"), wide=key == "supplier", right=COLUMNS.index(key) > 2)
        for key in COLUMNS
    )
    rows = tuple(_row(number, one, lang) for number, one in enumerate(held.receipts, 1))
    gross = sum(one.told.worked.gross_eur_cents for one in held.receipts)
    back = sum(paid_back(one) for one in held.receipts)
    yield Rows(columns, rows, ("", "", say(lang, "paper.sum.receipts"), "", "", euros(gross, lang), euros(back, lang)))


def paid_back(receipt: HeldReceipt) -> int:
    """Euro cents that the person is paid back for a receipt."""
    return receipt.told.worked.gross_eur_cents if receipt.told.paid_by == "self" else 0


def _row(place: int, receipt: HeldReceipt, lang: str) -> tuple[str, ...]:
    lines, told = receipt.told.worked.lines, receipt.told
    return (
        str(place),
        on(told.date, lang),
        "\n".join(_supplier(receipt, lang)),
        euros(sum(line.net_cents for line in lines), lang) if lines else "",
        euros(sum(line.vat_cents for line in lines), lang) if lines else "",
        euros(receipt.told.worked.gross_eur_cents, lang),
        euros(paid_back(receipt), lang),
    )


def _supplier(receipt: HeldReceipt, lang: str) -> Iterator[str]:
    """Who was paid, and beneath it what for, at which rates, in which currency and by whom."""
    told = receipt.told
    category = say(lang, f"paper.category.{told.category}")
    yield told.supplier or category
    if told.supplier:
        yield category
    for line in receipt.told.worked.lines:
        sums = {"net": euros(line.net_cents, lang), "vat": euros(line.vat_cents, lang)}
        yield say(lang, "paper.vat", {"rate": number(line.rate, lang), **sums})
    if told.currency != "EUR":
        paid = f"{decimal(told.gross_cents, lang)} {told.currency}"
        rate = number_of_rate(told.rate_to_eur, lang)
        source = say(lang, f"paper.rate_source.{told.rate_source}") if told.rate_source else ""
        yield say(lang, "paper.currency", {"paid": paid, "rate": rate, "source": source})
    if told.paid_by == "employer":
        yield say(lang, "paper.paid_by_employer")
    if receipt.cost_centre:
        yield receipt.cost_centre
    if told.note:
        yield told.note


def number_of_rate(rate: str | None, lang: str) -> str:
    """A currency's rate with all its decimals."""
    text = rate or ""
    return text if lang == "en" else text.replace(".", ",")


def pictures(held: HeldClaim, lang: str) -> Iterator[Block]:
    """The receipts' files, each page a picture with its alternative text; photos and PDFs alike."""
    if not any(one.told.files for one in held.receipts):
        return
    yield NewPage()
    yield Heading(say(lang, "paper.receipts.pictures"))
    for place, one in enumerate(held.receipts, 1):
        yield from _files(place, one, lang)


def _files(place: int, receipt: HeldReceipt, lang: str) -> Iterator[Block]:
    told = receipt.told
    named = {
        "n": place,
        "supplier": told.supplier or say(lang, f"paper.category.{told.category}"),
        "date": on(told.date, lang),
        "sum": euros(receipt.told.worked.gross_eur_cents, lang),
        **PLACES,
    }
    kept = {one.sha256: one for one in receipt.told.media}
    for sha256 in told.files:
        title = say(lang, "paper.receipt", named)
        if sha256 not in kept:
            yield Text(say(lang, "paper.receipt.unreadable", named))
            continue
        yield File(
            name=kept[sha256].kept,
            media=kept[sha256].media,
            title=title,
            alt=say(lang, "paper.receipt.alt", named),
            page=say(lang, "paper.receipt.page", PLACES),
            left_out=say(lang, "paper.receipt.left_out", named),
            unreadable=say(lang, "paper.receipt.unreadable", named),
        )

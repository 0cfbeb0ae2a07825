"""A contractor's invoicing of an interval as a paper, to go with their invoice."""

from collections.abc import Iterator

from leima.features.claim_papers.amounts import between, euros, number, on
from leima.features.claim_papers.invoicing import Invoicing, InvoicingLine
from leima.features.claim_papers.paper import Block, Column, Facts, Heading, Paper, Rows, Sums, Text
from leima.web.formats import hours
from leima.web.words import say

COLUMNS = ("date", "invoiced", "quantity", "price", "net", "vat", "gross")
TEXT = ("date", "invoiced")


def invoicing_paper(told: Invoicing, organisation: str, lang: str, now: int, logo: bytes = b"") -> Paper:
    """The paper in a language; `now` is epoch milliseconds, `logo` the organisation's."""
    title = say(lang, "paper.invoicing")
    over = between(told.from_, told.until, lang)
    return Paper(
        title=f"{title} {over}",
        lead=say(lang, "paper.invoicing.to", {"organisation": organisation}),
        subject=f"{title}, {told.person_name}, {over}",
        author=told.person_name,
        lang=lang,
        footer=f"{title} · {told.person_name} · {over}",
        made_at=now // 1000,
        blocks=(_three(told, lang), _who(told, lang), *_hours(told, lang), *_lines(told, lang), *_rates(told, lang)),
        organisation=organisation,
        logo=logo,
    )


def _three(told: Invoicing, lang: str) -> Sums:
    columns = tuple(Column(say(lang, f"paper.column.{key}")) for key in ("net", "vat", "gross"))
    return Sums(columns, (tuple(euros(cents, lang) for cents in (told.net_cents, told.vat_cents, told.gross_cents)),))


def _who(told: Invoicing, lang: str) -> Facts:
    rows = (("name", told.person_name), ("dates", between(told.from_, told.until, lang)))
    return Facts(tuple((say(lang, f"paper.fact.{key}"), value) for key, value in rows))


def _hours(told: Invoicing, lang: str) -> Iterator[Block]:
    yield Heading(say(lang, "paper.invoicing.hours"))
    if not told.months:
        yield Text(say(lang, "paper.invoicing.no_hours"))
        return
    columns = (Column(say(lang, "paper.column.month"), wide=True), Column(say(lang, "paper.column.hours"), right=True))
    rows = tuple((f"{int(one.month[5:])}/{one.month[:4]}", hours(one.minutes)) for one in told.months)
    yield Rows(columns, rows, (say(lang, "paper.sum.total"), hours(sum(one.minutes for one in told.months))))


def _lines(told: Invoicing, lang: str) -> Iterator[Block]:
    yield Heading(say(lang, "paper.invoicing.lines"))
    if not told.lines:
        yield Text(say(lang, "paper.invoicing.no_lines"))
    else:
        columns = tuple(
            Column(say(lang, f"paper.column.{key}"), wide=key == "invoiced", right=key not in TEXT) for key in COLUMNS
        )
        sums = (euros(cents, lang) for cents in (told.net_cents, told.vat_cents, told.gross_cents))
        yield Rows(
            columns, tuple(_row(one, lang) for one in told.lines), (say(lang, "paper.sum.total"), "", "", "", *sums)
        )
    for one in told.unpriced:
        quantity = f"{number(one.quantity, lang)} {say(lang, f'paper.unit.{one.unit}')}"
        yield Text(say(lang, "paper.invoicing.unpriced", {"quantity": quantity}), quiet=True)


def _row(line: InvoicingLine, lang: str) -> tuple[str, ...]:
    kind = say(lang, f"paper.category.{line.kind}" if line.unit is None else f"paper.invoicing.{line.unit}")
    priced = line.price_cents is not None and line.quantity is not None and line.unit is not None
    return (
        on(line.date, lang),
        f"{line.what or kind}\n{kind} · {say(lang, 'paper.invoicing.rate', {'rate': number(line.vat_rate, lang)})}",
        f"{number(line.quantity or 0, lang)} {say(lang, f'paper.unit.{line.unit}')}" if priced else "",
        euros(line.price_cents or 0, lang) if priced else "",
        *(euros(cents, lang) for cents in (line.net_cents, line.vat_cents, line.gross_cents)),
    )


def _rates(told: Invoicing, lang: str) -> Iterator[Block]:
    if not told.sums:
        return
    yield Heading(say(lang, "paper.invoicing.rates"))
    columns = tuple(Column(say(lang, f"paper.column.{key}"), right=True) for key in ("vat_rate", "net", "vat", "gross"))
    yield Rows(
        columns,
        tuple(
            (
                f"{number(one.vat_rate, lang)} %",
                *(euros(cents, lang) for cents in (one.net_cents, one.vat_cents, one.gross_cents)),
            )
            for one in told.sums
        ),
    )
    yield Text(say(lang, "paper.invoicing.tax"), quiet=True)

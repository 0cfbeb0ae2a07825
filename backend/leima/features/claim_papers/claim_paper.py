"""A travel claim as a paper: what is paid and why, who has approved what and when, and then its receipts."""

from collections.abc import Iterator

from leima.features.claim_papers import receipt_part, trip_part
from leima.features.claim_papers.amounts import at, between, euros, on
from leima.features.claim_papers.held import HeldClaim
from leima.features.claim_papers.paper import Block, Column, Facts, Heading, Paper, Rows, Sums, Text
from leima.features.claim_papers.sources import Sources
from leima.web.words import say


def claim_paper(held: HeldClaim, lang: str, now: int) -> Paper:
    """The paper in a language; `now` is epoch milliseconds."""
    claim, sources = held.claim, Sources()
    name = claim.person_name or ""
    title = say(lang, "paper.claim")
    trips = [block for one in held.trips for block in trip_part.blocks(one, sources, lang)]
    return Paper(
        title=f"{title}: {claim.title}" if claim.title else title,
        lead=held.organisation,
        subject=f"{title}, {name}, {between(claim.from_date, claim.until_date, lang)}",
        author=name,
        lang=lang,
        footer=say(lang, "paper.footer", {"title": title, "name": name, "version": claim.version}),
        made_at=now // 1000,
        blocks=(
            _three_sums(held, lang),
            _head(held, lang),
            Heading(say(lang, "paper.sums")),
            _sums(held, lang),
            *trips,
            *receipt_part.table(held, lang),
            *_sources(sources, lang),
            *receipt_part.pictures(held, lang),
        ),
        organisation=held.organisation,
        logo=held.logo,
    )


def _three_sums(held: HeldClaim, lang: str) -> Sums:
    claim = held.claim
    titles = [say(lang, f"paper.sum.{name}") for name in ("due", "tax_free", "taxable")]
    sums = tuple(euros(cents, lang) for cents in (claim.due_cents, claim.tax_free_cents, claim.taxable_cents))
    return Sums(tuple(Column(title) for title in titles), (sums,))


def _head(held: HeldClaim, lang: str) -> Facts:
    """Who, when, and how far it has come."""
    claim = held.claim
    told = (
        ("name", claim.person_name or ""),
        ("payee", say(lang, "paper.payee.contractor") if claim.payee == "contractor" else ""),
        ("dates", between(claim.from_date, claim.until_date, lang)),
        ("cost_centre", held.cost_centre),
        ("note", claim.note),
        ("status", say(lang, f"paper.status.{claim.status}")),
        ("submitted", at(claim.submitted_at, lang, held.zone)),
        ("decision", _decision(held, lang)),
        ("reason", claim.reason),
        ("paid", on(claim.paid_on, lang)),
        ("version", str(claim.version)),
    )
    return Facts(tuple((say(lang, f"paper.fact.{key}"), value) for key, value in told if value))


def _decision(held: HeldClaim, lang: str) -> str:
    claim = held.claim
    if claim.decided_at is None:
        return ""
    kind = "approved" if claim.status in ("approved", "paid") else claim.status
    params = {"by": claim.decided_by or "", "at": at(claim.decided_at, lang, held.zone)}
    return say(lang, f"paper.decision.{kind}", params)


def _sums(held: HeldClaim, lang: str) -> Rows:
    claim = held.claim
    rows = [("due", claim.due_cents), ("expenses", claim.expenses_cents), ("total", claim.total_cents)]
    if claim.advance_cents:
        rows.append(("advance", -claim.advance_cents))
    return Rows(
        columns=(Column(say(lang, "paper.column.what"), wide=True), Column(say(lang, "paper.column.sum"), right=True)),
        rows=tuple((say(lang, f"paper.sum.{key}"), euros(cents, lang)) for key, cents in rows),
        sums=(say(lang, "paper.sum.to_pay"), euros(claim.to_pay_cents, lang)),
    )


def _sources(sources: Sources, lang: str) -> Iterator[Block]:
    if sources.texts:
        yield Heading(say(lang, "paper.sources"))
    for number, text in enumerate(sources.texts, 1):
        yield Text(f"{number}. {text}", quiet=True)

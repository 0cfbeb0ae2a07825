"""/api/v1/claims: travel claims as papers and as files for payroll."""

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from litestar import Response, Router, get
from litestar.params import PathParameter, QueryParameter
from litestar.response import Stream

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.claim_papers import store
from leima.features.claim_papers.claim_paper import claim_paper
from leima.features.claim_papers.export import ClaimsExport, PayrollExport
from leima.features.claim_papers.files import csv_export, json_export, xlsx_export
from leima.features.claim_papers.invoicing import Invoicing
from leima.features.claim_papers.invoicing_paper import invoicing_paper
from leima.features.claim_papers.invoicing_read import invoicing
from leima.features.claim_papers.paper import Paper
from leima.features.claim_papers.payroll import PayrollRow, PayrollSum
from leima.features.claim_papers.printing import PDF, printed
from leima.features.days.asked import PersonQuery
from leima.features.logo import store as logo
from leima.features.reports.files import MEDIA, Format, file_name
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor

ClaimPdf: TypeAlias = Annotated[str, PathParameter(pattern=r"^[0-9a-f-]{36}\.pdf$")]
FromQuery: TypeAlias = Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)]
UntilQuery: TypeAlias = Annotated[str | None, QueryParameter(name="until", required=False, max_length=10)]
FileQuery: TypeAlias = Annotated[Literal["csv", "xlsx"], QueryParameter(name="format", required=False)]
FormatQuery: TypeAlias = Annotated[Format, QueryParameter(name="format", required=False)]
PaperQuery: TypeAlias = Annotated[Literal["json", "pdf"], QueryParameter(name="format", required=False)]
FILES = {"files": [MEDIA["xlsx"], MEDIA["csv"]]}
LangQuery: TypeAlias = Annotated[Literal["fi", "sv", "en"] | None, QueryParameter(name="lang", required=False)]


class PayrollAnswer(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """Claims for payroll: rows in order of names, and what they come to by group and code."""

    from_: str
    until: str
    rows: list[PayrollRow]
    sums: list[PayrollSum]


@get("/{claim_pdf:str}", operation_id="printClaim", opt={"files": [PDF]}, responses=errors(404, 422, 429))
async def claim_as_pdf(
    claims: Claims, db: Store, world: Outside, claim_pdf: ClaimPdf, lang: LangQuery = None
) -> Stream:
    """`{id}.pdf`: the claim with its lines, rules, sources and decision, and its receipts as pictures; PDF/UA-1.

    In the reader's language, or in `lang`.
    """

    def work(tx: Tx, actor: Actor) -> tuple[Paper, str]:
        held, spoken = store.held_claim(tx, actor, claim_pdf.removesuffix(".pdf")), lang or actor.lang
        made = claim_paper(held, spoken, tx.now)
        name = file_name(made.title, made.author, held.claim.from_date or "", ending="pdf")
        return made, name

    paper, name = await db.read(as_actor(claims, work))
    return await printed(world, claims, paper, name)


@get("/export", operation_id="exportClaims", opt={"files": [MEDIA["xlsx"], MEDIA["csv"]]}, responses=errors())
async def export_claims(
    claims: Claims, db: Store, first: FromQuery = None, last: UntilQuery = None, form: FileQuery = "csv"
) -> Stream:
    """Sent claims whose last date is in the interval, line by line: one's own, one's people's, payroll everybody's.

    A claim's lines add up to its total.
    """
    export = ClaimsExport(first, last)
    return await (csv_export if form == "csv" else xlsx_export)(db, claims, export)


@get("/payroll", operation_id="exportClaimsForPayroll", opt=FILES, responses=returns(PayrollAnswer, 403))
async def export_payroll(
    claims: Claims, db: Store, first: FromQuery = None, last: UntilQuery = None, form: FormatQuery = "json"
) -> Response[Any]:
    """Employees' claims approved in the interval: by type of the Incomes Register, by pay code, by tax and cost centre.

    For payroll alone. Each row leads back to its line or its receipt.
    """
    export = PayrollExport(first, last)
    if form == "json":
        return await json_export(db, claims, export)
    return await (csv_export if form == "csv" else xlsx_export)(db, claims, export)


@get("/invoicing", operation_id="invoiceClaims", opt={"files": [PDF]}, responses=returns(Invoicing, 404, 422, 429))
async def invoice_claims(
    claims: Claims,
    db: Store,
    world: Outside,
    person: PersonQuery = None,
    first: FromQuery = None,
    last: UntilQuery = None,
    lang: LangQuery = None,
    form: PaperQuery = "pdf",
) -> Response[Any]:
    """A contractor's approved travel and receipts of the interval at the agreed prices, with tax, beside their hours.

    For the contractor, their supervisor and payroll.
    """

    def work(tx: Tx, actor: Actor) -> tuple[Invoicing, Paper]:
        told = invoicing(tx, actor, person or None, first, last)
        name, spoken = store.organisation_name(tx), lang or actor.lang
        return told, invoicing_paper(told, name, spoken, tx.now, logo.png(tx))

    told, paper = await db.read(as_actor(claims, work))
    if form == "json":
        return as_json(told, Invoicing)
    return await printed(world, claims, paper, file_name(paper.title, paper.author, ending="pdf"))


router = Router(
    "/api/v1/claims", tags=["Travel"], route_handlers=[claim_as_pdf, export_claims, export_payroll, invoice_claims]
)

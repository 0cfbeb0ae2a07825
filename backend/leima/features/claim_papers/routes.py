"""/api/v1/claims: travel claims as papers and as files for payroll."""

from typing import Annotated, Literal, TypeAlias

from litestar import Router, get
from litestar.params import PathParameter, QueryParameter
from litestar.response import Stream

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.claim_papers import store
from leima.features.claim_papers.claim_paper import claim_paper
from leima.features.claim_papers.paper import Paper
from leima.features.claim_papers.printing import PDF, printed
from leima.features.reports.files import file_name
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor

ClaimPdf: TypeAlias = Annotated[str, PathParameter(pattern=r"^[0-9a-f-]{36}\.pdf$")]
LangQuery: TypeAlias = Annotated[Literal["fi", "sv", "en"] | None, QueryParameter(name="lang", required=False)]


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


router = Router("/api/v1/claims", tags=["Travel claims"], route_handlers=[claim_as_pdf])

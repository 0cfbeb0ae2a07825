"""/api/v1/company-sign-in: the company's own sign-in, for admins alone."""

from litestar import Router, delete, get, post, put
from litestar.params import FromPath, JSONBody

from leima.features.oidc import forms, office, trying
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor


@get("/", operation_id="readCompanySignIn", responses=errors(403))
async def read(claims: Claims, world: Outside) -> forms.CompanyData:
    """The organisation's own sign-in, without its secret, and who has come in by it."""
    return await world.db.read(as_actor(claims, lambda tx, actor: office.read(tx, actor, world.settings)))


@put("/", operation_id="saveCompanySignIn", responses=errors(403, 409))
async def save(claims: Claims, world: Outside, data: JSONBody[forms.CompanyForm]) -> forms.CompanyData:
    """Keeps the organisation's own sign-in."""
    await world.db.read(as_actor(claims, lambda _, actor: office.refuse_others(actor)))
    office.refuse_if_bad(world, data)
    return await world.db.write(as_actor(claims, lambda tx, actor: office.save(tx, actor, world.settings, data)))


@delete("/", operation_id="removeCompanySignIn", responses=errors(403, 404))
async def remove(claims: Claims, db: Store) -> None:
    """Takes the organisation's own sign-in away."""
    await db.write(as_actor(claims, office.remove))


@post("/try", status_code=200, operation_id="tryCompanySignIn", responses=errors(403))
async def attempt(claims: Claims, world: Outside, data: JSONBody[forms.CompanyForm]) -> forms.CompanyFindings:
    """Asks the provider what can be asked without a person, and says what is wrong. Nothing is kept."""
    await world.db.read(as_actor(claims, lambda _, actor: office.refuse_others(actor)))
    office.refuse_if_bad(world, data)
    row = await world.db.read(as_actor(claims, lambda tx, _: office.row_of(tx, data)))
    return await trying.findings(world, row)


@put("/only", operation_id="requireCompanySignIn", responses=errors(403, 409))
async def only(claims: Claims, world: Outside, data: JSONBody[forms.OnlyForm]) -> forms.CompanyData:
    """Says whether everybody but admins comes in by it alone."""
    return await world.db.write(as_actor(claims, lambda tx, actor: office.set_only(tx, actor, world.settings, data)))


@delete("/people/{person:str}", operation_id="unlinkCompanyAccount", responses=errors(403, 404))
async def unlink(claims: Claims, db: Store, person: FromPath[str]) -> None:
    """Forgets a person's account at the provider."""
    await db.write(as_actor(claims, lambda tx, actor: office.unlink(tx, actor, person)))


router = Router("/api/v1/company-sign-in", tags=["Sign-in"], route_handlers=[read, save, remove, attempt, only, unlink])

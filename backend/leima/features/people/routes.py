"""/api/v1/me and /api/v1/people."""

from litestar import get, put
from litestar.params import FromPath, JSONBody

from leima.features.people import editing, schemas, service
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor


@get("/me", operation_id="readMe")
async def me(claims: Claims, db: Store) -> schemas.Me:
    """Who the caller is: roles, teams and organisation."""
    return await db.read(as_actor(claims, service.me))


@put("/me/language", operation_id="setLanguage")
async def set_language(claims: Claims, db: Store, data: JSONBody[schemas.SetLanguage]) -> schemas.Me:
    """Chooses the caller's language."""
    return await db.write(as_actor(claims, lambda tx, actor: service.set_language(tx, actor, data)))


@get("/people", operation_id="listPeople", responses=errors(403))
async def everybody(claims: Claims, db: Store) -> schemas.People:
    """The people of the organisation; supervisors see names and teams of their own."""
    return await db.read(as_actor(claims, service.everybody))


@get("/people/{person:str}/details", operation_id="readPersonDetails", responses=errors(403, 404))
async def details(claims: Claims, db: Store, person: FromPath[str]) -> schemas.PersonDetails:
    """A person's name, e-mail, team and roles, with the changes that wait for their date."""
    return await db.read(as_actor(claims, lambda tx, actor: editing.details(tx, actor, person)))


@put("/people/{person:str}/details", operation_id="editPerson", responses=errors(403, 404, 409))
async def edit(
    claims: Claims, db: Store, person: FromPath[str], data: JSONBody[schemas.EditPerson]
) -> schemas.PersonDetails:
    """Changes a person's name, e-mail, team and roles from a date on."""
    return await db.write(as_actor(claims, lambda tx, actor: editing.edit(tx, actor, person, data)))


HANDLERS = (me, set_language, everybody, details, edit)
"""They stand in one router with the way in, since a path belongs to one."""

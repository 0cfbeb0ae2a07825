"""/api/v1/reminders: what the caller is reminded of, and what their organisation has set."""

from litestar import Router, get, put
from litestar.params import FromPath, JSONBody

from leima.features.reminders import forms, service
from leima.features.reminders.kinds import KINDS, Kind
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.errors import NotFound
from leima.web.guard import as_actor


def _kind(text: str) -> Kind:
    found = next((kind for kind in KINDS if kind == text), None)
    if found is None:
        raise NotFound()
    return found


@get("/reminders/own", operation_id="readOwnReminders")
async def read_own(claims: Claims, db: Store) -> forms.OwnReminders:
    """What the caller is reminded of, and when."""
    return await db.read(as_actor(claims, service.own))


@put("/reminders/own/{kind:str}", operation_id="chooseReminder", responses=errors(403, 404))
async def choose(
    claims: Claims, db: Store, kind: FromPath[str], data: JSONBody[forms.ChooseReminder]
) -> forms.OwnReminders:
    """Keeps the caller's word on a kind of reminder, where the organisation lets them choose."""
    return await db.write(as_actor(claims, lambda tx, actor: service.choose(tx, actor, _kind(kind), data)))


@get("/reminders/rules", operation_id="readReminders", responses=errors(403))
async def read_office(claims: Claims, db: Store) -> forms.OfficeReminders:
    """What the organisation has set of reminders, for admins."""
    return await db.read(as_actor(claims, service.office))


@put("/reminders/rules/{kind:str}", operation_id="setReminder", responses=errors(403, 404))
async def set_rule(
    claims: Claims, db: Store, kind: FromPath[str], data: JSONBody[forms.SetReminder]
) -> forms.OfficeReminders:
    """Sets what holds in the organisation for a kind of reminder, by admins."""
    return await db.write(as_actor(claims, lambda tx, actor: service.set_rule(tx, actor, _kind(kind), data)))


router = Router("/api/v1", tags=["Notices"], route_handlers=[read_own, choose, read_office, set_rule])

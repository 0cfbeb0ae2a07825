"""What admins set of the company's own sign-in, and what they are told of it."""

import json

from leima.access.rights import may_connect
from leima.db.actor import Actor
from leima.db.site import instant
from leima.db.tables.oidc import CompanySignIn
from leima.db.tx import Tx
from leima.features.auth.store import revoke
from leima.features.oidc import forms, store
from leima.features.oidc.entering import page_of
from leima.features.people import store as people
from leima.settings import Settings
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound
from leima.world.world import World


def refuse_others(actor: Actor) -> None:
    """Raises Forbidden for who is no admin."""
    if not may_connect(actor):
        raise Forbidden()


def read(tx: Tx, actor: Actor, settings: Settings) -> forms.CompanyData:
    """The company's sign-in, without its secret, and who has come in by it."""
    refuse_others(actor)
    row, page = store.setting(tx), page_of(settings)
    linked = store.linked_people(tx, row.issuer) if row else []
    return forms.CompanyData(
        setting=_told(row) if row else None,
        redirect=page,
        sign_in_page=f"{page}?yritys={row.word}" if row else None,
        only=people.organisation(tx).company_only,
        signs_out=len({one.person for one in store.sessions_besides(tx)}),
        people=[forms.LinkedPerson(p.id, p.name, instant(p.linked_at), instant(p.used_at)) for p in linked],
    )


def _told(row: CompanySignIn) -> forms.CompanySetting:
    step: forms.StepClaim = "amr" if row.step_claim == "amr" else "acr" if row.step_claim == "acr" else ""
    return forms.CompanySetting(
        word=row.word,
        issuer=row.issuer,
        client_id=row.client_id,
        has_secret=bool(row.client_secret),
        enabled=row.enabled,
        trusts_emails=row.trusts_emails,
        role_claim=row.role_claim,
        role_values=[forms.RoleValueData(one["value"], one["role"]) for one in json.loads(row.role_values)],
        step_claim=step,
        step_values=json.loads(row.step_values),
    )


def refuse_if_bad(world: World, form: forms.CompanyForm) -> None:
    """Raises Invalid `company_issuer` for an address that is written so that nobody would be asked there."""
    if not world.providers.takes(form.issuer if "/" in form.issuer[8:] else f"{form.issuer}/"):
        raise Invalid("company_issuer", fields=[{"field": "issuer", "message": "company_issuer"}])


def row_of(tx: Tx, form: forms.CompanyForm) -> CompanySignIn:
    """What a form says, with the secret that stands where it has none: never for another provider or client."""
    before = store.setting(tx)
    same = before is not None and (before.issuer, before.client_id) == (form.issuer, form.client_id)
    kept = before.client_secret if before is not None and same else ""
    return CompanySignIn(
        org=tx.org,
        word=form.word,
        issuer=form.issuer,
        client_id=form.client_id,
        client_secret=form.client_secret or kept,
        enabled=form.enabled,
        trusts_emails=form.trusts_emails,
        role_claim=form.role_claim.strip(),
        role_values=json.dumps([{"value": one.value, "role": one.role} for one in form.role_values]),
        step_claim=form.step_claim,
        step_values=json.dumps(form.step_values),
        changed_at=tx.now,
    )


def save(tx: Tx, actor: Actor, settings: Settings, form: forms.CompanyForm) -> forms.CompanyData:
    """Keeps the company's sign-in. Raises Conflict `company_word` where another organisation has the word."""
    refuse_others(actor)
    if store.word_taken(tx, form.word):
        raise Conflict("company_word")
    if not form.enabled:
        people.require_company_sign_in(tx, False)
    store.save(tx, row_of(tx, form))
    return read(tx, actor, settings)


def remove(tx: Tx, actor: Actor) -> None:
    """Takes it away; people sign in by their passwords and passkeys again."""
    refuse_others(actor)
    row = store.setting(tx)
    if row is None:
        raise NotFound()
    people.require_company_sign_in(tx, False)
    store.remove(tx, row)


def set_only(tx: Tx, actor: Actor, settings: Settings, form: forms.OnlyForm) -> forms.CompanyData:
    """Says whether it is the only way in. An admin turns it on who has come in by it: it works then."""
    refuse_others(actor)
    row = store.setting(tx)
    if form.only and (row is None or not row.enabled or store.link_of(tx, row.issuer, actor.person) is None):
        raise Conflict("company_own_first")
    before = people.organisation(tx).company_only
    people.require_company_sign_in(tx, form.only)
    if form.only and not before:
        _sign_out_others(tx)
    return read(tx, actor, settings)


def _sign_out_others(tx: Tx) -> None:
    """Sessions that began otherwise end. What their phones have not sent waits there for the same person."""
    others = store.sessions_besides(tx)
    for one in others:
        revoke(tx, one.id, one.person, "company_only")
    tx.audit("company.signed_out", "organisation", tx.org, None, {"sessions_ended": len(others)})


def unlink(tx: Tx, actor: Actor, person: str) -> None:
    """Forgets a person's account at the provider, for who has got another one."""
    refuse_others(actor)
    if not store.drop_links(tx, person):
        raise NotFound()

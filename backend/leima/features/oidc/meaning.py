"""What a provider's claims mean here: who it is, which roles, and whether there was a second step."""

import json
from collections.abc import Mapping
from typing import Any

from leima.db.tables.oidc import CompanySignIn
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.auth.leaving import is_last_admin
from leima.features.auth.refusals import Visitors
from leima.features.oidc import store
from leima.features.people import store as people
from leima.web.errors import SignInNeeded


def person_of(tx: Tx, row: CompanySignIn, claims: Mapping[str, Any], who: Visitors) -> Person:
    """Who of `tx.org` it is: by the account, or the first time by a verified address. Nobody is made.

    Whom it would be is added to `who`, also when they do not come in.
    Raises SignInNeeded `company_unverified`, `company_other_account`, `company_unknown`.
    """
    known = store.link(tx, row.issuer, claims["sub"])
    if known is not None:
        return _active(people.person(tx, known.person), who)
    person = _active(people.person_by_email(tx, _verified(row, claims)), who)
    if store.link_of(tx, row.issuer, person.id) is not None:
        raise SignInNeeded("company_other_account")
    return person


def link(tx: Tx, row: CompanySignIn, sub: str, person: str) -> None:
    """The account is the person's from now on, who is in. Raises SignInNeeded `company_other_account`."""
    known = store.link(tx, row.issuer, sub)
    if known is not None and known.person == person:
        store.use_link(tx, known)
    elif known is not None or store.link_of(tx, row.issuer, person) is not None:
        raise SignInNeeded("company_other_account")
    else:
        store.add_link(tx, row.issuer, sub, person)


def _active(found: Person | None, who: Visitors) -> Person:
    if found is not None:
        who.add((found.org, found.id))
    if found is None or not found.active:
        raise SignInNeeded("company_unknown")
    return found


def _verified(row: CompanySignIn, claims: Mapping[str, Any]) -> str:
    email, said = claims.get("email"), claims.get("email_verified")
    good = said is True or said == "true" or (said is None and row.trusts_emails)
    if not good or not isinstance(email, str) or not 3 <= len(email) <= 254 or "\x00" in email:
        raise SignInNeeded("company_unverified")
    return email


def named_values(row: CompanySignIn, claims: Mapping[str, Any]) -> str | None:
    """JSON: which of the values that stand for roles the claim has; None where it says nothing of roles.

    A claim that is not there says that the person has no such value, unless the provider says that it stands elsewhere.
    """
    by_value = json.loads(row.role_values)
    if not row.role_claim or not by_value or _is_elsewhere(row.role_claim, claims):
        return None
    said = claims.get(row.role_claim)
    values = {one for one in (said if isinstance(said, list) else [said]) if isinstance(one, str)}
    return json.dumps(sorted(values & {one["value"] for one in by_value}))


def roles_by(tx: Tx, row: CompanySignIn, person: str, named: str | None) -> set[str]:
    """The roles of the person once they are in. The last admin stays one.

    Roles that some value stands for are the claim's to give and to take; others are Leima's own.
    """
    before = set(people.roles_of(tx, person))
    if named is None or not row.role_claim:
        return before
    by_value, values = json.loads(row.role_values), json.loads(named)
    governed = {one["role"] for one in by_value}
    given = {one["role"] for one in by_value if one["value"] in values}
    if "admin" in before and "admin" in governed - given and is_last_admin(tx, person):
        given.add("admin")
    return (before - governed) | given


def give_roles(tx: Tx, person: str, wanted: set[str]) -> None:
    """The person is in, and has these roles from now on."""
    before = set(people.roles_of(tx, person))
    if wanted != before:
        people.set_roles(tx, person, wanted)
        tx.audit("company.roles", "person", person, sorted(before), sorted(wanted))


def _is_elsewhere(claim: str, claims: Mapping[str, Any]) -> bool:
    """Whether the claim was too long for the token. Source: OpenID Connect Core 1.0, section 5.6.2."""
    names = claims.get("_claim_names")
    return isinstance(names, dict) and claim in names


def has_second_step(row: CompanySignIn, claims: Mapping[str, Any]) -> bool:
    """Whether the provider's own second step counts as Leima's, by what the admin has said."""
    if not row.step_claim:
        return False
    said = claims.get(row.step_claim)
    values = said if isinstance(said, list) else [said]
    return any(isinstance(one, str) and one in json.loads(row.step_values) for one in values)

"""A refused passkey is told to admins of the person whose it is."""

import json

from leima.features.auth import refusals
from tests.passkeys.authenticator import Authenticator
from tests.passkeys.holders import HOST, ORIGIN, add, enter, outcome
from tests.security.firm import Firm


def test_a_copied_passkey_and_one_under_another_seal_are_refusals_of_the_person_whose_it_is(firm: Firm) -> None:
    key = add(firm, "boss", steps=1, count=5)
    assert outcome(enter(firm, key)) == "Boss Canary"
    stranger = Authenticator(ORIGIN, HOST, count=9, id=key.id, handle=key.handle)
    assert outcome(enter(firm, stranger)) == "passkey_unknown"
    copy = Authenticator(ORIGIN, HOST, count=0, steps=1, id=key.id, key=key.key, handle=key.handle)
    assert outcome(enter(firm, copy)) == "passkey_copied"
    firm.portal.call(refusals.tell_refusals, firm.world.db)
    rows = firm.rows("SELECT person, new FROM audit_event WHERE what='sign_in.refused'")
    assert [(row.person, json.loads(row.new)["refused_passkey"]) for row in rows] == [(firm.ids["boss"], 2)]

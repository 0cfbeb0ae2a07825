"""Who may do what: the table that the matrix checks every route against. A route that is not here fails the matrix.

Outsiders (no token, only an invitation, deactivated) are answered 401 everywhere but on public routes. `by` gives each
signed-in principal's status, `rest` everyone else's. Targets are the things that an id can name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.security.callers import KEYS

OUTSIDERS = ("none", "invited", "gone")
INSIDERS = ("employee", "boss", "other_boss", "former_boss", "new_boss", "payroll", "their_admin")
PRINCIPALS = (*OUTSIDERS, *INSIDERS, *KEYS)
Statuses = Mapping[str, int]


def by(rest: int, **statuses: int) -> Statuses:
    """A status for each signed-in principal."""
    assert set(statuses) <= set(INSIDERS)
    return dict.fromkeys(INSIDERS, rest) | statuses


@dataclass(frozen=True)
class Rule:
    """What a route answers, by target. `path` and `body` build the request for a target's id."""

    answers: Mapping[str, Statuses]
    path: Callable[[str], str] | None = None
    body: Callable[[str], Any] | None = None
    takes: str = "application/json"
    aim: str = "person"
    """What the id names: person, device, team or leaver (a person made for the purpose)."""
    public: bool = False


def own(status: int = 200) -> Mapping[str, Statuses]:
    """Everyone may, about themselves."""
    return {"-": by(status)}


ABOUT = {
    "employee": by(404, employee=200, boss=200, payroll=200),
    "mate": by(404, boss=200, payroll=200),
    "boss": by(404, boss=200, payroll=200, other_boss=200),
    "mover": by(404, new_boss=200, payroll=200),
    "their_employee": by(404, their_admin=200),
    "nobody": by(404),
    "": by(200),
}
"""Reading a person's rows: oneself, one's supervisor, payroll of the same organisation. No id means oneself."""

LINKS = {
    "employee": by(403, payroll=201, their_admin=404),
    "boss": by(403, payroll=403, their_admin=404),
    "admin": by(403, payroll=403, their_admin=404),
    "gone": by(403, payroll=404, their_admin=404),
    "their_employee": by(403, payroll=404, their_admin=201),
    "nobody": by(403, payroll=404, their_admin=404),
}
LEAVERS = {
    "employee": by(403, payroll=204, their_admin=404),
    "admin": by(403, payroll=403, their_admin=404),
    "their_employee": by(403, payroll=404, their_admin=204),
    "nobody": by(403, payroll=404, their_admin=404),
}
DEVICES = {
    **{who: by(404, **{who: 204}) for who in INSIDERS},
    "nobody": by(404),
}
TEAMS = {
    "north": by(403, payroll=201, their_admin=400),
    "their_team": by(403, payroll=400, their_admin=201),
    "nobody": by(403, payroll=400, their_admin=400),
}
FORMER = {**ABOUT, "mover": by(404, former_boss=200, payroll=200)}
"""Reading what belongs to a date before the move: the team of that date."""
KEEPS = {
    "employee": by(404, employee=403, boss=200, payroll=200),
    "mover": by(404, new_boss=200, payroll=200),
    "mate": by(404, boss=200, payroll=200),
    "boss": by(404, boss=403, payroll=200, other_boss=200),
    "their_employee": by(404, their_admin=200),
    "nobody": by(404),
}
"""Keeping a person's ledger: their supervisor and payroll, nobody for themselves."""
REPORTED = {
    "north": by(404, boss=200, payroll=200),
    "their_team": by(404, their_admin=200),
    "nobody": by(404),
    "": by(200),
}
"""Reading a team's balances: its supervisor, payroll of the same organisation. No team means one's own people."""
OWES_NOTHING = {who: {kind: 422 if code == 200 else code for kind, code in row.items()} for who, row in KEEPS.items()}
"""Kiky is settled by those who keep the ledger; nobody here owes any."""
SHEET = {"id": "{n}", "name": "kiky.csv", "content": "SGVua2lsw7YKZWkgb2xl", "year": 2025, "date": "2025-11-20"}
SHEET |= {"sources": ["flex"], "reason": "Kiky 2025", "minutes": 60}
RATE = {"id": "{n}", "key": "car", "value": 57, "from": "2027-01-01", "until": "2027-12-31", "source": "Kirje 1/2026"}
RATES = {"id": "{n}", "name": "rates.csv", "content": "TmltaTtFdXJvYQpjYXI7MCw1Nwo=", "year": 2027, "source": "Kirje 1"}
CURRENCIES = {"name": "ecb.csv", "content": "RGF0ZSxVU0QKMjAyNS0xMS0xOSwxLjA1Cg=="}
ADMINS, OFFICE = {"-": by(403, their_admin=200)}, {"-": by(200, employee=403)}
"""What admins do, and what supervisors, payroll and admins read."""
ORG_WIDE = {"-": by(403, payroll=200, their_admin=200)}
BONUS = {"date": "2025-11-20", "bonus_cents": 100, "hourly_cents": 100}
SWITCH = {"id": "{n}", "runs": False, "from_date": "2025-11-20", "reason": "Sovittu"}
CLOSED = {
    "employee": by(403, payroll=200, their_admin=404),
    "their_employee": by(403, payroll=404, their_admin=200),
    "nobody": by(403, payroll=404, their_admin=404),
}
OWN = ("push/key", "push/subscription", "notices/choices", "reports/own.zip", "inbox", "inbox/decided")
OWN += ("sync/hello", "sync/pull", "sync/poke")
SUBSCRIPTION = {"endpoint": "https://fcm.googleapis.com/fcm/send/{n}", "auth": "AAECAwQFBgcICQoLDA0ODw"}
SUBSCRIPTION |= {"p256dh": "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"}
DAYS = "from=2025-11-17&to=2025-11-21"
LINK = {"token": "no such token", "password": "x" * 8, "device_id": "d", "device_name": "n"}


def _new_person(team: str) -> Any:
    return {"name": "New", "email": "new-{n}@firm.test", "start": "2025-11-24", "team": team}


def _posting(person: str, **what: Any) -> Any:
    return {"id": "{n}", "person": person, "date": "2025-11-20", "reason": "Sovittu", **what}


NAMED = {who: row for who, row in ABOUT.items() if who}
CONTRACTS = {who: {**row, "employee": 403} for who, row in NAMED.items()}
"""Reading contracts: as a person's other rows, but in the office alone."""


def changing(own: int) -> Mapping[str, Statuses]:
    """Changing contracts: payroll and admins, those of their own organisation."""
    return {
        "employee": by(403, payroll=own, their_admin=400),
        "their_employee": by(403, payroll=400, their_admin=own),
        "nobody": by(403, payroll=400, their_admin=400),
    }


def _change(person: str, **more: Any) -> Any:
    return {"from": "2025-12-01", "people": [person], "change": {"day_minutes_add": 6}, **more}


COPY = {"copy_of": "kvtes", "name": "A copy", "from": "2025-12-01", "until": "2026-12-31", "source": "kt.fi"}
RULES = {"version": 1, "name": "n", "until": "2026-12-31", "source": "s", "rows": [{"key": "regular_day"}]}
WEEK = {"a": "law", "b": "kvtes", "days": [{"date": "2025-11-17", "work": [{"start": "08:00", "end": "16:00"}]}]}


def _deduction(person: str) -> Any:
    return _posting(person, year=2025, minutes=60, sources=["flex"])


def _public(status: int, body: Any = None) -> Rule:
    return Rule({"-": dict.fromkeys(PRINCIPALS, status)}, body=(lambda _: body) if body else None, public=True)


POLICY: Mapping[str, Rule] = {
    "GET /health/live": _public(200),
    "GET /health/ready": _public(200),
    "POST /api/v1/auth/login": _public(
        401, {"email": "x{n}@nowhere.test", "password": "wrong", "device_id": "{n}", "device_name": "d"}
    ),
    "POST /api/v1/auth/refresh": _public(403),
    "POST /api/v1/auth/logout": _public(403),
    "POST /api/v1/auth/invitations/look": _public(404, {"token": "no such token"}),
    "POST /api/v1/auth/invitations/accept": _public(404, LINK),
    "GET /api/v1/auth/devices": Rule(own()),
    "DELETE /api/v1/auth/devices/{device}": Rule(DEVICES, path=lambda id: f"/api/v1/auth/devices/{id}", aim="device"),
    "POST /api/v1/auth/password": Rule(own(403), body=lambda _: {"current": "not it", "new": "a new long password"}),
    "POST /api/v1/auth/invitations": Rule(LINKS, body=lambda id: {"person": id}),
    "POST /api/v1/people/{person}/deactivate": Rule(
        LEAVERS, path=lambda id: f"/api/v1/people/{id}/deactivate", aim="leaver"
    ),
    "POST /api/v1/people/{person}/activate": Rule(
        LEAVERS, path=lambda id: f"/api/v1/people/{id}/activate", aim="leaver"
    ),
    "GET /api/v1/me": Rule(own()),
    "PUT /api/v1/me/language": Rule(own(), body=lambda _: {"lang": "sv"}),
    "GET /api/v1/people": Rule(OFFICE),
    "POST /api/v1/people": Rule(TEAMS, body=_new_person, aim="team"),
    "GET /api/v1/days": Rule(ABOUT, path=lambda id: f"/api/v1/days?{DAYS}&person={id}"),
    "GET /api/v1/balances": Rule(ABOUT, path=lambda id: f"/api/v1/balances?on=2025-11-21&person={id}"),
    "GET /api/v1/balances/history": Rule(ABOUT, path=lambda id: f"/api/v1/balances/history?days=3&person={id}"),
    "GET /api/v1/explain": Rule(ABOUT, path=lambda id: f"/api/v1/explain?account=flex&on=2025-11-21&person={id}"),
    "GET /api/v1/postings": Rule(ABOUT, path=lambda id: f"/api/v1/postings?person={id}"),
    "POST /api/v1/postings": Rule(KEEPS, body=lambda id: _posting(id, account="bank", amount=60)),
    "POST /api/v1/transfers": Rule(
        {who: {kind: 409 if code == 200 else code for kind, code in row.items()} for who, row in KEEPS.items()},
        body=lambda id: _posting(id, source="overtime_leave", target="flex", minutes=60),
    ),
    "POST /api/v1/acts/{act}/undo": Rule({"nobody": by(404)}, path=lambda id: f"/api/v1/acts/{id}/undo"),
    "GET /api/v1/reports/working-time": Rule(ABOUT, path=lambda id: f"/api/v1/reports/working-time?{DAYS}&person={id}"),
    "GET /api/v1/reports/balances": Rule(
        REPORTED, path=lambda id: f"/api/v1/reports/balances?{DAYS}&team={id}", aim="team"
    ),
    "GET /api/v1/kiky/year": Rule(ABOUT, path=lambda id: f"/api/v1/kiky/year?year=2025&person={id}"),
    "GET /api/v1/kiky/team": Rule(OFFICE),
    "GET /api/v1/travel/rates": Rule(ORG_WIDE),
    "POST /api/v1/travel/rates": Rule(ADMINS, body=lambda _: RATE),
    "POST /api/v1/travel/rates/{batch}/undo": Rule(
        {"nobody": by(403, their_admin=404)}, path=lambda id: f"/api/v1/travel/rates/{id}/undo"
    ),
    "POST /api/v1/travel/rates/file": Rule(ADMINS, body=lambda _: RATES),
    "GET /api/v1/travel/currencies": Rule(ORG_WIDE),
    "POST /api/v1/travel/currencies/file": Rule(ADMINS, body=lambda _: CURRENCIES),
    "POST /api/v1/kiky/deductions": Rule(OWES_NOTHING, body=_deduction),
    "POST /api/v1/kiky/deductions/preview": Rule(OWES_NOTHING, body=_deduction),
    "POST /api/v1/kiky/deductions/bulk": Rule({"-": by(200, employee=403)}, body=lambda _: SHEET),
    "POST /api/v1/kiky/deductions/{act}/paid": Rule(
        {"nobody": by(404)}, path=lambda id: f"/api/v1/kiky/deductions/{id}/paid", body=lambda _: BONUS
    ),
    "POST /api/v1/kiky/marks": Rule(NAMED, body=lambda id: {"id": "{n}", "people": [id], "date": "2025-11-28"}),
    "POST /api/v1/kiky/marks/{act}/undo": Rule({"nobody": by(404)}, path=lambda id: f"/api/v1/kiky/marks/{id}/undo"),
    "GET /api/v1/kiky/leaver": Rule(KEEPS, path=lambda id: f"/api/v1/kiky/leaver?year=2025&person={id}"),
    "POST /api/v1/kiky/leaver/confirm": Rule(
        {who: {kind: 409 if code == 200 else code for kind, code in row.items()} for who, row in KEEPS.items()},
        body=lambda id: _posting(id, year=2025, decision="waive", minutes=60),
    ),
    "PUT /api/v1/blobs/{sha256}": Rule(
        {"-": by(400)},
        path=lambda _: f"/api/v1/blobs/{'0' * 64}",
        body=lambda _: "bytes of another hash",
        takes="application/octet-stream",
    ),
    "GET /api/v1/blobs/{sha256}": Rule({"-": by(404)}, path=lambda _: f"/api/v1/blobs/{'0' * 64}"),
    "GET /api/v1/claims/{claim_pdf}": Rule({"-": by(404)}, path=lambda _: f"/api/v1/claims/{'0' * 36}.pdf"),
    "GET /api/v1/claims/export": Rule(own()),
    "GET /api/v1/claims/payroll": Rule({"-": by(403, payroll=200, their_admin=200)}),
    "GET /api/v1/claims/invoicing": Rule(
        {who: {kind: 400 if code == 200 else code for kind, code in row.items()} for who, row in ABOUT.items()},
        path=lambda id: f"/api/v1/claims/invoicing?from=2025-11-17&until=2025-11-21&person={id}",
    ),
    "GET /api/v1/claims": Rule(ABOUT, path=lambda id: f"/api/v1/claims?person={id}"),
    "GET /api/v1/claims/{id}/files/{sha256}": Rule(
        {"nobody": by(404)}, path=lambda id: f"/api/v1/claims/{id}/files/{'0' * 64}"
    ),
    "GET /api/v1/kiky/proposals": Rule(OFFICE),
    "POST /api/v1/kiky/proposals/decide": Rule(
        {who: {kind: 409 if code == 200 else code for kind, code in row.items()} for who, row in KEEPS.items()},
        body=lambda id: {"id": "{n}", "person": id, "year": 2024, "confirm": True, "minutes": 60},
    ),
    "GET /api/v1/kiky/switches": Rule(ORG_WIDE),
    "POST /api/v1/kiky/switches": Rule(ORG_WIDE, body=lambda _: SWITCH),
    "POST /api/v1/kiky/switches/preview": Rule(ORG_WIDE, body=lambda _: SWITCH),
    "POST /api/v1/kiky/switches/{switch_id}/undo": Rule(
        {"nobody": by(403, payroll=404, their_admin=404)}, path=lambda id: f"/api/v1/kiky/switches/{id}/undo"
    ),
    "GET /api/v1/people/balances": Rule(OFFICE),
    "GET /api/v1/people/{person}/statement": Rule(
        NAMED, path=lambda id: f"/api/v1/people/{id}/statement?on=2025-11-21"
    ),
    "POST /api/v1/people/{person}/statement/lines": Rule(
        {
            "employee": by(404, employee=403, boss=403, payroll=400),
            "mate": by(404, boss=403, payroll=400),
            "their_employee": by(404, their_admin=400),
            "nobody": by(404),
        },
        path=lambda id: f"/api/v1/people/{id}/statement/lines",
        body=lambda _: {"id": "{n}", "account": "bank", "decision": "pay", "date": "2025-11-20", "reason": "Sovittu"},
    ),
    "GET /api/v1/audit": Rule(ABOUT, path=lambda id: f"/api/v1/audit?person={id}"),
    **{f"GET /api/v1/{path}": Rule(OFFICE) for path in ("months", "months/waiting", "team")},
    "GET /api/v1/months/person": Rule(FORMER, path=lambda id: f"/api/v1/months/person?month=2025-10&person={id}"),
    "GET /api/v1/months/frozen": Rule(FORMER, path=lambda id: f"/api/v1/months/frozen?month=2025-10&person={id}"),
    "POST /api/v1/months/close": Rule(CLOSED, body=lambda id: {"id": "{n}", "month": "2025-10", "people": [id]}),
    **{f"GET /api/v1/{path}": Rule(own()) for path in OWN},
    "PUT /api/v1/push/subscription": Rule(own(), body=lambda _: SUBSCRIPTION),
    "DELETE /api/v1/push/subscription": Rule(own(204)),
    "POST /api/v1/push/test": Rule(own(404), body=lambda _: {"endpoint": SUBSCRIPTION["endpoint"]}),
    "PUT /api/v1/notices/choices": Rule(own(), body=lambda _: {"off": ["kiky"], "quiet": None}),
    "POST /api/v1/sync/push": Rule(own(), body=lambda _: {"device_id": "d", "ops": []}),
    "POST /api/v1/sync/ops/status": Rule(own(), body=lambda _: {"op_ids": []}),
    "GET /api/v1/agreements": Rule(OFFICE),
    "GET /api/v1/agreements/compare": Rule(
        {"nobody": by(404, employee=403)}, path=lambda id: f"/api/v1/agreements/compare?a=law&b={id}"
    ),
    "POST /api/v1/agreements/compare/week": Rule(OFFICE, body=lambda _: WEEK),
    "GET /api/v1/agreements/{key}": Rule({"nobody": by(404, employee=403)}, path=lambda id: f"/api/v1/agreements/{id}"),
    "POST /api/v1/agreements": Rule({"-": by(403, their_admin=201)}, body=lambda _: {**COPY, "id": "copy-{n}"}),
    "PUT /api/v1/agreements/{key}": Rule(
        {"nobody": by(403, their_admin=404)}, path=lambda id: f"/api/v1/agreements/{id}", body=lambda _: RULES
    ),
    "POST /api/v1/agreements/{key}/preview": Rule(
        {"nobody": by(403, their_admin=404)}, path=lambda id: f"/api/v1/agreements/{id}/preview", body=lambda _: RULES
    ),
    "POST /api/v1/agreements/{key}/changes/{version}/undo": Rule(
        {"nobody": by(403, their_admin=404)}, path=lambda id: f"/api/v1/agreements/{id}/changes/2/undo"
    ),
    "GET /api/v1/contracts": Rule(CONTRACTS, path=lambda id: f"/api/v1/contracts?person={id}"),
    "POST /api/v1/contracts": Rule(changing(409), body=lambda id: _change(id, id="{n}")),
    "POST /api/v1/contracts/preview": Rule(changing(200), body=_change),
    "GET /api/v1/contracts/changes": Rule(ORG_WIDE),
    "POST /api/v1/contracts/changes/{change}/undo": Rule(
        {"nobody": by(403, payroll=404, their_admin=404)}, path=lambda id: f"/api/v1/contracts/changes/{id}/undo"
    ),
}

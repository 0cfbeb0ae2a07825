"""Who may do what with a travel claim, said as rules over who is who, and claims to ask them of."""

import hashlib
import uuid
from dataclasses import dataclass, field

from leima.db.tables.attachments import Blob
from leima.db.tx import Tx
from leima.features.people import store as people
from tests.security.bodies import example
from tests.security.firm import LONG_AGO, MOVED, Firm
from tests.security.sealed import op, push

INSIDERS = (
    *("employee", "mate", "stranger", "boss", "other_boss", "payroll", "admin", "former_boss", "new_boss", "mover"),
    *("their_admin", "their_employee"),
)
OUTSIDERS = ("none", "gone", "invited")
PAYROLL = frozenset({"payroll", "admin", "their_admin"})
"""Who has the payroll role; admins here have both."""
BOSS_OF = {"north": "boss", "south": "other_boss", "west": "former_boss", "east": "new_boss"}
TEAMS = {
    **dict.fromkeys(("employee", "mate", "other_boss"), ((LONG_AGO, "north"),)),
    **dict.fromkeys(("stranger", "boss", "payroll", "admin"), ((LONG_AGO, "south"),)),
    "mover": ((LONG_AGO, "west"), (MOVED, "east")),
    "former_boss": ((LONG_AGO, "west"),),
    "new_boss": ((LONG_AGO, "east"),),
}
"""The teams of each of ours by their first dates."""
MOVES = "2025-11-15"
"""The first day of the employee in another team, once they have moved."""


def is_ours(who: str) -> bool:
    return not who.startswith("their")


@dataclass(frozen=True)
class Made:
    """A claim with a trip, a receipt and its file."""

    owner: str
    date: str
    state: str
    claim: str
    trip: str
    receipt: str
    file: str
    content: bytes


@dataclass
class Rules:
    """The rules, by the teams as they are now."""

    teams: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=lambda: dict(TEAMS))

    def boss_on(self, owner: str, date: str) -> str:
        """The supervisor of the team of a date; "" where nobody is."""
        team = [team for first, team in self.teams.get(owner, ()) if first <= date]
        return BOSS_OF[team[-1]] if team else ""

    def is_payroll_of(self, who: str, owner: str) -> bool:
        return who in PAYROLL and is_ours(who) == is_ours(owner)

    def sees(self, who: str, one: Made) -> bool:
        """Over HTTP: the person; and once it is sent, the supervisor of its date's team, and payroll."""
        return who == one.owner or (one.state != "draft" and self._decides(who, one))

    def pulls(self, who: str, one: Made) -> bool:
        """On a device: the person; and once it is sent, the supervisor of its date's team."""
        return who == one.owner or (one.state != "draft" and who == self.boss_on(one.owner, one.date))

    def _decides(self, who: str, one: Made) -> bool:
        return who == self.boss_on(one.owner, one.date) or self.is_payroll_of(who, one.owner)

    def may_decide(self, who: str, one: Made) -> bool:
        """Whoever sees it for that reason, and never the person themselves."""
        return who != one.owner and one.state != "draft" and self._decides(who, one)

    def may_pay(self, who: str, one: Made) -> bool:
        """Payroll, and nobody for themselves."""
        return who != one.owner and one.state != "draft" and self.is_payroll_of(who, one.owner)

    def may_invoice(self, who: str, owner: str, date: str) -> bool:
        return who in (owner, self.boss_on(owner, date)) or self.is_payroll_of(who, owner)


CLAIMS = (
    *(("employee", "2025-11-12", state) for state in ("draft", "submitted", "approved")),
    *(("employee", "2025-11-18", "submitted"), ("mate", "2025-11-12", "draft"), ("mate", "2025-11-12", "submitted")),
    *(("mover", "2025-11-05", "submitted"), ("mover", "2025-11-12", "submitted"), ("mover", "2025-11-12", "draft")),
    *(("boss", "2025-11-12", "submitted"), ("payroll", "2025-11-12", "submitted")),
    *(("stranger", "2025-11-12", "submitted"), ("their_employee", "2025-11-12", "submitted")),
)
"""Whose, of which date, and how far it has come."""


def applied(firm: Firm, who: str, *ops: dict[str, object]) -> None:
    results = push(firm, firm.session(who)[0], *ops)
    assert [one["status"] for one in results] == ["applied"] * len(ops), results


def make(firm: Firm, owner: str, date: str, state: str) -> Made:
    """A claim about a date, as far as it is to come."""
    person, claim, content = firm.ids[owner], str(uuid.uuid4()), uuid.uuid4().bytes
    sha256, org = hashlib.sha256(content).hexdigest(), firm.ids["org" if is_ours(owner) else "their_org"]
    firm.world.blobs.put(org, sha256, content)

    def work(tx: Tx) -> None:
        tx.org = org
        sent = {"kept": sha256, "media": "image/jpeg", "size": 1, "pages": 1, "at": tx.now}
        tx.insert(Blob(org=org, person=person, sha256=sha256, **sent))

    firm.world.db.write_now(work)
    dated = {"start": f"{date}T08:00", "end": f"{date}T12:00", "claim": claim}
    trip = op("trip.save", person, body=example("trip.save") | dated)
    told = {"date": date, "claim": claim, "files": [sha256]}
    receipt = op("receipt.save", person, body=example("receipt.save") | told)
    applied(firm, owner, trip, receipt)
    if state != "draft":
        applied(firm, owner, op("claim.submit", person, claim))
    if state == "approved":
        row = firm.rows("SELECT * FROM claim WHERE id=:id", id=claim)[0]
        seen = {"seen_version": row.version, "seen_total_cents": row.due_cents + row.expenses_cents}
        applied(firm, "payroll", op("claim.decide", person, claim, {"decision": "approve", "reason": "", **seen}))
    return Made(owner, date, state, claim, trip["entity"]["id"], receipt["entity"]["id"], sha256, content)


def move(firm: Firm, rules: Rules) -> None:
    """The employee moves from north to south, some days ago."""
    employee = firm.ids["employee"]

    def work(tx: Tx) -> None:
        tx.org = firm.ids["org"]
        tx.run("UPDATE team_member SET until_date='2025-11-14' WHERE person=:person", person=employee)
        people.add_membership(tx, employee, firm.ids["south"], from_date=MOVES)

    firm.world.db.write_now(work)
    rules.teams["employee"] = ((LONG_AGO, "north"), (MOVES, "south"))

"""Everything that is pulled, of somebody who has moved: as the former, the new and another supervisor."""

import hashlib
import uuid
from typing import Any

from leima.app import VIEWS
from leima.db.tables.attachments import Blob
from leima.db.tx import Tx
from leima.features.months import store as months
from tests.security.bodies import example
from tests.security.firm import NOW, Firm
from tests.security.making import MAKERS
from tests.security.raw_request import raw_request
from tests.security.sealed import op, push

BEFORE, AFTER = "2025-11-05", "2025-11-12"
OWN = frozenset(
    {"punch", "entry", "overtime_choice", "day", "kiky_mark", "posting", "notice", "terms", "person", "round_wish"}
    | {"certificate"}
)
"""Types that nobody but the person pulls."""
EVERYBODYS = frozenset({"organisation", "calendar_day", "work_type", "cost_centre", "travel_rate", "currency_day"})
Seen = set[tuple[str, str]]


def pulled(firm: Firm, who: str, cursor: str = "") -> tuple[Seen, str]:
    """The type and id of everything that a device gets, and its cursor."""
    headers, found = firm.session(who)[0], set()
    while True:
        asked = f"/api/v1/sync/pull?limit=1000{f'&cursor={cursor}' if cursor else ''}"
        page = firm.client.get(asked, headers=headers).json()
        found |= {(one["type"], one["id"]) for one in page["changes"] if not one["deleted"]}
        cursor = page["cursor"]
        if not page["more"]:
            return found, cursor


def applied(firm: Firm, who: str, *ops: Any) -> list[str]:
    """Pushes, and answers the ids of what was made."""
    results = push(firm, firm.session(who)[0], *ops)
    assert [one["status"] for one in results] == ["applied"] * len(ops), results
    return [str(one["entity"]["id"]) for one in ops]


def absence(firm: Firm, date: str) -> Any:
    body = {"from_date": date, "until_date": date, "kind": "sick", "reason": "r"}
    return op("absence.record", firm.ids["mover"], body=body)


def order(firm: Firm, type: str, date: str) -> Any:
    return op(type, firm.ids["mover"], body={"date": date, "minutes": 60, "note": "n"})


def correction(firm: Firm) -> str:
    mover = firm.ids["mover"]
    out = {"kind": "out", "note": ""}
    ours, theirs = op("punch.record", mover, body=out), op("punch.record", mover, body=out)
    applied(firm, "new_boss", theirs)
    choice = op("punch.choose", mover, ours["entity"]["id"], {"instead_of": [theirs["entity"]["id"]]})
    applied(firm, "mover", ours, choice)
    kept = theirs["entity"]["id"]
    return str(firm.rows("SELECT id FROM correction WHERE kept=:kept", kept=kept)[0].id)


def late_punch(firm: Firm) -> str:
    """A request about September, which is closed."""

    def close(tx: Tx) -> None:
        tx.org = firm.ids["org"]
        months.begin(tx, firm.ids["mover"], "2025-09", "closed")

    firm.world.db.write_now(close)
    time = {"claimed_at": NOW - 70 * 24 * 3_600_000, "tz": "Europe/Helsinki", "offset_min": 180}
    late = op("punch.record", firm.ids["mover"], time=time)
    applied(firm, "mover", late)
    rows = firm.rows("SELECT id FROM change_request WHERE op_id=:op_id", op_id=late["op_id"])
    return str(rows[0].id)


def _photo(firm: Firm, who: str, what: str) -> str:
    """What is known of a file that somebody has sent; its hash."""
    sha256 = hashlib.sha256(what.encode()).hexdigest()

    def work(tx: Tx) -> None:
        tx.org = firm.ids["org"]
        sent = {"kept": sha256, "media": "image/jpeg", "size": 1, "pages": 1, "at": tx.now}
        tx.insert(Blob(org=tx.org, person=firm.ids[who], sha256=sha256, **sent))

    firm.world.db.write_now(work)
    return sha256


def claimed(firm: Firm, date: str) -> Seen:
    """A sent claim about a date, with a trip and a receipt in it."""
    mover, claim = firm.ids["mover"], str(uuid.uuid4())
    dated = {"start": f"{date}T08:00", "end": f"{date}T12:00", "claim": claim}
    trip = op("trip.save", mover, body=example("trip.save") | dated)
    told = {"date": date, "claim": claim, "files": [_photo(firm, "mover", date)]}
    receipt = op("receipt.save", mover, body=example("receipt.save") | told)
    ids = applied(firm, "mover", trip, receipt)
    applied(firm, "mover", op("claim.submit", mover, claim))
    return {("claim", claim), ("trip", ids[0]), ("receipt", ids[1])}


def made(firm: Firm) -> tuple[Seen, Seen]:
    """One of everything that a supervisor may pull: what is the former one's to see, and what the new one's."""
    mover = firm.ids["mover"]
    sent = applied(firm, "mover", *(op("month.send", mover, f"{mover}:{month}") for month in ("2025-10", "2025-11")))
    away = applied(firm, "mover", absence(firm, BEFORE), absence(firm, AFTER))
    ordered = applied(firm, "former_boss", order(firm, "order.place", BEFORE))
    ordered += applied(firm, "new_boss", order(firm, "order.place", AFTER))
    asked = applied(firm, "mover", order(firm, "order.ask", BEFORE))
    former = {("absence", away[0]), ("work_order", ordered[0]), ("month", sent[0])}
    new = {("absence", away[1]), ("work_order", ordered[1]), ("work_order", asked[0]), ("month", sent[1])}
    new |= {("correction", correction(firm)), ("team_state", mover)}
    new |= {("change_request", late_punch(firm))}
    former |= {("month", f"{mover}:2025-09")}
    new |= {("leave", id) for id in applied(firm, "mover", op("leave.request", mover))}
    new |= {("saving", MAKERS["saving.decide"](firm, "mover"))}
    planned = example("round.open") | {"team": firm.ids["east"]}
    new |= {("round", id) for id in applied(firm, "new_boss", op("round.open", firm.ids["new_boss"], body=planned))}
    told = firm.rows("SELECT id FROM notice WHERE person=:person", person=firm.ids["new_boss"])
    new |= {("notice", row.id) for row in told}
    former |= claimed(firm, BEFORE)
    new |= claimed(firm, AFTER)
    assert {type for type, _ in new} | OWN | EVERYBODYS == {view.type for view in VIEWS}
    return former, new


def test_every_entity_of_a_mover_is_pulled_by_the_supervisor_whose_it_is_and_by_no_other(firm: Firm) -> None:
    people = ("former_boss", "new_boss", "boss", "employee")
    own = {who: pulled(firm, who) for who in people}
    former, new = made(firm)
    expected: dict[str, Seen] = {"former_boss": former, "new_boss": new, "boss": set(), "employee": set()}
    looks = 0
    for who in people:
        before, cursor = own[who]
        for start in ("", cursor):
            seen, _ = pulled(firm, who, start)
            assert seen - before == expected[who] - before, (who, bool(start))
            looks += len(former | new)
    print(f"movers: {looks} looks at {len(former | new)} things as {len(people)} people")


def test_lists_reports_and_days_agree_with_the_pull(firm: Firm) -> None:
    mover, over = firm.ids["mover"], "from=2025-11-01&to=2025-11-21"
    applied(firm, "mover", *(op("month.send", mover, f"{mover}:{month}") for month in ("2025-10", "2025-11")))
    applied(firm, "mover", absence(firm, BEFORE), absence(firm, AFTER))
    for date in (BEFORE, AFTER):
        claimed(firm, date)
    wrong = []
    for path, who, sees in (
        ("team", "former_boss", False),
        ("team", "new_boss", True),
        ("people", "former_boss", False),
        ("people", "new_boss", True),
        ("people/balances", "former_boss", False),
        ("people/balances", "new_boss", True),
        ("kiky/team", "former_boss", False),
        ("months?month=2025-10", "former_boss", True),
        ("months?month=2025-10", "new_boss", False),
        ("months?month=2025-11", "former_boss", False),
        ("months?month=2025-11", "new_boss", True),
        (f"reports/balances?{over}", "former_boss", False),
        (f"reports/balances?{over}", "new_boss", True),
        ("reports/balances?from=2025-10-01&to=2025-10-31", "former_boss", True),
        ("reports/balances?from=2025-10-01&to=2025-10-31", "new_boss", False),
        (f"reports/working-time?person={mover}&from={AFTER}&to={AFTER}", "former_boss", False),
        (f"reports/working-time?person={mover}&from={AFTER}&to={AFTER}", "new_boss", True),
        (f"reports/working-time?person={mover}&from={BEFORE}&to={BEFORE}", "former_boss", True),
        (f"reports/working-time?person={mover}&from={BEFORE}&to={BEFORE}", "new_boss", False),
        (f"days?person={mover}&from={AFTER}&to={AFTER}", "former_boss", False),
        (f"days?person={mover}&from={BEFORE}&to={BEFORE}", "former_boss", True),
        (f"claims?person={mover}&to={BEFORE}", "former_boss", True),
        (f"claims?person={mover}&from={AFTER}", "former_boss", False),
        (f"claims?person={mover}&to={BEFORE}", "new_boss", False),
        (f"claims?person={mover}&from={AFTER}", "new_boss", True),
        (f"audit?person={mover}", "former_boss", False),
        (f"audit?person={mover}", "new_boss", True),
        (f"audit?person={mover}&day={AFTER}", "former_boss", False),
        (f"audit?person={mover}&day={BEFORE}", "former_boss", True),
    ):
        answer = raw_request(firm, "GET", f"/api/v1/{path}", firm.session(who)[0])
        shown = answer.status == 200 and (mover.encode() in answer.body or path.startswith("days"))
        if shown is not sees:
            wrong.append((path.replace(mover, "mover"), who, answer.status))
    assert not wrong, wrong


def test_a_former_supervisor_finds_nothing_to_decide(firm: Firm) -> None:
    _, new = made(firm)
    mover = firm.ids["mover"]
    waiting = firm.client.get("/api/v1/months/waiting", headers=firm.session("former_boss")[0]).json()
    assert {row["id"] for row in waiting["months"]} == {f"{mover}:2025-10"}
    assert waiting["changes"] == []
    decisions = {"correction.decide": "correction", "change.decide": "change_request", "order.decide": "work_order"}
    body = {"decision": "approve", "reason": "", "seen_version": 1}
    (claim,) = [id for what, id in new if what == "claim"]
    claims = firm.client.get("/api/v1/claims", headers=firm.session("former_boss")[0]).json()["claims"]
    assert claim not in [row["id"] for row in claims]
    decided = push(firm, firm.session("former_boss")[0], op("claim.decide", mover, claim))[0]
    assert (decided["status"], decided["code"]) == ("rejected", "not_found")
    for type, entity in decisions.items():
        for id in [id for what, id in new if what == entity]:
            told = push(firm, firm.session("former_boss")[0], op(type, mover, id, body))[0]
            assert (told["status"], told["code"]) == ("rejected", "not_found"), type

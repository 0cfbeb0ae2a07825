"""Planning rounds, as people's devices send and see them."""

from typing import Any

from tests.company import Company, operation
from tests.leave.asked import heard

SUMMER = {"title": "Kesä 2027", "from_date": "2027-05-02", "until_date": "2027-09-30", "wish_by": "2027-03-31"}
JULY = ("2027-07-05", "2027-07-25")
AUGUST = ("2027-08-02", "2027-08-22")
Dates = tuple[str, str]


def span(dates: Dates) -> dict[str, str]:
    return {"from_date": dates[0], "until_date": dates[1]}


def tell(company: Company, by: str, what: str, id: str | None = None, subject: str = "", **body: Any) -> dict[str, Any]:
    """Pushes one operation of a round. Returns its result with the id of what it is about."""
    at = company.clock.now()
    sealed = operation(company.ids[subject or by], f"round.{what}", body, body.pop("claimed_at", at), id=id)
    if what in ("wish", "withdraw"):
        sealed["entity"]["type"] = "round_wish"
    (result,) = company.push(by, sealed)["results"]
    return {**result, "id": sealed["entity"]["id"]}


def opened(company: Company, by: str = "boss", **more: Any) -> str:
    """The id of a new round of the team."""
    told = tell(company, by, "open", **{"team": company.ids["team"], "least": 2, **SUMMER, **more})
    assert told["status"] == "applied", told
    return str(told["id"])


def wished(company: Company, who: str, round: str, first: Dates = JULY, **more: Any) -> str:
    """The id of a new wish of theirs."""
    told = tell(company, who, "wish", round=round, first=span(first), **more)
    assert told["status"] == "applied", told
    return str(told["id"])


def plan(company: Company, by: str, round: str) -> Any:
    """The round as one who plans it sees it."""
    return company.get(by, f"rounds/{round}")


def drafted(company: Company, by: str, round: str, *words: dict[str, Any]) -> Any:
    """The round with what one has in mind."""
    answer = company.client.put(
        f"/api/v1/rounds/{round}/draft", json={"words": list(words)}, headers=company.headers(by)
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def grant(wish: dict[str, Any], dates: Dates | None = None, **more: Any) -> dict[str, Any]:
    """A yes to a wish as it was seen."""
    given = {"dates": span(dates)} if dates else {}
    return {"wish": wish["id"], "seen_version": wish["version"], "decision": "grant", **given, **more}


def reject(wish: dict[str, Any], reason: str = "liian moni on poissa") -> dict[str, Any]:
    """A no to a wish as it was seen."""
    return {"wish": wish["id"], "seen_version": wish["version"], "decision": "reject", "reason": reason}


def settle(company: Company, by: str, round: str, words: list[dict[str, Any]], seen: int = 1) -> dict[str, Any]:
    """A word on every wish at once."""
    return tell(company, by, "settle", round, words=words, seen_version=seen)


def kinds(company: Company, who: str) -> list[str]:
    """The kinds of what somebody has been told."""
    return [kind for kind, _ in heard(company, who)]

"""Rows of an import file, from loose objects to checked values: one function a kind of row."""

from collections.abc import Callable
from functools import partial
from typing import Any
from zoneinfo import available_timezones

from leima.features.agreements.parsing import values
from leima.features.agreements.parsing.fields import Fields
from leima.features.agreements.parsing.rows import form, stretch
from leima.features.agreements.parsing.values import Wrong
from leima.features.agreements.schemas import TRAVEL
from leima.features.importing.shapes import (
    DAY_ACCOUNTS,
    LANGUAGES,
    MINUTE_ACCOUNTS,
    ROLES,
    YEARLY_ACCOUNTS,
    ContractRow,
    CostCentreRow,
    OpeningRow,
    OrganisationRow,
    PersonRow,
    TeamRow,
    WorkTypeRow,
)
from leima.features.importing.wording import ACCOUNT_NAMES, LANGUAGE_NAMES, PAY_NAMES, PAYEE_NAMES, ROLE_NAMES

ORGANISATION = ("id", "name", "zone")
TEAM = ("key", "name")
WORK_TYPE = ("key", "name", "kiky", "active")
COST_CENTRE = ("code", "name", "active")
PERSON = (
    *("key", "name", "email", "lang", "roles", "team", "supervises", "counts_from"),
    *("contracts", "openings", "external_id", "manager", "site"),
)
CONTRACT = (
    *("from", "until", "agreement", "variant", "form", "pay", "day", "week", "share", "weekdays"),
    *("kiky_opt_out", "period", "hourly_wage", *TRAVEL),
)
PAY_OF_TRAVEL = ("per_km", "full", "partial", "foreign")
PRICES_OF_TRAVEL = ("per_km", "per_day", "per_hour")
OPENING = ("account", "year", "date", "amount", "why")

WEEKDAYS = 7

role = partial(values.one_of, allowed=ROLES, names=ROLE_NAMES)
lang = partial(values.one_of, allowed=LANGUAGES, names=LANGUAGE_NAMES)
pay = partial(values.one_of, allowed=("monthly", "hourly"), names=PAY_NAMES)
payee = partial(values.one_of, allowed=("employee", "contractor"), names=PAYEE_NAMES)
account = partial(values.one_of, allowed=(*MINUTE_ACCOUNTS, *DAY_ACCOUNTS), names=ACCOUNT_NAMES)


def organisation(given: Fields) -> OrganisationRow:
    return OrganisationRow(
        given.maybe("id", values.key),
        given.must("name", values.text, ""),
        given.maybe("zone", _zone) or "Europe/Helsinki",
    )


def _zone(value: Any) -> str:
    found = values.text(value)
    if found not in available_timezones():
        raise Wrong("bad_zone", value=values.shown(found))
    return found


def team(given: Fields) -> TeamRow:
    return TeamRow(given.place, given.must("key", values.key, ""), given.must("name", values.text, ""))


def work_type(given: Fields) -> WorkTypeRow:
    return WorkTypeRow(
        given.place,
        given.must("key", values.key, ""),
        given.must("name", values.text, ""),
        bool(given.maybe("kiky", values.yes_or_no)),
        given.maybe("active", values.yes_or_no) is not False,
    )


def cost_centre(given: Fields) -> CostCentreRow:
    return CostCentreRow(
        given.place,
        given.must("code", values.key, ""),
        given.must("name", values.text, ""),
        given.maybe("active", values.yes_or_no) is not False,
    )


def person(given: Fields) -> PersonRow:
    """A person with contracts and openings. Balances count from `counts_from`, else from the first contract's day.

    Whether the contracts may be left out is seen beside what is stored.
    """
    contracts = tuple(contract(part) for part in given.parts("contracts", CONTRACT))
    if given.given.get("contracts") == []:
        given.wrong("contracts", Wrong("missing"))
    email = given.must("email", values.email, "")
    counts_from = given.maybe("counts_from", values.day)
    first = counts_from or min((one.from_ for one in contracts), default="")
    return PersonRow(
        place=given.place,
        key=given.maybe("key", values.key) or email,
        name=given.must("name", values.text, ""),
        email=email,
        lang=given.maybe("lang", lang),
        roles=_roles(given),
        team=given.maybe("team", values.text),
        supervises=given.listed("supervises", values.text) if "supervises" in given.given else None,
        counts_from=counts_from,
        contracts=contracts,
        openings=tuple(opening(part, first) for part in given.parts("openings", OPENING)),
        external_id=given.maybe("external_id", values.text),
        manager=given.maybe("manager", values.text),
        site=given.maybe("site", values.text),
    )


def _roles(given: Fields) -> tuple[str, ...] | None:
    """Everybody is an employee; the file names the roles beside that."""
    if "roles" not in given.given:
        return None
    return tuple(dict.fromkeys(("employee", *given.listed("roles", role))))


def contract(given: Fields) -> ContractRow:
    from_, until = stretch(given)
    found: dict[str, Any] = {"form": given.must("form", form, ""), "pay": given.must("pay", pay, "")}
    readers: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "day": ("day_minutes", _length),
        "week": ("week_minutes", _length),
        "share": ("share", values.share),
    }
    for name, (as_, read) in readers.items():
        value = given.maybe(name, read)
        if value is not None:
            found[as_] = value
    weekdays = given.listed("weekdays", _length)
    if weekdays:
        found["weekdays"] = list(weekdays)
    if given.given.get("weekdays") is not None and len(weekdays) != WEEKDAYS:
        given.wrong("weekdays", Wrong("not_seven_days"))
    if given.given.get("kiky_opt_out") is not None:
        found["kiky_opt_out"] = _opt_out(given)
    if given.given.get("period") is not None:
        found["period"] = _period(given)
    if given.given.get("hourly_wage") is not None:
        found["hourly_cents"] = given.must("hourly_wage", values.wage, 0)
        if found["pay"] == "monthly":
            given.wrong("hourly_wage", Wrong("wage_of_monthly"))
    found |= _travel(given)
    return ContractRow(
        from_, until, given.must("agreement", values.text, ""), given.maybe("variant", values.text), found
    )


def _travel(given: Fields) -> dict[str, Any]:
    """What the contract says of travel; sums are euros."""
    found: dict[str, Any] = {
        "payee": given.maybe("payee", payee),
        "special_sector": given.maybe("special_sector", values.yes_or_no),
    }
    for name, known in (("travel_pay", PAY_OF_TRAVEL), ("travel_prices", PRICES_OF_TRAVEL)):
        if given.given.get(name) is not None:
            own = Fields(given.given[name], given.place, given.problems, known, f"{given.path}{name}.")
            found[name] = {
                f"{one}_cents": cents for one in known if (cents := own.maybe(one, values.price)) is not None
            }
    return {name: value for name, value in found.items() if value is not None}


def _opt_out(given: Fields) -> dict[str, str]:
    own = Fields(
        given.given["kiky_opt_out"], given.place, given.problems, ("from", "reason"), f"{given.path}kiky_opt_out."
    )
    return {"from": own.must("from", values.day, ""), "reason": own.must("reason", values.text, "")}


def _period(given: Fields) -> dict[str, Any]:
    """The periods of period work: their length in weeks and the first day of any one of them."""
    own = Fields(given.given["period"], given.place, given.problems, ("weeks", "start"), f"{given.path}period.")
    return {"weeks": own.must("weeks", values.weeks, 0), "start": own.must("start", values.day, "")}


def _length(value: Any) -> int:
    found = values.minutes(value)
    if not 0 <= found <= WEEKDAYS * 24 * 60:
        raise Wrong("number_out_of_range", value=values.shown(value))
    return found


def opening(given: Fields, first: str) -> OpeningRow:
    """An opening balance; its date is the `first` day that balances count from unless another is given."""
    name = given.must("account", account, "")
    read = values.day_hundredths if name in DAY_ACCOUNTS else values.minutes
    year = given.maybe("year", values.year)
    date = given.maybe("date", values.day) or first
    if name in YEARLY_ACCOUNTS and year is None and date:
        year = int(date[:4])
    amount = given.must("amount", read, 0) if name else 0
    return OpeningRow(name, year or 0, date, amount, given.maybe("why", values.text) or "")

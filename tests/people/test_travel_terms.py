"""What a contract says of travel: in files, changes and new people; dated like the wage; sums are hidden as it is."""

import json
from typing import Any

import pytest

from leima.features.importing.file import read_organisation
from leima.features.importing.table import read_people
from tests.company import Company
from tests.people.office import ask, deed, wanted
from tests.people.test_wages import pulled

PAY = {"per_km_cents": 45, "full_cents": 4_000, "partial_cents": None, "foreign_cents": None}
PRICES = {"per_km_cents": 60, "per_day_cents": None, "per_hour_cents": 3_517}


def in_file(**told: Any) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the contract of an organisation file comes to, and the faults of the file."""
    contract = {"from": "2025-01-01", "agreement": "general-40", "form": "general", "pay": "hourly", **told}
    person = {"name": "Aino Esimerkki", "email": "aino@yritys.test", "contracts": [contract]}
    bundle = read_organisation(json.dumps({"format": 1, "people": [person]}).encode())
    body = dict(bundle.people[0].contracts[0].body) if bundle.people else {}
    return body, [(one.field, one.code) for one in bundle.problems]


def change(office: Company, first: str, **told: Any) -> None:
    done = ask(office, "clerk", "POST", "contracts", deed(office, first, told, "hourly"))
    assert (done.status_code, done.json()["days_changed"]) == (201, 0), done.text


def rows(office: Company, who: str, name: str) -> list[Any]:
    found = ask(office, who, "GET", f"contracts?person={office.ids['hourly']}").json()["people"][0]["contracts"]
    return [row[name] for row in found]


def terms(office: Company) -> list[dict[str, Any]]:
    """The word on travel on the person's own device."""
    changes = json.loads(pulled(office, "hourly"))["changes"]
    return [one for row in changes if row["type"] == "terms" and row["data"] for one in row["data"].get("travel", [])]


def in_table(titles: str, values: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the contract of a line of people comes to, and the faults of the table."""
    header = f"nimi;sähköposti;alkaen;sopimus;muoto;palkkaus;{titles}"
    line = f"Aino Esimerkki;aino@yritys.test;1.1.2025;general-40;yleistyöaika;tunti;{values}"
    bundle = read_people(f"{header}\n{line}\n".encode())
    body = dict(bundle.people[0].contracts[0].body) if bundle.people else {}
    return body, [(one.field, one.code) for one in bundle.problems]


@pytest.mark.parametrize(
    ("titles", "values", "told"),
    [
        (
            "maksun saaja;erityisala;kilometrin hinta;päivän hinta;matkatunnin hinta",
            "laskuttaja;kyllä;0,60 €;120;35,17",
            {
                "payee": "contractor",
                "special_sector": True,
                "travel_prices": {"per_km_cents": 60, "per_day_cents": 12_000, "per_hour_cents": 3_517},
            },
        ),
        (
            "betalningsmottagare;specialbransch;kilometerersättning;heldagtraktamente"
            ";partiellt dagtraktamente;utlandsdagtraktamente",
            "anställd;nej;0,30;40;20;30",
            {
                "payee": "employee",
                "special_sector": False,
                "travel_pay": {"per_km_cents": 30, "full_cents": 4_000, "partial_cents": 2_000, "foreign_cents": 3_000},
            },
        ),
        (
            "payee;full per diem;price per travel hour",
            "contractor;;45",
            {
                "payee": "contractor",
                "travel_prices": {"per_hour_cents": 4_500},
            },
        ),
    ],
)
def test_a_line_of_people_tells_of_travel_in_three_languages(titles: str, values: str, told: dict[str, Any]) -> None:
    body, faults = in_table(titles, values)
    assert faults == []
    known = ("payee", "special_sector", "travel_pay", "travel_prices")
    assert {name: body[name] for name in known if name in body} == told


def test_a_faulty_sum_of_a_line_is_named_by_its_part() -> None:
    assert in_table("kilometrin hinta", "halpa")[1] == [("contracts[0].travel_prices.per_km", "bad_price")]


def test_a_file_tells_who_invoices_and_the_prices_in_euros() -> None:
    prices = {"per_km": "0,60 €", "per_hour": 35.17}
    body, faults = in_file(payee="contractor", special_sector="kyllä", travel_prices=prices, travel_pay={"per_km": 0})
    assert faults == []
    assert {name: body[name] for name in ("payee", "special_sector", "travel_prices", "travel_pay")} == {
        "payee": "contractor",
        "special_sector": True,
        "travel_prices": {"per_km_cents": 60, "per_hour_cents": 3_517},
        "travel_pay": {"per_km_cents": 0},
    }


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"payee": "robot"}, ("contracts[0].payee", "not_allowed")),
        ({"travel_pay": {"per_km": "halpa"}}, ("contracts[0].travel_pay.per_km", "bad_price")),
        ({"travel_pay": {"per_km": -1}}, ("contracts[0].travel_pay.per_km", "bad_price")),
        ({"travel_prices": {"per_day": 5_000}}, ("contracts[0].travel_prices.per_day", "bad_price")),
    ],
)
def test_what_is_none_is_refused_by_its_field(told: dict[str, Any], fault: tuple[str, str]) -> None:
    _, faults = in_file(**told)
    assert [field for field, _ in faults] == [fault[0]]
    assert fault[1] in (faults[0][1], "not_allowed")


def test_the_word_on_travel_is_dated_and_reaches_the_persons_own_device(quick: Company) -> None:
    assert terms(quick) == []
    change(quick, "2025-06-01", travel_pay=PAY)
    change(quick, "2026-11-16", payee="contractor", travel_pay={}, travel_prices=PRICES)
    assert [(one["from"], one["payee"], one["travel_pay"], one["travel_prices"]) for one in terms(quick)] == [
        ("2025-06-01", "employee", PAY, None),
        ("2026-11-16", "contractor", None, PRICES),
    ]
    change(quick, "2026-11-18", payee="employee", travel_prices={})
    assert [one["from"] for one in terms(quick)] == ["2025-06-01", "2026-11-16", "2026-11-18"]
    assert rows(quick, "clerk", "payee") == ["employee", "employee", "contractor", "employee"]


def test_what_a_change_does_not_give_stays(quick: Company) -> None:
    change(quick, "2025-06-01", payee="contractor", special_sector=True, travel_prices=PRICES)
    change(quick, "2026-11-16", hourly_cents=1850)
    assert rows(quick, "clerk", "payee")[-1] == "contractor"
    assert rows(quick, "clerk", "special_sector")[-1] is True
    assert rows(quick, "clerk", "travel_prices")[-1] == PRICES


def test_a_trial_shows_what_is_said_of_travel_before_and_after(quick: Company) -> None:
    change(quick, "2025-06-01", travel_pay=PAY)
    told = {"payee": "contractor", "travel_prices": PRICES}
    asked = wanted(quick, "2026-11-16", told, "hourly")
    (one,) = ask(quick, "clerk", "POST", "contracts/preview", asked).json()["changed"]
    before = {"payee": "employee", "special_sector": False, "travel_pay": PAY, "travel_prices": None}
    assert one["travel"] == [before, {**before, **told}]
    asked = wanted(quick, "2026-11-16", {"hourly_cents": 1850}, "hourly")
    (one,) = ask(quick, "clerk", "POST", "contracts/preview", asked).json()["changed"]
    assert one["travel"] is None
    assert ask(quick, "boss", "POST", "contracts/preview", asked).status_code == 403


def test_sums_of_travel_are_hidden_from_the_supervisor_as_the_wage_is(quick: Company) -> None:
    change(quick, "2026-11-16", payee="contractor", travel_prices=PRICES)
    assert rows(quick, "boss", "travel_prices") == [None, None]
    assert "3517" not in pulled(quick, "boss")
    for path in ("audit", f"audit?person={quick.ids['hourly']}", "contracts"):
        assert "3517" not in ask(quick, "boss", "GET", path).text, path


@pytest.mark.parametrize(
    "told",
    [{"payee": "robot"}, {"travel_pay": {"per_km_cents": -1}}, {"travel_prices": {"per_week_cents": 5}}],
)
def test_a_word_that_is_none_is_refused(quick: Company, told: dict[str, Any]) -> None:
    answer = ask(quick, "clerk", "POST", "contracts/preview", wanted(quick, "2026-11-16", told, "hourly"))
    assert answer.status_code == 400


def test_a_new_person_comes_in_as_a_contractor(quick: Company) -> None:
    contract = {"agreement": "general-40", "form": "general", "pay": "hourly", "payee": "contractor"}
    person = {"name": "Uusi", "email": "uusi@company.test", "start": "2026-11-16", "contract": contract}
    quick.ids["hourly"] = ask(quick, "admin", "POST", "people", person).json()["id"]
    assert rows(quick, "clerk", "payee") == ["contractor"]

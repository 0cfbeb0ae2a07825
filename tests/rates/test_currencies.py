"""Currencies by the European Central Bank's file, brought in by hand or by command; every device has the last days."""

import argparse
import base64
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from leima.db.tx import Tx
from leima.features.people.store import add_organisation
from leima.features.rates.ecb import read_ecb
from leima.verbs import rates
from leima.world.files.refused import Refused
from tests.company import Company
from tests.people.office import ask
from tests.rates.given import pulled

DAYS = {"2026-11-19": {"USD": "1.0512", "JPY": "163.41", "SEK": "11.0235"}, "2026-11-18": {"USD": "1.0498"}}


def xml(days: dict[str, dict[str, str]]) -> bytes:
    """The bank's XML: the newest day first."""
    cubes = "".join(
        f'<Cube time="{date}">' + "".join(f'<Cube currency="{c}" rate="{r}"/>' for c, r in rates.items()) + "</Cube>"
        for date, rates in days.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
        ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates</gesmes:subject>'
        f"<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender><Cube>{cubes}</Cube>"
        "</gesmes:Envelope>"
    ).encode()


DAILY_CSV = b"Date, USD, JPY, SEK, \n19 November 2026, 1.0512, 163.41, 11.0235, \n"
HISTORY_CSV = b"Date,USD,JPY,SEK,\n2026-11-19,1.0512,163.41,11.0235,\n2026-11-18,1.0498,N/A,N/A,\n"


def send(company: Company, content: bytes, who: str = "admin", **more: Any) -> Any:
    body = {"name": "eurofxref.xml", "content": base64.b64encode(content).decode(), "dry_run": False, **more}
    return ask(company, who, "POST", "travel/currencies/file", body)


@pytest.mark.parametrize("content", [xml(DAYS), HISTORY_CSV], ids=["xml", "csv"])
def test_every_form_of_the_banks_file_is_read_and_every_device_has_its_days(office: Company, content: bytes) -> None:
    seen = send(office, content, dry_run=True).json()
    told = {"days": 2, "first": "2026-11-18", "last": "2026-11-19", "currencies": 3, "new": 2}
    assert seen == {"dry_run": True, **told}
    assert pulled(office, "aino", "currency_day") == {}

    assert send(office, content).json() == {"dry_run": False, **told}

    days = pulled(office, "aino", "currency_day")
    assert {date: row["rates"] for date, row in days.items()} == DAYS
    assert {row["source"] for row in days.values()} == {"ecb"} and days["2026-11-19"]["date"] == "2026-11-19"
    assert send(office, content).json()["new"] == 0
    assert {row["version"] for row in pulled(office, "aino", "currency_day").values()} == {1}


def test_the_daily_csv_with_its_own_way_of_writing_a_date_is_read() -> None:
    (day,) = read_ecb("eurofxref.csv", DAILY_CSV)
    assert (day.date, day.rates) == ("2026-11-19", DAYS["2026-11-19"])


def test_a_corrected_day_replaces_the_one_that_stood_and_is_in_the_audit_trail(office: Company) -> None:
    send(office, xml(DAYS))
    assert send(office, xml({"2026-11-19": {"USD": "1.0513"}})).json()["new"] == 1
    day = pulled(office, "aino", "currency_day")["2026-11-19"]
    assert (day["rates"], day["version"]) == ({"USD": "1.0513"}, 2)
    events = office.rows("SELECT what FROM audit_event WHERE org=:org AND entity='currency_day' ORDER BY n")
    assert [row.what for row in events] == ["currency.taken"] * 2


def test_a_device_has_the_last_two_months_and_no_more(quick: Company) -> None:
    send(quick, xml({"2026-11-19": {"USD": "1.05"}, "2026-09-20": {"USD": "1.1"}, "2026-09-01": {"USD": "1.2"}}))
    assert sorted(pulled(quick, "aino", "currency_day")) == ["2026-09-20", "2026-11-19"]
    assert [day["date"] for day in quick.get("clerk", "travel/currencies")["days"]] == ["2026-11-19", "2026-09-20"]


def test_a_day_that_has_not_been_is_refused(quick: Company) -> None:
    refused = send(quick, xml({"2026-11-21": {"USD": "1.05"}}))
    assert (refused.status_code, refused.json()["code"]) == (400, "currency_future")
    assert pulled(quick, "aino", "currency_day") == {}


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "'
    + b"y" * 1000
    + b'">]><Cube><Cube time="2026-11-19">&x;</Cube></Cube>'
)
BAD = [
    (b"<a><b>", "currency_other"),
    (BOMB, "currency_other"),
    (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><Cube/>', "currency_other"),
    (b"<Cube><Cube/></Cube>", "currency_other"),
    (xml({"2026-02-30": {"USD": "1.05"}}), "currency_other"),
    (xml({"2026-11-19": {"USD": "1,05"}}), "currency_rate"),
    (xml({"2026-11-19": {"USD": "0"}}), "currency_rate"),
    (xml({"2026-11-19": {"US": "1.05"}}), "currency_rate"),
    (xml({"2026-11-19": {"USD": "-1"}}), "currency_rate"),
    (xml({"2026-11-19": {"USD": "NaN"}}), "currency_rate"),
    (b"Nimi,USD\n2026-11-19,1.05\n", "currency_other"),
    (b"Date,USD\nyesterday,1.05\n", "currency_other"),
    (xml({f"{year}-{month:02d}-{day:02d}": {"USD": "1"} for year in (2024, 2025) for month in range(1, 13)
          for day in range(1, 21)}), "currency_days"),
    (b"<Cube>" + b"<Cube/>" * 60_000 + b"</Cube>", "currency_days"),
    (b"<" + b" " * 2_000_001, "currency_large"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "code"), BAD)
def test_a_file_that_is_not_the_banks_or_reaches_outside_itself_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_ecb("eurofxref.xml", content)
    assert refused.value.code == code


def test_a_refused_file_is_answered_with_a_sentence_in_every_language(quick: Company) -> None:
    refused = send(quick, BOMB)
    assert (refused.status_code, refused.json()["code"]) == (422, "currency_other")
    assert "keskuspankin" in refused.json()["detail"]


def test_only_admins_bring_currencies_and_payroll_reads(quick: Company) -> None:
    assert [send(quick, xml(DAYS), who).status_code for who in ("aino", "boss", "clerk")] == [403, 403, 403]
    assert ask(quick, "clerk", "GET", "travel/currencies").status_code == 200
    assert ask(quick, "aino", "GET", "travel/currencies").status_code == 403


class _Logged(NamedTuple):
    org: str
    days: int


def test_the_command_brings_every_organisation_its_own_days(quick: Company, tmp_path: Path) -> None:
    other = quick.world.db.write_now(lambda tx: add_organisation(tx, "Toinen Oy"))
    file = tmp_path / "eurofxref.xml"
    file.write_bytes(xml({"2024-01-03": {"USD": "1.0919"}, "2024-01-02": {"USD": "1.0956"}}))
    asked = argparse.Namespace(what="ecb", file=file, org=None, lang="fi")
    assert [rates.run(asked, quick.world.settings) for _ in range(2)] == [0, 0]
    for table, about in (("change_log", "entity_type"), ("audit_event", "entity")):
        sql = f"SELECT org, COUNT(*) AS days FROM {table} WHERE {about}='currency_day' GROUP BY org ORDER BY org"
        rows = quick.world.db.read_now(partial(_logged, sql=sql))
        wanted = 2 if table == "change_log" else 1
        assert rows == {quick.ids["org"]: wanted, other: wanted}, table


def _logged(tx: Tx, sql: str) -> dict[str, int]:
    return {row.org: row.days for row in tx.rows(_Logged, sql)}

"""Contracts and agreement rows become dated terms, and the past stays as it was."""

from dataclasses import replace

import pytest

from leima.rules.pay.wage import wage_on
from leima.rules.resolve import Contract, KikyOptOut, UnknownAgreement, body_of, resolve
from leima.rules.switches import Switch
from leima.rules.terms import Terms
from tests.rules.tables import agreements

ME = "10000000-0000-7000-8000-000000000001"
TABLES = agreements()
OFFICE = Contract("c1", "2025-03-01", None, "general-37-5", "flexitime", "monthly", variant="company-office")


def terms_of(*contracts: Contract, switches: tuple[Switch, ...] = ()) -> list[Terms]:
    return resolve(ME, contracts, TABLES, switches=switches)


def test_a_company_variant_lies_on_its_agreement_and_that_on_the_law() -> None:
    (terms,) = terms_of(OFFICE)

    assert terms.weekdays == (450, 450, 450, 450, 450, 0, 0)
    assert terms.flex is not None and (terms.flex.core, terms.flex.daily_limit) == (("09:00", "14:00"), 240)
    assert terms.auto_break is not None and terms.auto_break.minutes == 30
    assert terms.sources["flex_daily_limit"] == "työaikalaki 872/2019, 12 §"
    assert (terms.from_, terms.until, terms.agreement) == ("2025-03-01", None, "company-office")


def test_kvtes_falls_from_the_kiky_week_of_38_45_to_38_15_on_the_last_of_august_2020() -> None:
    terms = terms_of(Contract("c1", "2019-06-01", None, "kvtes", "general", "monthly"))

    dated = [(one.from_, one.until, one.week_minutes, one.contract_day) for one in terms]
    assert dated == [
        ("2019-06-01", "2019-12-31", 2325, 465),
        ("2020-01-01", "2020-08-30", 2325, 465),
        ("2020-08-31", None, 2295, 459),
    ]
    assert [one.holiday.cut if one.holiday else None for one in terms] == [465, 465, 459]
    assert [one.kiky.accounted if one.kiky else None for one in terms] == ["contract", "contract", None]


def test_a_part_timers_day_comes_from_the_unrounded_week() -> None:
    (terms,) = terms_of(Contract("c1", "2021-01-01", None, "kvtes", "general", "monthly", share=0.5))

    assert terms.week_minutes == 1148
    assert terms.contract_day == 230
    assert terms.holiday is not None and terms.holiday.cut == 230


def test_half_time_gets_half_of_the_longer_hours() -> None:
    first = terms_of(Contract("c1", "2020-01-01", "2020-08-30", "kvtes", "general", "monthly", share=0.5))[0]

    assert first.kiky is not None and first.kiky.extension_minutes == 3


def test_a_new_contract_leaves_every_earlier_day_and_its_id_as_it_was() -> None:
    before = terms_of(replace(OFFICE, until="2026-09-15"))
    after = terms_of(replace(OFFICE, until="2026-09-15"), replace(OFFICE, id="c2", from_="2026-09-16", day_minutes=270))

    assert after[0] == before[0]
    assert (after[1].from_, after[1].contract_day) == ("2026-09-16", 270)


def test_ending_the_open_stretch_does_not_change_its_id() -> None:
    assert terms_of(OFFICE)[0].id == terms_of(replace(OFFICE, until="2026-09-15"))[0].id


def test_two_contract_rows_with_the_same_content_are_one_stretch() -> None:
    terms = terms_of(replace(OFFICE, until="2025-12-31"), replace(OFFICE, id="c2", from_="2026-01-01"))

    assert [(one.from_, one.until) for one in terms] == [("2025-03-01", None)]


def test_opting_out_of_kiky_splits_the_terms_on_its_date() -> None:
    terms = terms_of(replace(OFFICE, kiky_opt_out=KikyOptOut("2026-06-01", "paikallinen sopimus")))

    assert [(one.from_, one.kiky is not None) for one in terms] == [("2025-03-01", True), ("2026-06-01", False)]


def test_hourly_paid_stay_out_where_the_scheme_says_so() -> None:
    (terms,) = terms_of(replace(OFFICE, pay="hourly"))

    assert terms.kiky is None
    assert "kiky" not in terms.sources


def test_an_unknown_agreement_is_refused_by_name() -> None:
    with pytest.raises(UnknownAgreement, match="metal"):
        terms_of(replace(OFFICE, variant="metal"))


def test_every_row_of_every_table_has_a_first_date_and_a_source() -> None:
    rows = [(one.key, row) for one in TABLES.values() for row in one.rows]

    assert len(rows) > 40
    assert [key for key, row in rows if not row.from_ or not row.source] == []
    assert [one.key for one in TABLES.values() if not one.from_ or not one.source] == []


def test_the_company_switches_kiky_off_from_a_date_and_no_earlier_terms_change() -> None:
    off = Switch(from_="2026-06-01", runs=False, reason="paikallinen sopimus 12.5.2026")
    before, after = terms_of(OFFICE), terms_of(OFFICE, switches=(off,))
    assert [(one.from_, one.kiky is not None) for one in after] == [("2025-03-01", True), ("2026-06-01", False)]
    assert after[0].id == before[0].id


def test_the_company_switches_on_a_scheme_that_its_agreement_does_not_have() -> None:
    scheme = {"accounted": "obligation", "year_minutes": 960, "methods": ["extension_day"], "year_end": "carry"}
    own = Switch(from_="2026-01-01", until="2026-12-31", runs=True, reason="yt-neuvottelu", scheme=scheme)
    terms = terms_of(replace(OFFICE, variant=None, agreement="general-37-5"), switches=(own,))
    inside = next(one for one in terms if one.from_ == "2026-01-01")
    assert inside.kiky is not None
    assert (inside.kiky.year_minutes, inside.kiky.year_end, inside.sources["kiky"]) == (960, "carry", "yt-neuvottelu")
    assert [(one.from_, one.kiky is not None) for one in terms][-1] == ("2027-01-01", False)


def test_a_decision_that_names_the_agreement_goes_before_one_for_all_from_the_same_date() -> None:
    every = Switch(from_="2026-06-01", runs=False, reason="kaikki", made=2)
    ours = Switch(from_="2026-06-01", runs=True, reason="ei toimisto", agreement="company-office", made=1)
    assert all(one.kiky is not None for one in terms_of(OFFICE, switches=(every, ours)))


def test_a_raise_of_the_hourly_wage_is_dated_and_moves_no_days() -> None:
    first = replace(OFFICE, pay="hourly", until="2026-04-30", hourly_cents=1500)
    second = replace(OFFICE, id="c2", pay="hourly", from_="2026-05-01", hourly_cents=1600)
    (terms,) = terms_of(first, second)
    assert [wage_on(terms, date) for date in ("2025-02-28", "2026-04-30", "2026-05-01")] == [None, 1500, 1600]
    unsaid = terms_of(replace(first), replace(second, hourly_cents=None))
    assert [wage_on(one, "2026-05-01") for one in unsaid] == [None]
    same = terms_of(first, replace(second, hourly_cents=1500))
    assert [len(one.wages) for one in same] == [1]


def test_terms_of_the_monthly_paid_say_nothing_of_wages() -> None:
    (terms,) = terms_of(replace(OFFICE, hourly_cents=1500))
    assert "wages" not in body_of(terms)

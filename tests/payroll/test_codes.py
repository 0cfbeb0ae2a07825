"""Codes of kinds of pay: the narrower one wins on its dates, and a kind without one keeps its person whole."""

from leima.db.tables.payroll import PayCode
from leima.features.payroll import making, store
from leima.features.payroll.amounts import Amount, Correction, Wage, of_correction, of_day
from leima.features.payroll.codes import CodeBook

DAY = "2026-11-17"


def own(kind: str, code: str | None, agreement: str | None = None, first: str = "2026-01-01", at: int = 1) -> PayCode:
    given = {"kind": kind, "code": code, "agreement": agreement, "from_date": first, "until_date": None}
    return PayCode(org="o", id=f"{kind}{code}{agreement}", source="s", who=None, at=at, undone_at=None, **given)


def code(kind: str, agreement: str = "kvtes", date: str = DAY, *rows: PayCode) -> str | None:
    found = CodeBook(rows).of(kind, agreement, date)
    assert found is not None
    return found.code


def test_the_narrower_agreement_wins_then_the_narrower_kind_then_the_later_date() -> None:
    rows = (own("supplement", "1"), own("supplement.sunday", "2"), own("supplement", "3", "kvtes"))
    assert code("supplement.sunday", "kvtes", DAY, *rows) == "3"
    assert code("supplement.sunday", "golf", DAY, *rows) == "2"
    assert code("supplement.night", "golf", DAY, *rows) == "1"
    later = own("supplement", "4", None, "2026-11-18")
    assert code("supplement.night", "golf", DAY, *rows, later) == "1"
    assert code("supplement.night", "golf", "2026-11-18", *rows, later) == "4"
    assert code("base") == "BASE"
    assert code("as_time") is None
    assert code("absence.flex_leave") is None


def test_a_kind_without_a_code_is_named_and_nobody_is_paid_half() -> None:
    found, person = making.Made([], [], [], []), store.Person("p", "Aino", "1", DAY)
    amounts = [Amount("base", DAY, 450, percent=100, hourly_cents=1500), Amount("unheard", DAY, 5)]
    making._add(found, person, making._Of(), amounts, CodeBook(()))
    assert found.lines == []
    assert [(one.kind, one.name, one.about) for one in found.findings] == [("no_code", "Aino", "unheard")]


def test_overtime_that_becomes_leave_is_told_and_not_paid() -> None:
    cells = {"worked": 540, "additional": 0, "overtime50": 60, "weekly_overtime": 30}
    paid = {one.kind: one.quantity for one in of_day(DAY, cells, False)}
    assert paid == {"regular": 450, "overtime50": 60, "weekly50": 30}
    kept: dict[str, int] = {}
    for one in of_day(DAY, cells, True):
        kept[one.kind] = kept.get(one.kind, 0) + one.quantity
    assert kept == {"regular": 450, "as_time": 90}


def test_a_correction_of_a_sunday_is_paid_at_the_wage_and_per_cent_of_its_date() -> None:
    told = {"worked": 240, "overtime50": 60, "supplements.supplement_sunday": 240, "absences.sick": -240}
    one = Correction("c", "p", "2026-12-02", "2026-11-15", "")
    found = list(of_correction(one, told, Wage(2000, {"sunday": 100}), False))
    assert [(part.kind, part.quantity, part.percent) for part in found] == [
        ("base", 240, 100),
        ("overtime50", 60, 50),
        ("supplement.sunday", 240, 100),
        ("absence.sick", -240, None),
    ]
    assert {(part.date, part.correction) for part in found} == {("2026-11-15", "c")}

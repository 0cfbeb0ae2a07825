"""The columns of the working-time report: what they hold, which are shown unless others are chosen, which add up."""

from dataclasses import dataclass

from leima.web.errors import Invalid


@dataclass(frozen=True, slots=True)
class Column:
    """`kind`: date, weekday, clock, min, signed, balance (minutes at the end of the day) or text."""

    key: str
    kind: str
    usual: bool = False
    adds_up: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("date", "date", True),
    Column("weekday", "text", True),
    Column("first_in", "clock", True),
    Column("last_out", "clock", True),
    Column("breaks", "min", True, True),
    Column("worked", "min", True, True),
    Column("target", "min", True, True),
    Column("flex_change", "signed", True, True),
    Column("flex_balance", "balance", True),
    Column("kiky", "min", True, True),
    Column("bank_change", "signed", False, True),
    Column("bank_balance", "balance"),
    Column("overtime_leave_change", "signed", False, True),
    Column("overtime_leave_balance", "balance"),
    Column("additional", "min", False, True),
    Column("overtime50", "min", True, True),
    Column("overtime100", "min", True, True),
    Column("weekly_overtime", "min", False, True),
    Column("period_overtime", "min", False, True),
    Column("unapproved", "min", False, True),
    Column("supplements", "min", False, True),
    Column("midweek_pay", "min", True, True),
    Column("absences", "min", True, True),
    Column("remote", "min", False, True),
    Column("work_types", "text"),
    Column("cost_centres", "text"),
    Column("notes", "text"),
    Column("findings", "text", True),
    Column("status", "text", True),
)
BY_KIND = frozenset({"supplements", "absences", "midweek_pay"})
"""Columns that become one for each kind that occurs: `supplements.supplement_evening`, `midweek_pay.75` per cent."""
OF_ACCOUNT = {f"{name}_{part}": name for name in ("flex", "bank", "overtime_leave") for part in ("change", "balance")}
OF_ACCOUNT["kiky"] = "kiky"
"""The account that a column tells of: where nobody has it, there is no such column."""
ALWAYS = ("date", "weekday")


def chosen(names: str | None) -> tuple[Column, ...]:
    """The columns of a comma-separated choice in their own order; the usual ones without a choice; all for `all`.

    Raises Invalid that names the unknown ones.
    """
    if not names:
        return tuple(column for column in COLUMNS if column.usual)
    wanted = {name.strip() for name in names.split(",")} - {""}
    if wanted == {"all"}:
        return COLUMNS
    unknown = wanted - {column.key for column in COLUMNS}
    if unknown:
        raise Invalid("unknown_column", fields=[{"field": "columns", "message": name} for name in sorted(unknown)])
    return tuple(column for column in COLUMNS if column.key in wanted or column.key in ALWAYS)

"""How much clocking, breaks and orders are used."""

from leima.db.usage import used_at, used_on

USAGE = (
    used_at(
        "clocking",
        each="SELECT MAX(at) FROM punch WHERE org=:org AND person=w.id",
        set_up="kayttoonotto",
    ),
    used_at(
        "breaks",
        each="SELECT MAX(at) FROM punch WHERE org=:org AND person=w.id AND kind='break_start'",
        set_up="tyoehtosopimukset",
    ),
    used_on(
        "ordered_work",
        "SELECT person, MAX(date) AS last FROM work_order"
        " WHERE org=:org AND NOT deleted AND status='approved' AND date <= :today GROUP BY person",
        set_up="tyoehtosopimukset",
    ),
)

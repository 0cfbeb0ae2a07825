"""Own rates: adding one, taking a deed back, and a year's file. Admins write, payroll reads."""

from leima.db.actor import Actor
from leima.db.tables.rates import TravelRate
from leima.db.tx import Tx
from leima.features.rates import compare, store
from leima.features.rates.ready import is_key, unit_of
from leima.features.rates.schemas import NewRate, RatesOfYear, Taken
from leima.rules.zone import is_date
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound

MOST_PER_CENT = 100


def read(tx: Tx, actor: Actor, year: int | None) -> RatesOfYear:
    """A year's rates beside those of the year before. Raises Forbidden."""
    if not actor.may_see_everyone:
        raise Forbidden()
    return compare.of_year(tx, actor.lang, year, may_change=actor.may_change_travel_rates)


def refuse_others(tx: Tx, actor: Actor) -> None:
    """Raises Forbidden for everybody but admins."""
    if not actor.may_change_travel_rates:
        raise Forbidden()


def add(tx: Tx, actor: Actor, form: NewRate) -> Taken:
    """Adds a value; it takes the place of an own one for the same key and first day. A repeat adds nothing.

    Raises Invalid, Conflict, Forbidden.
    """
    refuse_others(tx, actor)
    _refuse_wrong(form)
    row = new_row(tx, actor, form.id, form.id, form.key, form.value, (form.from_, form.until), form.source)
    store.one_at_a_time(tx)
    known = store.of_deed(tx, form.id)
    if known:
        _refuse_other(known[0], row)
    elif store.is_taken(tx, form.id):
        raise Conflict("act_reused")
    else:
        store.add(tx, row)
    return Taken(form.id, 1)


def new_row(
    tx: Tx,
    actor: Actor,
    id: str,
    batch: str,
    key: str,
    value: float,
    dates: tuple[str, str],
    source: str,
    file: str = "",
) -> TravelRate:
    """A value that stands from now on."""
    return TravelRate(
        org=tx.org,
        id=id,
        key=key,
        from_date=dates[0],
        until_date=dates[1],
        value=f"{value:g}" if value < 1000 else f"{value:.0f}",
        source=source.strip(),
        batch=batch,
        file=file,
        at=tx.now,
        by=actor.person,
    )


def _refuse_other(known: TravelRate, asked: TravelRate) -> None:
    same = ("key", "from_date", "until_date", "value", "source")
    if any(getattr(known, name) != getattr(asked, name) for name in same):
        raise Conflict("act_reused")


def _refuse_wrong(form: NewRate) -> None:
    if not is_key(form.key):
        raise Invalid("rate_key", key=form.key)
    refuse_wrong_dates(form.from_, form.until)
    if not is_value(form.key, form.value):
        raise Invalid("rate_value")


def refuse_wrong_dates(first: str, last: str) -> None:
    """Raises Invalid unless a value is in force within one calendar year, as the yearly decisions are."""
    if not (is_date(first) and is_date(last) and first <= last and first[:4] == last[:4] and first >= "2017"):
        raise Invalid("rate_dates")


def is_value(key: str, value: float) -> bool:
    """Whether a value can be meant: whole cents, or per cent to a tenth."""
    if unit_of(key) == "per_cent":
        return value <= MOST_PER_CENT and round(value * 10) == value * 10
    return float(value).is_integer()


def undo(tx: Tx, actor: Actor, batch: str) -> Taken:
    """Takes back what a deed brought; what had given way to it stands again. A repeat takes nothing.

    Raises NotFound, and Conflict when a later deed has taken the place of some of it.
    """
    refuse_others(tx, actor)
    store.one_at_a_time(tx)
    rows = store.of_deed(tx, batch)
    if not rows:
        raise NotFound()
    if any(row.replaced_by for row in rows):
        raise Conflict("rate_replaced")
    count = sum(1 for row in rows if not row.deleted)
    if count:
        store.take_back(tx, batch)
    return Taken(batch, count)

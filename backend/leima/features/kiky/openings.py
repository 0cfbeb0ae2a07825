"""The year's opening by hand: it replaces the automatic one, and only the difference is posted."""

from leima.db.door import Actor
from leima.db.tx import Tx
from leima.features.balances import acts
from leima.features.balances import store as ledger
from leima.features.kiky import standing as stands
from leima.features.kiky.wire import NewOpening, Opened


def opened(tx: Tx, actor: Actor, form: NewOpening) -> Opened:
    """Makes the year's opening `minutes`: 24:00 entered by hand beside an automatic 24:00 stays 24:00.

    What the share adds or takes after that is posted as before.
    """
    row = stands.may_decide(tx, actor, form.person)
    lines = ledger.year_postings(tx, row.id, "kiky", form.year)
    stood = sum(int(line.amount) for line in lines if line.kind in ("opening", "adjustment", "transfer"))
    difference = form.minutes - stood
    if acts.act(tx, form.id) is not None:
        difference = sum(leg.amount for leg in acts.legs_of(tx, form.id))
    elif difference:
        date = acts.open_date(tx, row.id, lines[0].date if lines else f"{form.year}-01-01")
        more = {"year": form.year, "minutes": form.minutes}
        leg = acts.Leg("kiky", form.year, difference)
        acts.do(tx, acts.NewAct(form.id, "opening", row.id, date, form.reason, [leg], more))
    return Opened(row.id, form.year, form.minutes, difference, ledger.sum_of(tx, row.id, "kiky", form.year))

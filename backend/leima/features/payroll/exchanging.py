"""Pay turned into bank time, as long as its period has not been locked."""

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.ledger import acts
from leima.features.ledger.exchange import exchange as into_bank
from leima.features.ledger.schemas import Done, NewExchange
from leima.features.payroll import store
from leima.features.payroll.runs import refuse_others
from leima.web.errors import Conflict


class AlreadyDue(Conflict):
    """The pay of the date has been locked in a run: what is due is paid as money."""

    code = "exchange_due"


def exchange(tx: Tx, actor: Actor, form: NewExchange) -> Done:
    """Raises Forbidden for all but payroll, AlreadyDue, and what the ledger says of it."""
    refuse_others(actor)
    due = [one.until_date for one in store.runs(tx) if one.until_date >= form.date]
    if due and acts.act(tx, form.id) is None:
        raise AlreadyDue(last=max(due))
    return into_bank(tx, actor, form)

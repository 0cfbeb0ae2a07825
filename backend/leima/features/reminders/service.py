"""What people and the organisation choose of reminders."""

from leima.db.actor import Actor
from leima.db.tables.reminders import ReminderChoice
from leima.db.tx import Tx
from leima.features.reminders import forms, store
from leima.features.reminders.deciders import DECIDE
from leima.features.reminders.kinds import KINDS, NUMBERS, OWN_NUMBER, USUAL, Kind, Rule
from leima.web.errors import Forbidden, Invalid


def own(tx: Tx, actor: Actor) -> forms.OwnReminders:
    """What holds for the actor, of every kind that may concern them."""
    rules, chosen = store.rules(tx), store.choices_of(tx, actor.person)
    kinds = [kind for kind in KINDS if kind != "waits" or actor.roles.intersection(DECIDE)]
    return forms.OwnReminders([_shown(kind, rules[kind], chosen.get(kind)) for kind in kinds])


def _shown(kind: Kind, rule: Rule, choice: ReminderChoice | None) -> forms.OwnReminder:
    mine = store.of_person(rule, choice, kind)
    chosen = choice is not None and rule.own
    numbers = (mine.number, rule.number) if kind in OWN_NUMBER else (None, None)
    return forms.OwnReminder(
        *(kind, mine.enabled, mine.time, numbers[0], rule.own, chosen, rule.enabled, rule.time, numbers[1])
    )


def choose(tx: Tx, actor: Actor, kind: Kind, form: forms.ChooseReminder) -> forms.OwnReminders:
    """Keeps the actor's word on a kind. Raises Forbidden where the organisation lets nobody choose."""
    rule = store.rules(tx)[kind]
    if form.usual:
        store.drop_choice(tx, actor.person, kind)
        return own(tx, actor)
    if not rule.own:
        raise Forbidden("reminder_fixed")
    number = _number(kind, form.number) if kind in OWN_NUMBER and form.number is not None else None
    time = form.time if rule.time is not None else None
    row = ReminderChoice(org=tx.org, person=actor.person, kind=kind, enabled=form.enabled, time=time, number=number)
    store.choose(tx, row)
    return own(tx, actor)


def office(tx: Tx, actor: Actor) -> forms.OfficeReminders:
    """What the organisation has set, for its admins."""
    _require_admin(actor)
    return forms.OfficeReminders([_as_set(kind, rule) for kind, rule in store.rules(tx).items()])


def _as_set(kind: Kind, rule: Rule) -> forms.OfficeReminder:
    least, most = NUMBERS.get(kind, (None, None))
    return forms.OfficeReminder(kind, rule.enabled, rule.time, rule.number, rule.own, least, most)


def set_rule(tx: Tx, actor: Actor, kind: Kind, form: forms.SetReminder) -> forms.OfficeReminders:
    """Sets what holds in the organisation for a kind. Raises Invalid for a time or number that it needs and lacks."""
    _require_admin(actor)
    usual = USUAL[kind]
    if usual.time is not None and form.time is None:
        raise Invalid("reminder_time", fields=[{"field": "time", "message": "reminder_time"}])
    time = form.time if usual.time is not None else None
    number = None if kind not in NUMBERS else _number(kind, form.number)
    store.set_rule(tx, kind, Rule(form.enabled, time, number, form.own))
    return office(tx, actor)


def _number(kind: Kind, number: int | None) -> int:
    least, most = NUMBERS[kind]
    if number is None or not least <= number <= most:
        params = {"least": least, "most": most}
        raise Invalid("reminder_number", fields=[{"field": "number", "message": "reminder_number"}], **params)
    return number


def _require_admin(actor: Actor) -> None:
    if "admin" not in actor.roles:
        raise Forbidden()

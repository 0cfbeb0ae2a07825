"""Every row that is kept of one person, table by table. It writes nothing."""

from typing import Any, NamedTuple

from leima.db.rows import table_of
from leima.db.tables import (
    absences,
    agreements,
    attachments,
    auth,
    certificates,
    days,
    desk,
    feeds,
    hours,
    inbox,
    leading,
    leave,
    ledger,
    mail,
    months,
    notices,
    oidc,
    passkeys,
    payroll,
    people,
    push,
    reminders,
    rounds,
    saving,
    substitutes,
    travel,
)
from leima.db.tables.base import Table
from leima.db.tx import Query, Tx

OWN: dict[str, tuple[type[Table], str]] = {
    "punches": (hours.Punch, "at, id"),
    "entries": (hours.Entry, "start_at, id"),
    "days": (days.DayResult, "date"),
    "ledger": (ledger.Posting, "date, at, id"),
    "day_postings": (ledger.DayPosting, "date, account"),
    "months": (months.MonthState, "month"),
    "account_months": (ledger.AccountMonth, "month, account"),
    "frozen_days": (months.FrozenDay, "date"),
    "month_corrections": (months.MonthCorrection, "date, corrects, at"),
    "absences": (absences.Absence, "from_date, id"),
    "leave_requests": (leave.LeaveRequest, "from_date, id"),
    "savings": (saving.Saving, "asked_at, id"),
    "certificates": (certificates.Certificate, "given_at, id"),
    "round_wishes": (rounds.RoundWish, "wished_at, id"),
    "round_drafts": (rounds.RoundDraft, "at, round"),
    "feed_links": (feeds.FeedLink, "created_at, id"),
    "orders": (hours.WorkOrder, "date, id"),
    "overtime_choices": (hours.OvertimeChoice, "date"),
    "kiky_marks": (hours.KikyMark, "date, id"),
    "corrections": (hours.Correction, "date, id"),
    "change_requests": (months.ChangeRequest, "date, id"),
    "acts": (ledger.Act, "date, id"),
    "notices": (notices.Notice, "at, id"),
    "push_choices": (push.PushChoice, "person"),
    "push_subscriptions": (push.PushSubscription, "created_at, id"),
    "contracts": (agreements.Contract, "from_date, id"),
    "terms": (agreements.Terms, "from_date, id"),
    "decisions": (inbox.Decision, "at, id"),
    "changes_to_come": (people.PersonChange, "from_date, what"),
    "substitutions": (substitutes.Substitute, "from_date, id"),
    "claims": (travel.Claim, "from_date, id"),
    "trips": (travel.Trip, "date, id"),
    "receipts": (travel.Receipt, "date, id"),
    "pay_rows": (payroll.PayRow, "run, +n"),
    "attachments": (attachments.Blob, "at, sha256"),
    "teams": (people.TeamMember, "from_date, team"),
    "roles": (people.PersonRole, "role"),
    "devices": (auth.SessionFamily, "created_at, id"),
    "passkeys": (passkeys.Passkey, "made_at, id"),
    "company_accounts": (oidc.CompanyLink, "linked_at, issuer, sub"),
    "presence": (days.TeamState, "unit"),
    "overdue": (inbox.Escalation, "at, kind, entity_id"),
    "list_looks": (desk.ListLook, "list"),
    "mail_addresses": (mail.MailAddress, "address"),
    "mail_choices": (mail.MailChoice, "person"),
    "reminder_choices": (reminders.ReminderChoice, "kind"),
    "kept_reports": (leading.KeptReport, "at, id"),
    "reminders_told": (reminders.ReminderTold, "at, kind, thing"),
}
"""What is kept of a person: the export's name, the table, and the order of its rows."""
AUDITED = {"punch": "punches", "entry": "entries", "posting": "ledger", "absence": "absences", "act": "acts"}
AUDITED |= {"work_order": "orders", "kiky_mark": "kiky_marks", "contract": "contracts", "month": "months"}
AUDITED |= {"claim": "claims", "trip": "trips", "receipt": "receipts", "leave": "leave_requests"}
AUDITED |= {"round_wish": "round_wishes", "saving": "savings", "certificate": "certificates"}


PERSON = "person WHERE org=:org AND id=:person"


def rows_of(table: type[Table]) -> str:
    """What follows FROM: a person's rows of a table."""
    return f"{table_of(table)[0]} WHERE org=:org AND person=:person"


class _Self(NamedTuple):
    id: str
    name: str
    email: str
    lang: str
    counts_from: str
    external_id: str | None
    site: str | None
    """The name of a site of their own."""


class _SignIn(NamedTuple):
    method: str
    changed_at: int


class _Sent(NamedTuple):
    op_id: str
    device: str
    type: str
    status: str
    claimed_at: int | None
    received_at: int


_SIGN_IN = (
    "SELECT method, changed_at FROM credential WHERE org=:org AND person=:person"
    " UNION ALL SELECT 'two_step', since FROM two_step WHERE org=:org AND person=:person AND since IS NOT NULL"
    " ORDER BY 1"
)
_SENT = (
    "SELECT op_id, device, type, status, claimed_at, received_at FROM op_receipt"
    " WHERE org=:org AND author=:person ORDER BY received_at, op_id"
)
_ABOUT = (
    "SELECT at, who, what, entity, entity_id, old, new FROM audit_event"
    " WHERE org=:org AND person=:person AND entity NOT IN :told ORDER BY n"
)


class _Changed(NamedTuple):
    at: int
    who: str | None
    what: str
    entity: str
    entity_id: str
    old: str | None
    new: str | None


class Part(NamedTuple):
    """Some of what is kept of a person: its name in the export, and the query of its rows."""

    name: str
    query: Query[Any]


def own_parts(tx: Tx, id: str) -> list[Part]:
    """Every row of a person, part by part, and last the changes made in them: several parts of one name."""
    own = (
        "SELECT id, name, email, lang, counts_from, external_id, (SELECT s.name FROM site s WHERE s.org = person.org"
        " AND s.id = person.site) AS site FROM person WHERE org=:org AND id=:person"
    )
    found = [Part("person", tx.query(_Self, own, org=tx.org, person=id))]
    for name, (table, order) in OWN.items():
        sql = f"SELECT * FROM {rows_of(table)} ORDER BY {order}"
        found.append(Part(name, tx.query(table, sql, org=tx.org, person=id)))
    found.append(Part("sign_in", tx.query(_SignIn, _SIGN_IN, org=tx.org, person=id)))
    found.append(Part("sent", tx.query(_Sent, _SENT, org=tx.org, person=id)))
    told = ("person", *AUDITED)
    found.append(Part("changes", tx.query(_Changed, _ABOUT, org=tx.org, person=id, told=told)))
    found.append(_changes(tx, "person", PERSON, id))
    for entity, name in AUDITED.items():
        found.append(_changes(tx, entity, rows_of(OWN[name][0]), id))
    return found


def columns_of(row: Any) -> dict[str, Any]:
    """A row by column."""
    if isinstance(row, Table):
        return {column: getattr(row, column) for column in table_of(type(row))[1]}
    return dict(row._asdict())


def _changes(tx: Tx, entity: str, theirs: str, id: str) -> Part:
    sql = (
        "SELECT at, who, what, entity, entity_id, old, new FROM audit_event"
        f" WHERE org=:org AND entity=:entity AND entity_id IN (SELECT id FROM {theirs}) ORDER BY +n"
    )
    return Part("changes", tx.query(_Changed, sql, org=tx.org, entity=entity, person=id))

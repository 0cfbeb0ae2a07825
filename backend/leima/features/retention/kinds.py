"""Which kind of record each table holds, and what a record is dated by. A table without a kind fails the house test."""

from dataclasses import dataclass

from leima.db.rows import table_of
from leima.db.tables import (
    absences,
    agreements,
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
    sync,
    travel,
)
from leima.db.tables.base import Table

HELD = (
    "SELECT h.person FROM legal_hold h WHERE h.org=:org AND h.person IS NOT NULL AND h.lifted_at IS NULL"
    " AND h.from_date <= :today AND (h.until_date IS NULL OR h.until_date >= :today)"
)
"""The people on hold today."""


@dataclass(frozen=True)
class Records:
    """The records of a table: their kind, what dates them, and whose they are."""

    kind: str
    table: type[Table]
    dated: str = ""
    """SQL of the date that they are about, or of epoch milliseconds; empty for a kind that is counted from leaving."""
    instant: bool = False
    person: str | None = "person"
    """The column of whose they are; None where they are nobody's alone."""
    where: str = "TRUE"
    """What must hold beside their age."""
    entity: str = ""
    """What devices call them, where they pull them; they drop what has gone."""
    id: str = "id"

    @property
    def name(self) -> str:
        """The table's name."""
        return table_of(self.table)[0]


_CLAIM = (
    "(SELECT COALESCE(c.shown_on, c.until_date, c.from_date) FROM claim c"
    " WHERE c.org={table}.org AND c.id={table}.{id})"
)
_RUN = "(SELECT r.until_date FROM pay_run r WHERE r.org={table}.org AND r.id={table}.run)"
_PAID_HELD = (
    "NOT EXISTS (SELECT 1 FROM pay_row p WHERE p.org={table}.org AND p.run={table}.{id} AND p.person IN (" + HELD + "))"
)
_WISHED_HELD = (
    "NOT EXISTS (SELECT 1 FROM round_wish w WHERE w.org=leave_round.org AND w.round=leave_round.id"
    f" AND w.person IN ({HELD}))"
)
_SIGNED_IN_HELD = (
    "NOT EXISTS (SELECT 1 FROM session_family f WHERE f.org=refresh_token.org AND f.id=refresh_token.family"
    f" AND f.person IN ({HELD}))"
)
_DAY_ID = "person || ':' || date"

RECORDS: tuple[Records, ...] = (
    Records("working_time", hours.Punch, "at", instant=True, entity="punch"),
    Records("working_time", hours.Entry, "start_at", instant=True, entity="entry"),
    Records("working_time", days.DayShare, "date"),
    Records("working_time", days.DayResult, "date", entity="day", id=_DAY_ID),
    Records("working_time", hours.KikyMark, "date", entity="kiky_mark"),
    Records("working_time", hours.Correction, "date", entity="correction"),
    Records("working_time", hours.WorkOrder, "date", entity="work_order"),
    Records("working_time", hours.OvertimeChoice, "date", entity="overtime_choice"),
    Records("working_time", months.MonthState, "month || '-01'", entity="month"),
    Records("working_time", months.FrozenDay, "date"),
    Records("working_time", months.MonthCorrection, "date"),
    Records("working_time", months.ChangeRequest, "date", entity="change_request"),
    Records("leave", absences.Absence, "until_date", entity="absence"),
    Records("leave", leave.LeaveRequest, "until_date", entity="leave"),
    Records("leave", rounds.LeaveRound, "until_date", person=None, where=_WISHED_HELD, entity="round"),
    Records("leave", rounds.RoundWish, "first_until", entity="round_wish"),
    Records("certificates", certificates.Certificate, "given_at", instant=True, where="deleted", entity="certificate"),
    Records("travel", travel.Receipt, _CLAIM.format(table="receipt", id="claim"), entity="receipt"),
    Records("travel", travel.Trip, _CLAIM.format(table="trip", id="claim"), entity="trip"),
    Records("travel", travel.Claim, "COALESCE(shown_on, until_date, from_date)", entity="claim"),
    Records("payroll", payroll.PayClaim, _RUN.format(table="pay_claim"), person=None,
            where=_PAID_HELD.format(table="pay_claim", id="run")),
    Records("payroll", payroll.PayRow, _RUN.format(table="pay_row")),
    Records("payroll", payroll.PayRun, "until_date", person=None, where=_PAID_HELD.format(table="pay_run", id="id")),
    Records("decisions", inbox.Decision, "date"),
    Records("decisions", inbox.Escalation, "at", instant=True),
    Records("decisions", substitutes.Substitute, "until_date"),
    Records("notices", notices.Notice, "at", instant=True, entity="notice"),
    Records("notices", reminders.ReminderTold, "at", instant=True),
    Records("sign_in", auth.SessionFamily, "last_seen_at", instant=True),
    Records("sign_in", auth.RefreshToken, "expires_at", instant=True, person=None, where=_SIGNED_IN_HELD),
    Records("sign_in", auth.OneTimeLink, "expires_at", instant=True),
    Records("transport", sync.OpArchive, "received_at", instant=True, person="author"),
    Records("transport", sync.OpQuarantine, "received_at", instant=True, person="author"),
    Records("transport", sync.OpReceipt, "received_at", instant=True, person="author"),
    Records("balances", ledger.Posting, entity="posting"),
    Records("balances", ledger.DayPosting),
    Records("balances", ledger.AccountMonth),
    Records("balances", ledger.Act),
    Records("balances", saving.Saving, entity="saving"),
    Records("access", auth.Credential),
    Records("access", auth.TwoStep),
    Records("access", auth.RecoveryCode),
    Records("access", oidc.CompanyLink),
    Records("access", passkeys.Passkey),
    Records("access", desk.ListLook),
    Records("access", leading.KeptReport),
    Records("access", feeds.FeedLink),
    Records("access", push.PushSubscription),
    Records("access", push.PushChoice),
    Records("access", mail.MailChoice),
    Records("access", mail.MailAddress),
    Records("access", reminders.ReminderChoice),
    Records("access", rounds.RoundDraft),
    Records("access", people.PersonChange),
    Records("access", days.TeamState),
    Records("employment", agreements.Contract),
    Records("employment", agreements.Terms),
    Records("employment", people.TeamMember),
    Records("employment", people.PersonRole),
)  # fmt: skip
"""In the order in which they go: what hangs on a thing before the thing itself."""
EVENTS: dict[str, tuple[str, ...]] = {
    "working_time": ("punch", "entry", "kiky_mark", "correction", "work_order", "overtime_choice", "month",
                     "change_request"),
    "leave": ("absence", "leave", "round", "round_wish", "certificate"),
    "travel": ("claim", "trip", "receipt", "blob"),
    "payroll": ("pay_run",),
    "balances": ("posting", "act", "saving"),
    "employment": ("contract", "person"),
}  # fmt: skip
"""The things whose events go with a kind. An event about anything else is of the kind `audit`."""
TOLD = tuple(entity for entities in EVENTS.values() for entity in entities)
APART = {
    "person": "loses its name and address with the last record that needs them",
    "audit_event": "its values go with what they tell of; who did what and when stays, so that the chain holds",
    "blob": "goes with what names it, from the table and the folder",
    "history_columns": "a name in a file of an old clock goes when its person is erased, or loses the name here",
    "webhook_message": "goes a while after it was sent, by itself",
    **dict.fromkeys(("mail_outbox", "push_outbox"), "goes when it was sent or given up, by itself"),
    **dict.fromkeys(("company_try", "passkey_try"), "goes ten minutes after it began, by itself"),
    "throttle": "goes a day after the last failure, by itself; it holds hashes",
    "refused_sign_in": "goes a day after the first refusal, by itself; its events tell of it",
    "legal_hold": "tells why something was kept; its person is an id",
    "erasure": "tells that a person was erased; its person is an id",
}
"""Tables of people whose records go in another way, and how."""
STAYS = {
    **dict.fromkeys(
        ("organisation", "logo", "team", "site", "work_type", "cost_centre", "staff_columns"), "of the company itself"
    ),
    **dict.fromkeys(("agreement", "agreement_change", "kiky_switch", "team_minimum"), "rules of the company"),
    **dict.fromkeys(("pay_code", "travel_rate", "currency_day"), "tables of the company"),
    **dict.fromkeys(
        ("reminder_rule", "reminder_start", "inbox_setting", "retention_setting", "company_sign_in"), "settings"
    ),
    **dict.fromkeys(("api_key", "webhook", "signing_key", "push_key"), "keys of programs and of the server"),
    **dict.fromkeys(("sync_head", "audit_head", "change_log"), "numbers without what they are about"),
    "contract_change": "a change of contracts for many, by ids and settings; it names nobody",
    "retention_run": "how many records went, and no more",
}
"""Tables that hold no record of a person, and what they hold."""

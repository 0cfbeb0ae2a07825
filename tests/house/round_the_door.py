"""The queries of people's tables that go round the door of `leima.access`: each place with the reason why it may.

A query goes by the door when its condition comes from `leima.access.rows`, or when it names whose rows it wants: the
caller has asked a right about them.
"""

SELF = "it reads the rows of one act, word or link by its id, which the caller has been let see"
OFFICE = "its callers refuse everybody but payroll and admin"
TURN = "the server asks, not a person: it works on everybody at midnight, or after its clock was wrong"
SENT = "the server asks, not a person: it sends to each device what is for its own person"
MISSED = "the server asks, not a person: it tells each person what they themselves miss"
RULES = "changed rules are worked out for everybody concerned; the caller sees no more than how many"
SHOWN = "it completes a list of people that came by the door"
CLAIMED = "it reads what is in claims that the caller has been let see"
CLEANED = "the server asks, not a person: it lets go what nothing has named for a month"
PLANNED = "it is asked about a round, or the team of one, that the actor plans or is in"
SIGN_IN = "nobody has signed in yet"
IMPORT = "an import reads the whole organisation, by admins alone"

ROUND_THE_DOOR = {
    "db/audit.py breaks": "the chain of seals is checked whole; the events are shown by the door",
    "db/audit.py has_whole_end": "the chain of seals is checked whole; the events are shown by the door",
    "db/sync_sql.py team_memberships": "it is asked about the teams that the actor supervises",
    "features/agreements/upgrading.py _untold": "an upgrade works on everybody's terms; nobody is asking",
    "features/approvals/store.py closed_through": SHOWN,
    "features/approvals/store.py decidable_months": "payroll decides for everybody; others come by the door",
    "features/approvals/store.py decidable_requests": "payroll decides for everybody; others come by the door",
    "features/approvals/store.py leavers": SHOWN,
    "features/approvals/store.py people_of": "payroll asks about everybody; others come by the door",
    "features/approvals/store.py states": SHOWN,
    "features/attachments/store.py contents": CLEANED,
    "features/attachments/store.py has_content": CLEANED,
    "features/attachments/store.py senders": CLEANED,
    "features/attachments/store.py unnamed_since": CLEANED,
    "features/auth/store.py good_link": SIGN_IN,
    "features/auth/store.py linked_without_password": "the operator asks, at the machine, for the first admin",
    "features/auth/store.py people_with": SIGN_IN,
    "features/auth/store.py refresh_token": SIGN_IN,
    "features/auth/store.py signed_in_before": SIGN_IN,
    "features/claim_papers/parts.py approved_claims": OFFICE,
    "features/inbox/listing.py _newest": SHOWN,
    "features/inbox/store.py decided": "payroll decides for everybody; others come by the door",
    "features/inbox/store.py came_up_to": "the reader was told of each; it holds ids alone",
    "features/inbox/store.py standing": "what an operation has just taken back, by one who may decide on it",
    "features/inbox/store.py told_of": "the server asks, not a person: it tells the next one up",
    "features/substitutes/store.py people": "beside whom the actor sees it names those who decide or pay, to be chosen",
    "features/substitutes/store.py standing": "it looks for clashes and rings; nothing of it is shown",
    "features/substitutes/store.py supervisors": "it finds who can have one; shown are those whom the actor names for",
    "features/leave/store.py supervisors": "a person's own wish is told to those who decide on it",
    "features/leave/store.py waiting": "payroll decides for everybody; others come by the door",
    "features/feeds/store.py by_hash": "nobody has signed in: the secret says whose link it is",
    "features/rounds/store.py audience": PLANNED,
    "features/rounds/store.py away": PLANNED,
    "features/rounds/store.py left_over": PLANNED,
    "features/rounds/store.py members": PLANNED,
    "features/rounds/store.py wishes_of": PLANNED,
    "features/months/corrections.py undo": SELF,
    "features/ledger/store.py act_postings": SELF,
    "features/ledger/store.py acts_of_bulk": SELF,
    "features/days/clock.py turn_back": TURN,
    "features/days/team.py team": "it is asked about the teams that the actor supervises",
    "features/days/end_of_day.py _maybe_overdue": TURN,
    "features/days/end_of_day.py _people": TURN,
    "features/hours/store.py chosen_over": SELF,
    "features/hours/store.py corrections_of": SELF,
    "features/hours/store.py waiting_corrections": SELF,
    "features/agreements/switching.py _accounts": RULES,
    "features/agreements/switching.py _concerned": RULES,
    "features/kiky/team.py _Table.__init__": SHOWN,
    "features/notices/store.py withdraw_after": TURN,
    "features/agreements/store.py people_of": RULES,
    "features/agreements/store.py people_on": RULES,
    "features/agreements/store.py rules_changes": "it names who changed an agreement, to admins",
    "features/importing/store.py _by_id": IMPORT,
    "features/importing/store.py _by_person": IMPORT,
    "features/importing/store.py read_stored": IMPORT,
    "features/people/choices.py touch_booked": IMPORT,
    "features/importing/write_people.py PeopleWriter.finish": IMPORT,
    "features/people/midnight.py tell_devices": TURN,
    "features/mail/outbox.py due": SENT,
    "features/mail/outbox.py has_old": SENT,
    "features/push/outbox.py due": SENT,
    "features/push/outbox.py has_due": SENT,
    "features/push/outbox.py has_old": SENT,
    "features/push/outbox.py waiting": SENT,
    "features/push/store.py has_orphans": SENT,
    "features/people/roles.py active_with_role": "it finds whom to tell, or that the last admin stays",
    "features/people/roles.py lock_role": "it keeps two writers from taking the last admin away; nothing is shown",
    "features/people/service.py _employed": SHOWN,
    "features/people/service.py _joined": SHOWN,
    "features/people/store.py every_role": SHOWN,
    "features/people/store.py memberships": SHOWN,
    "features/agreements/terms.py every_rates": SHOWN,
    "features/rates/missing.py _tell": "the server asks whether admins have been told of a missing year",
    "features/reminders/moment.py Moment.away": MISSED,
    "features/reminders/moment.py Moment.employed": MISSED,
    "features/reminders/moment.py Moment.quiet": MISSED,
    "features/reminders/moment.py Moment.without_contract": MISSED,
    "features/reminders/store.py every_choice": MISSED,
    "features/reminders/store.py told": MISSED,
    "features/reports/store.py accounts_used": "it says which accounts there are, of nobody in particular",
    "features/reports/store.py all_members_on": "it is asked about the teams that the actor supervises",
    "features/reports/store.py all_of_teams": "it is asked about the teams that the actor supervises",
    "features/reports/store.py all_people": OFFICE,
    "features/reports/store.py everyone": OFFICE,
    "features/reports/store.py members_on": "it is asked about the teams that the actor supervises",
    "features/reports/store.py people_of_teams": "it is asked about the teams that the actor supervises",
    "features/travel/store.py receipts_in": CLAIMED,
    "features/travel/store.py sums": CLAIMED,
    "features/travel/store.py trips_in": CLAIMED,
    "verbs/user.py listing": "the operator asks, at the machine",
}
"""Places as `tests/house/pieces.py` names them."""

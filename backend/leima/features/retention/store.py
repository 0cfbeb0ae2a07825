"""What goes, table by table: counted and removed by the same condition, so that a preview says what a run does."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from leima.db.audit import REMOVED, remove_values
from leima.db.site import today
from leima.db.tables.attachments import Blob
from leima.db.tables.people import AuditEvent
from leima.db.tx import Tx
from leima.features.retention.cuts import Cut, instant_of
from leima.features.retention.kinds import EVENTS, HELD, RECORDS, TOLD, Records

FORGOTTEN = "–"
"""The name of a person whose name has gone."""
_VALUES = f"(old IS NOT NULL OR new IS NOT NULL) AND what <> '{REMOVED}'"


def which(records: Records, *, held: bool = False, one: bool = False) -> str:
    """The condition of the records of a table that go; with `held`, of those that a hold keeps; of one person alone."""
    aged = f"{records.dated} < :before" if records.dated else f"{records.person} IN :left"
    wheres = ["org=:org", records.where, aged]
    if records.person:
        wheres.append(f"{records.person} {'IN' if held else 'NOT IN'} ({HELD})")
    if one:
        wheres.append(f"{records.person}=:one")
    return " AND ".join(wheres)


def params(tx: Tx, cut: Cut, *, instant: bool, one: str = "") -> dict[str, object]:
    """What `which` asks for."""
    before: str | int = instant_of(tx, cut.before) if instant else cut.before
    return {"org": tx.org, "today": today(tx), "before": before, "left": cut.left, "one": one}


def how_many(tx: Tx, records: Records, cut: Cut, *, held: bool = False) -> int:
    """How many records of a table go, or are held."""
    if held and records.person is None:
        return 0
    sql = f"SELECT COUNT(*) FROM {records.name} WHERE {which(records, held=held)}"
    return tx.value(int, sql, **params(tx, cut, instant=records.instant)) or 0


def people_with(tx: Tx, records: Records, cut: Cut) -> list[str]:
    """Whose records of a table go."""
    sql = f"SELECT DISTINCT {records.person} FROM {records.name} WHERE {which(records)}"
    return tx.values(str, sql, **params(tx, cut, instant=records.instant))


def drop_of(tx: Tx, records: Records, cut: Cut, person: str, units: Sequence[str]) -> int:
    """Removes what goes of a person's records of a table. Devices that pull them drop them. Returns how many."""
    told = params(tx, cut, instant=records.instant, one=person)
    where = which(records, one=True)
    if records.entity:
        tell_devices(tx, records, where, told, person, units)
    return tx.met(f"DELETE FROM {records.name} WHERE {where}", **told)


def tell_devices(
    tx: Tx, records: Records, where: str, told: Mapping[str, Any], person: str, units: Sequence[str]
) -> None:
    """Devices drop the records of a table that go."""
    for id in tx.values(str, f"SELECT {records.id} AS id FROM {records.name} WHERE {where}", **told):
        tx.changed(records.entity, id, owner=person, units=units, version=1, deleted=True)


def drop_nobodys(tx: Tx, records: Records, cut: Cut) -> int:
    """Removes what goes of a table whose records are nobody's alone."""
    told = params(tx, cut, instant=records.instant)
    return tx.met(f"DELETE FROM {records.name} WHERE {which(records)}", **told)


def drop_all_of(tx: Tx, records: Records, person: str, units: Sequence[str]) -> int:
    """Removes every record of a person from a table, whatever its age."""
    told = {"org": tx.org, "one": person}
    where = f"org=:org AND {records.person}=:one"
    if records.entity:
        tell_devices(tx, records, where, told, person, units)
    return tx.met(f"DELETE FROM {records.name} WHERE {where}", **told)


def count_of(tx: Tx, records: Records, person: str) -> int:
    """How many records of a table are a person's."""
    sql = f"SELECT COUNT(*) FROM {records.name} WHERE org=:org AND {records.person}=:one"
    return tx.value(int, sql, org=tx.org, one=person) or 0


def newest_date_of(tx: Tx, records: Records, person: str) -> str | None:
    """The date of the newest record of a person in a table that is dated by dates."""
    sql = f"SELECT MAX({records.dated}) AS newest FROM {records.name} WHERE org=:org AND {records.person}=:one"
    return tx.value(str, sql, org=tx.org, one=person)


def newest_instant_of(tx: Tx, records: Records, person: str) -> int | None:
    """Epoch milliseconds of the newest record of a person in a table that is dated by instants."""
    sql = f"SELECT MAX({records.dated}) AS newest FROM {records.name} WHERE org=:org AND {records.person}=:one"
    return tx.value(int, sql, org=tx.org, one=person)


def _events(kind: str) -> str:
    """The events whose values go with a kind."""
    about = "entity IN :things" if kind in EVENTS else "entity NOT IN :things"
    return f"org=:org AND {about} AND {_VALUES}"


class _Said(NamedTuple):
    """A record with free words, and the version that it gets without them."""

    id: str
    version: int
    gone: bool


def hidden_words(tx: Tx, person: str, units: Sequence[str]) -> int:
    """Empties what was written in free words of a person's own records, which no law asks for, on devices too.

    Returns in how many.
    """
    return sum(_hide_words(tx, one, WORDS[one.name], person, units) for one in RECORDS if one.name in WORDS)


def _hide_words(tx: Tx, records: Records, columns: Sequence[str], person: str, units: Sequence[str]) -> int:
    said = " OR ".join(f"{column} <> ''" for column in columns)
    where = f"org=:org AND person=:person AND ({said})"
    told = {"org": tx.org, "person": person}
    gone = "deleted" if "deleted" in records.table.model_fields else "FALSE"
    for row in tx.rows(
        _Said, f"SELECT id, version + 1 AS version, {gone} AS gone FROM {records.name} WHERE {where}", **told
    ):
        tx.changed(records.entity, row.id, owner=person, units=units, version=row.version, deleted=bool(row.gone))
    empty = ", ".join(f"{column}=''" for column in columns)
    return tx.met(f"UPDATE {records.name} SET {empty}, version=version+1 WHERE {where}", **told)


def which_events(cut: Cut, *, held: bool = False, whose: str = "") -> str:
    """The condition of the events whose values go: everybody's, those of `one` person, or of `nobody`."""
    aged = "at < :before" if cut.kind.counted == "year" else "person IN :left"
    hold = f"person IN ({HELD})" if held else f"(person IS NULL OR person NOT IN ({HELD}))"
    of = {"": "TRUE", "one": "person=:one", "nobody": "person IS NULL"}[whose]
    return f"{_events(cut.kind.key)} AND {aged} AND {hold} AND {of}"


def event_params(tx: Tx, cut: Cut, one: str = "") -> dict[str, Any]:
    """What `which_events` asks for."""
    return {**params(tx, cut, instant=True, one=one), "things": EVENTS.get(cut.kind.key, TOLD)}


def has_events(kind: str) -> bool:
    """Whether values of events go with a kind."""
    return kind in EVENTS or kind == "audit"


def how_many_events(tx: Tx, cut: Cut, *, held: bool = False) -> int:
    """How many events lose their values, or are held."""
    sql = f"SELECT COUNT(*) FROM audit_event WHERE {which_events(cut, held=held)}"
    return tx.value(int, sql, **event_params(tx, cut)) or 0


def people_of_events(tx: Tx, cut: Cut) -> list[str]:
    """About whom the events are."""
    sql = f"SELECT DISTINCT person FROM audit_event WHERE {which_events(cut)}"
    return tx.values(str, sql, **event_params(tx, cut))


def drop_values(tx: Tx, cut: Cut, person: str | None) -> int:
    """Removes the values of the events of a person, or of nobody. Returns of how many."""
    whose = "nobody" if person is None else "one"
    sql = f"SELECT * FROM audit_event WHERE {which_events(cut, whose=whose)} ORDER BY n"
    return remove_values(tx, tx.rows(AuditEvent, sql, **event_params(tx, cut, person or "")))


def drop_values_about(tx: Tx, person: str) -> int:
    """Removes the values of all that was told of a person themselves: names, addresses, roles, sign-in."""
    sql = f"SELECT * FROM audit_event WHERE org=:org AND entity='person' AND entity_id=:person AND {_VALUES} ORDER BY n"
    return remove_values(tx, tx.rows(AuditEvent, sql, org=tx.org, person=person))


class _Named(NamedTuple):
    person: str
    files: str
    gone: bool


_WITH_FILES = "org=:org AND files <> '[]' AND NOT deleted{of}"
_FILES = (
    f"SELECT person, files, {{which}} AS gone FROM receipt WHERE {_WITH_FILES}"
    f" UNION ALL SELECT person, files, FALSE AS gone FROM certificate WHERE {_WITH_FILES}"
)
WORDS = {
    **dict.fromkeys(("punch", "entry", "round_wish", "saving"), ("note",)),
    **dict.fromkeys(("absence", "leave_request"), ("note", "reason")),
}
"""What a person wrote beside their hours and leave. Words of travel claims are part of the vouchers, and stay."""
RECEIPTS = next(one for one in RECORDS if one.name == "receipt")


def files_going(tx: Tx, cut: Cut, person: str = "") -> set[tuple[str, str]]:
    """The files, by person and name, that only receipts name which go."""
    sql = _FILES.format(which=f"({which(RECEIPTS)})", of=" AND person=:one" if person else "")
    rows = tx.rows(_Named, sql, **params(tx, cut, instant=False, one=person))
    gone = {(row.person, one["sha256"]) for row in rows if row.gone for one in json.loads(row.files)}
    return gone - {(row.person, one["sha256"]) for row in rows if not row.gone for one in json.loads(row.files)}


def known_files(tx: Tx, files: Collection[tuple[str, str]]) -> list[Blob]:
    """What is stored of these files."""
    found = (tx.get(Blob, person=person, sha256=sha256) for person, sha256 in sorted(files))
    return [row for row in found if row is not None]


def drop_file(tx: Tx, row: Blob) -> None:
    """Forgets a file that nothing names any more; its bytes go after the commit."""
    told = {"org": tx.org, "person": row.person, "sha256": row.sha256}
    tx.run("DELETE FROM blob WHERE org=:org AND person=:person AND sha256=:sha256", **told)
    tx.audit("attachment.cleaned", "blob", row.sha256, {"media": row.media, "size": row.size}, None)


def teams_ever(tx: Tx, person: str) -> list[str]:
    """Every team that a person was ever in: the devices of their supervisors may have rows of theirs."""
    sql = "SELECT DISTINCT team FROM team_member WHERE org=:org AND person=:person AND role='member' ORDER BY team"
    return tx.values(str, sql, org=tx.org, person=person)


def facts_removed(tx: Tx, person: str, before: str) -> None:
    """The person's days before a date are worked out no more: what they were made of has gone."""
    sql = "UPDATE person SET facts_from=:before WHERE org=:org AND id=:person AND facts_from < :before"
    tx.run(sql, org=tx.org, person=person, before=before)
    tx.cache.months.pop(person, None)


def forgettable(tx: Tx, cut: Cut, *, held: bool = False) -> list[str]:
    """The people who left so long ago that nothing needs their name, and who have one, or were given one again."""
    named = f"(forgotten_at IS NULL OR name <> '{FORGOTTEN}' OR external_id IS NOT NULL)"
    hold = f"id {'IN' if held else 'NOT IN'} ({HELD})"
    sql = f"SELECT id FROM person WHERE org=:org AND id IN :left AND {named} AND {hold} ORDER BY id"
    return tx.values(str, sql, **params(tx, cut, instant=False))


def _forget_in_files(tx: Tx, person: str) -> None:
    text = tx.value(str, "SELECT body FROM history_columns WHERE org=:org", org=tx.org)
    read = json.loads(text or "{}")
    named = {name: whose for name, whose in read.get("named", {}).items() if whose != person}
    if text and named != read["named"]:
        body = json.dumps({**read, "named": named}, ensure_ascii=False)
        tx.run("UPDATE history_columns SET body=:body WHERE org=:org", body=body, org=tx.org)


def forget(tx: Tx, person: str, *, name: bool) -> None:
    """A person's row loses the address, and with `name` all by which the person could be known.

    What the person is called in files of an old clock goes at once.
    """
    _forget_in_files(tx, person)
    tx.run(
        "UPDATE person SET email=:email, version=version+1 WHERE org=:org AND id=:id",
        org=tx.org,
        id=person,
        email=f"{person}@removed.invalid",
    )
    if name:
        tx.run(
            "UPDATE person SET name=:name, external_id=NULL, site=NULL, forgotten_at=:now WHERE org=:org AND id=:id",
            org=tx.org,
            id=person,
            name=FORGOTTEN,
            now=tx.now,
        )

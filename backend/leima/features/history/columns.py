"""The titles by which files of an old clock are known, and the field that each column fills."""

from collections.abc import Mapping, Sequence
from typing import Literal

TITLES: Mapping[str, Sequence[str]] = {
    "number": (
        *("number", "employee number", "staff number", "henkilönumero", "personalnummer", "anställningsnummer"),
        *("id", "user id", "userid", "enrollnumber", "enno", "ac-no.", "ac-no", "no.", "pin"),
    ),
    "email": ("email", "e-mail", "sähköposti", "e-post"),
    "name": ("name", "user", "username", "nimi", "henkilö", "person", "namn", "benutzer"),
    "date": ("date", "start date", "päivä", "pvm", "päivämäärä", "datum", "dag"),
    "start": ("start", "start time", "from", "begin", "in", "alku", "alkoi", "sisään", "börjar", "von"),
    "end_date": ("end date", "stop date", "loppupäivä", "slutdatum"),
    "end": ("end", "end time", "stop time", "to", "out", "loppu", "päättyi", "ulos", "slutar", "bis"),
    "length": ("duration", "duration (h)", "hours", "kesto", "tunnit", "timmar", "tid", "dauer"),
    "decimal": ("hours (decimal)", "tunnit (desimaali)", "timmar (decimal)"),
    "pause": ("break", "breaks", "tauko", "tauot", "rast", "raster", "pause"),
    "at": ("datetime", "date time", "date/time", "timestamp", "time", "aika", "kellonaika", "tidpunkt"),
    "state": ("state", "status", "punch", "type", "laji", "leimaus", "stämpling"),
    "booking": ("project", "projekti", "projekt", "työlaji", "kustannuspaikka", "arbetstyp", "kostnadsställe"),
    "note": ("description", "note", "kuvaus", "huomautus", "selite", "beskrivning", "beschreibung"),
    "flex": ("flex", "flex opening", "liukuma", "flextid"),
    "kiky": ("kiky", "kiky opening"),
    "holiday": ("holiday", "loma", "vuosiloma", "semester"),
}
COLUMNS = {title: field for field, titles in TITLES.items() for title in titles}
"""Titles in lower case, and the field that each fills."""
FIELDS = tuple(TITLES)
LEFT_OUT = "-"
WHO = ("number", "email", "name")
BALANCES = ("flex", "kiky", "holiday")
Layout = Literal["toggl", "clockify", "kimai", "terminal", "own", "totals"]
_LAYOUTS: Sequence[tuple[Layout, frozenset[str]]] = (
    ("clockify", frozenset(("user", "start date", "start time", "end date", "end time", "duration (h)"))),
    ("toggl", frozenset(("user", "email", "start date", "start time", "duration"))),
    ("kimai", frozenset(("date", "from", "to", "duration", "user"))),
    ("kimai", frozenset(("date", "begin", "end", "duration", "user"))),
    ("kimai", frozenset(("datum", "von", "bis", "dauer", "benutzer"))),
)
"""Other clocks by the titles that their files have, all of them; the first that fits."""


def layout_of(titles: Sequence[str], fields: Sequence[str]) -> Layout:
    """Which clock wrote the file, as far as its titles tell: toggl, clockify, kimai, terminal, totals, or own."""
    there = {title.casefold() for title in titles}
    known = next((name for name, needed in _LAYOUTS if needed <= there), None)
    if known:
        return known
    if "state" in fields:
        return "own" if "name" in fields or "email" in fields else "terminal"
    return "own" if "start" in fields else "totals"

"""A reader of iCalendar files that shares nothing with the writer: lines, unfolded, and their names and values."""

from tests.company import Company, operation


def lines_of(text: str) -> list[str]:
    """Content lines of RFC 5545, 3.1: CRLF ends each, at most 75 octets, and a space begins what goes on."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    raw = text.split("\r\n")[:-1]
    assert all(len(line.encode()) <= 75 for line in raw), "a line is longer than 75 octets"
    found: list[str] = []
    for line in raw:
        if line.startswith((" ", "\t")):
            found[-1] += line[1:]
        else:
            found.append(line)
    return found


def events_in(text: str) -> list[dict[str, str]]:
    """The events of a calendar."""
    lines = lines_of(text)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert "VERSION:2.0" in lines and any(line.startswith("PRODID:") for line in lines)
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT" and line != "END:VCALENDAR":
            assert name not in found[-1], f"{name} twice"
            found[-1][name] = value.replace("\\,", ",").replace("\\;", ";").replace("\\n", "\n").replace("\\\\", "\\")
    return found


def make(company: Company, who: str, *, name: str = "Puhelin", kinds: bool = False, team: bool = False) -> str:
    """The path of a new link of theirs."""
    form = {"name": name, "kinds": kinds, "team": team}
    answer = company.client.post("/api/v1/feeds", json=form, headers=company.headers(who))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["address"])


def events(company: Company, path: str) -> list[dict[str, str]]:
    """The events that a link gives now."""
    answer = company.client.get(path)
    assert answer.status_code == 200, answer.text
    return events_in(answer.text)


def away(company: Company, who: str, first: str, last: str, kind: str = "sick", **more: object) -> str:
    """The id of time away of theirs, which they or their supervisor has recorded."""
    body = {"from_date": first, "until_date": last, "kind": kind, **more}
    sealed = operation(company.ids[who], "absence.record", body, company.clock.now())
    by = who if kind in ("sick", "child_sick", "training") else "boss"
    (told,) = company.push(by, sealed)["results"]
    assert told["status"] == "applied", told
    return str(sealed["entity"]["id"])

"""A notice goes by e-mail to those who have chosen it: soon, at least once by one Message-ID, and without a name."""

import asyncio
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.mail.sending import send_due
from leima.settings import Smtp
from leima.world.mail import Letter, Mail, NoMail, Post, Result, is_address, written
from tests.company import Company, punch
from tests.mail.servers import Server, certificates, running
from tests.push.browsers import CANARY, approve, return_month

URL = "https://leima.test"
HOUR = 3_600_000


def smtp(server: Server, tls: str = "none") -> Smtp:
    return Smtp("127.0.0.1", server.port, tls, "leima@leima.test")


def choose(company: Company, who: str, *topics: str) -> Any:
    answer = company.client.put("/api/v1/notices/mail", json={"topics": topics}, headers=company.headers(who))
    assert answer.status_code == 200, answer.text
    return answer.json()


def send(company: Company, post: Post) -> int:
    return asyncio.run(send_due(company.world.db, post, URL))


def waits(company: Company) -> int:
    return len(company.rows("SELECT id FROM mail_outbox"))


def test_a_notice_goes_to_those_who_have_chosen_its_topic_in_their_language(company: Company, server: Server) -> None:
    sql = "UPDATE person SET lang='sv' WHERE id=:id"
    company.world.db.write_now(lambda tx: tx.run(sql, id=company.ids["aino"]))
    choose(company, "aino", "claims")
    choose(company, "boss", "months")
    for who in ("aino", "eino", "boss"):
        [notice] = approve(company, who)
        if who == "aino":
            mine = notice
    assert waits(company) == 1
    assert send(company, Mail(smtp(server))) == 1
    [letter] = server.letters
    assert letter["To"] == "aino@company.test" and letter["From"] == "leima@leima.test"
    assert letter["Subject"] == "Du har en avisering i Leima"
    assert letter["Message-ID"] == f"<{mine}@leima.test>"
    assert f"{URL}/ilmoitukset/{mine}" in server.taken[0].decode()
    assert waits(company) == 0
    assert company.get("aino", "notices/mail")["sent_at"]


def test_nothing_goes_before_anybody_has_chosen_it(one: Company, server: Server) -> None:
    approve(one, "aino")
    assert one.get("aino", "notices/mail")["topics"] == []
    assert (send(one, Mail(smtp(server))), waits(one)) == (0, 0)
    choose(one, "aino", "claims")
    choose(one, "aino")
    approve(one, "aino")
    assert waits(one) == 0


def test_no_letter_names_a_person_an_amount_or_a_kind(one: Company, server: Server) -> None:
    choose(one, "aino", "claims", "months")
    approve(one, "aino", many=3)
    return_month(one, "aino")
    send(one, Mail(smtp(server)))
    told = b"".join(server.taken).decode().replace("aino@company.test", "")
    assert len(server.taken) == 4
    assert [word for word in (*CANARY.split(), "Aino", "123,45", "2026-11-0", "claim", "month") if word in told] == []


def test_what_fails_goes_later_by_the_same_message_id(company: Company, server: Server) -> None:
    choose(company, "aino", "claims")
    approve(company, "aino")
    server.data = "451 later"
    assert send(company, Mail(smtp(server))) == 0
    assert company.get("aino", "notices/mail")["failing_since"]
    assert send(company, Mail(smtp(server))) == 0
    assert server.asked == 1, "not before its time"
    server.data, server.dies = "250 taken", 1
    company.clock.move(60_000)
    assert send(company, Mail(smtp(server))) == 0, "the server has taken it and has not said so"
    company.clock.move(HOUR)
    assert send(company, Mail(smtp(server))) == 1
    assert len({letter["Message-ID"] for letter in server.letters}) == 1 and len(server.taken) == 2
    assert {letter["Date"] for letter in server.letters} == {server.letters[0]["Date"]}
    assert company.get("aino", "notices/mail")["failing_since"] is None


def test_an_address_that_is_refused_three_times_gets_nothing_more_and_says_so(company: Company, server: Server) -> None:
    choose(company, "aino", "claims")
    choose(company, "eino", "claims")
    approve(company, "aino", many=2)
    server.rcpt = "550 nobody here"
    for n in range(6):
        send(company, Mail(smtp(server)))
        company.clock.move(HOUR)
        assert (company.get("aino", "notices/mail")["stopped_at"] is not None) == (n >= 2), n
    assert server.asked == 3
    approve(company, "aino")
    assert waits(company) == 0
    server.rcpt = "250 ok"
    approve(company, "eino")
    assert send(company, Mail(smtp(server))) == 1, "others get theirs"
    assert choose(company, "aino", "claims")["stopped_at"] is None
    approve(company, "aino")
    assert send(company, Mail(smtp(server))) == 1


def test_another_address_begins_anew(one: Company, server: Server) -> None:
    choose(one, "aino", "claims")
    server.rcpt = "550 nobody here"
    approve(one, "aino")
    for _ in range(3):
        send(one, Mail(smtp(server)))
        one.clock.move(HOUR)
    assert one.get("aino", "notices/mail")["stopped_at"]
    sql = "UPDATE person SET email='new@company.test' WHERE id=:id"
    one.world.db.write_now(lambda tx: tx.run(sql, id=one.ids["aino"]))
    assert one.get("aino", "notices/mail")["stopped_at"] is None
    server.rcpt = "250 ok"
    approve(one, "aino")
    assert send(one, Mail(smtp(server))) == 1


def test_nothing_is_said_without_tls(one: Company, tmp_path: Path) -> None:
    letter = Letter("id", "aino@company.test", "fi", "s", "t", 0)
    theirs, ours = certificates(tmp_path)
    with running(Server()) as plain:
        assert asyncio.run(Mail(smtp(plain, "starttls"), ours).send(letter)) is Result.LATER
        assert not [line for line, _ in plain.said if not line.startswith(("EHLO", "QUIT", "STARTTLS"))]
    with running(Server(tls=theirs)) as secure:
        assert asyncio.run(Mail(smtp(secure, "starttls")).send(letter)) is Result.LATER, "a stranger's certificate"
        assert secure.taken == []
        assert asyncio.run(Mail(smtp(secure, "starttls"), ours).send(letter)) is Result.SENT
        assert {by_tls for line, by_tls in secure.said if line.startswith(("MAIL", "RCPT", "DATA"))} == {True}


@pytest.mark.parametrize(
    "address",
    [
        "a@b.fi\r\nBcc: all@b.fi",
        "a@b.fi\nSubject: x",
        "a@b.fi, c@d.fi",
        "a b@c.fi",
        "<a@b.fi>",
        "a@b.fi>",
        "a@b..fi",
        "a@",
        "",
        "ä@b.fi",
    ],
)
def test_an_address_can_begin_no_other_header(one: Company, server: Server, address: str) -> None:
    assert not is_address(address)
    letter = Letter("id", address, "fi", "s", "t", 0)
    assert asyncio.run(Mail(smtp(server)).send(letter)) is Result.REFUSED
    assert server.asked == 0


def test_a_subject_of_two_lines_is_no_subject() -> None:
    with pytest.raises(ValueError):
        written(Letter("id", "a@b.fi", "fi", "s\r\nBcc: all@b.fi", "t", 0), "leima@leima.test")


def test_quiet_hours_are_quiet_for_letters_too_and_what_is_read_is_not_sent(company: Company, server: Server) -> None:
    choose(company, "aino", "claims")
    body = {"off": [], "quiet": {"start": "21:00", "end": "07:00"}}
    company.client.put("/api/v1/notices/choices", json=body, headers=company.headers("aino"))
    company.at("2026-11-20T23:00")
    first, second = approve(company, "aino", many=2)
    assert (send(company, Mail(smtp(server))), waits(company)) == (0, 2)
    company.world.db.write_now(lambda tx: tx.run("UPDATE notice SET read_at=1 WHERE id=:id", id=first))
    company.at("2026-11-21T07:00")
    assert send(company, Mail(smtp(server))) == 1
    assert server.letters[0]["Message-ID"] == f"<{second}@leima.test>"
    assert waits(company) == 0


def test_a_letter_is_let_go_after_three_days_and_nobody_who_has_left_gets_one(company: Company) -> None:
    choose(company, "aino", "claims")
    choose(company, "eino", "claims")
    approve(company, "aino")
    approve(company, "eino")

    def leave(tx: Tx) -> None:
        tx.run("UPDATE person SET active=:no WHERE id=:id", no=False, id=company.ids["eino"])

    assert waits(company) == 2
    company.world.db.write_now(leave)
    send(company, NoMail())
    left = company.rows("SELECT person FROM mail_outbox")
    assert [row.person for row in left] == [company.ids["aino"]], (
        "the server's own job, which a new letter wakes, may have been first"
    )
    company.clock.move(73 * HOUR)
    assert (send(company, NoMail()), waits(company)) == (1, 0)


def punches(company: Company, date: str) -> list[float]:
    """Milliseconds of each of some punches of a date."""
    times = []
    for n in range(20):
        sealed = punch(company.ids["boss"], "out" if n % 2 else "in", f"{date}T06:{n:02}")
        began = time.perf_counter()
        company.push("boss", sealed)
        times.append((time.perf_counter() - began) * 1000)
    return times


def test_a_mail_server_that_hangs_delays_no_punch(one: Company) -> None:
    """Measured by turns, since the machine has other work too."""
    without: list[float] = []
    beside: list[float] = []
    choose(one, "aino", "claims")
    punches(one, "2026-11-02")
    with running(Server(silent=True)) as silent:
        for n in range(3, 9):
            one.world.mail = NoMail()
            without += punches(one, f"2026-11-{n:02}")
            one.world.mail = Mail(smtp(silent), seconds=2)
            approve(one, "aino", many=5)
            beside += punches(one, f"2026-11-{n + 10:02}")
        assert silent.asked > 0, "nothing hung"
    print(f"median {median(without):.1f} ms without and {median(beside):.1f} ms beside a server that hangs")
    assert median(beside) < median(without) * 2 + 20

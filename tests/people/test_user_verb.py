"""`leima user`: links for the first administrator and for people."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from leima.cli import main
from leima.db.engine import migrate
from leima.settings import Settings

LINK = re.compile(r"http://localhost:8000/liity#[\w-]{43}")


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEIMA_DATA", str(tmp_path))
    monkeypatch.delenv("LEIMA_PORT", raising=False)
    monkeypatch.delenv("LEIMA_DATABASE_URL", raising=False)
    migrate(replace(Settings(), data=tmp_path))


def user(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code and everything that was said."""
    capsys.readouterr()
    code = main(["user", *words])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_the_first_admin_gets_a_link_until_they_have_come_in(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = user(capsys, "first-admin"), user(capsys, "first-admin")
    assert first[0] == second[0] == 0
    assert LINK.search(first[1]) and LINK.search(second[1])
    assert LINK.findall(first[1]) != LINK.findall(second[1])
    assert "admin,employee,payroll" in user(capsys, "list")[1]


def test_a_person_is_added_invited_listed_and_deactivated(capsys: pytest.CaptureFixture[str]) -> None:
    user(capsys, "first-admin", "--org", "Oma Oy", "--email", "boss@oma.test")
    assert LINK.search(user(capsys, "add", "--email", "A@oma.test", "--name", "A", "--role", "supervisor")[1])
    assert LINK.search(user(capsys, "invite", "--email", "a@oma.test")[1])
    assert LINK.search(user(capsys, "reset", "--email", "a@oma.test")[1])
    assert user(capsys, "deactivate", "--email", "a@oma.test")[0] == 0
    assert re.search(r"a@oma.test +employee,supervisor +deactivated", user(capsys, "list")[1])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("list",), "none yet; run `leima user first-admin`"),
        (("invite", "--email", "x@y.z"), "none yet"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    code, told = user(capsys, *words)
    assert code == 1 and says in told


def test_a_taken_address_and_an_unknown_one_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    user(capsys, "first-admin", "--email", "boss@oma.test")
    assert user(capsys, "add", "--email", "boss@oma.test", "--name", "B")[0] == 1
    code, told = user(capsys, "reset", "--email", "nobody@oma.test")
    assert code == 1 and "leima user list" in told


def test_the_last_administrator_is_not_deactivated_and_the_answer_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    user(capsys, "first-admin", "--email", "boss@oma.test")
    code, told = user(capsys, "deactivate", "--email", "boss@oma.test")
    assert code == 1 and "leima user add --role admin" in told
    assert "deactivated" not in user(capsys, "list")[1]
    user(capsys, "add", "--email", "next@oma.test", "--name", "Next", "--role", "admin")
    assert user(capsys, "deactivate", "--email", "boss@oma.test")[0] == 0
    assert user(capsys, "deactivate", "--email", "next@oma.test")[0] == 1

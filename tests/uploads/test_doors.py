"""The two doors by which files come in: the server's answers, and the import's."""

import pytest

from leima.features.importing.reading import read, read_apart
from leima.features.importing.report import sentence
from leima.features.importing.shapes import Unreadable
from leima.web.errors import as_problem
from leima.world.files.refused import Refused
from tests.uploads.bombs import styles

PEOPLE = "nimi;sähköposti;alkaen;sopimus;muoto;palkkaus\nAino Mäki;aino@oy.test;1.1.2025;yleinen;liukuva;kuukausi\n"


@pytest.mark.parametrize(
    ("code", "status"), [("sheet_in_hand", 429), ("sheets_busy", 503), ("sheet_garbled", 422), ("sheet_too_heavy", 422)]
)
def test_the_server_says_whether_to_wait_or_to_send_another_file(code: str, status: int) -> None:
    problem = as_problem(Refused(code, row=3))
    assert (problem.status, problem.code, bool(problem.retry_after)) == (status, code, status != 422)


def test_the_import_reads_in_a_process_what_it_would_read_itself() -> None:
    assert read_apart("ihmiset.csv", PEOPLE.encode("cp850")) == read("ihmiset.csv", PEOPLE.encode())


def test_the_import_refuses_a_bomb_as_the_server_does_and_takes_nothing() -> None:
    with pytest.raises(Unreadable) as refused:
        read_apart("ihmiset.xlsx", styles(1_000_000))
    assert refused.value.problem.code == "sheet_part_too_large"
    assert "xl/styles.xml" in sentence(refused.value.problem, "sv")

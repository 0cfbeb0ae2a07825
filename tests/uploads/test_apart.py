"""A file is read in a process of its own: whatever it does there, the server has its answer in time and goes on."""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from leima.world.files.apart import Limits, read_apart
from leima.world.files.desk import AT_ONCE, MOST, FileDesk
from leima.world.files.refused import Refused
from tests.uploads import readers

PATIENT = Limits(seconds=60.0)
"""For readers that end by themselves, on however slow a machine."""


def refusal(reader: Callable[[str, bytes], Any], limits: Limits = PATIENT, name: str = "a") -> Refused:
    with pytest.raises(Refused) as refused:
        read_apart(reader, name, b"abc", object, limits)
    return refused.value


def test_a_reader_gets_the_name_and_every_byte_and_its_answer_comes_back() -> None:
    content = bytes(range(256)) * 4_000
    assert read_apart(readers.size, "nimi ä.xlsx", content, tuple[str, int], PATIENT) == (
        "nimi ä.xlsx",
        1_024_000,
    )
    assert refusal(readers.refuses).params == {"row": 3, "text": "x"}


@pytest.mark.parametrize("reader", [readers.eats, readers.talks, readers.dies])
def test_a_file_that_takes_too_much_memory_or_ends_its_reader_is_refused(reader: Callable[[str, bytes], Any]) -> None:
    assert refusal(reader, Limits()).code == "sheet_too_heavy"


@pytest.mark.parametrize("reader", [readers.sleeps, readers.spins])
def test_a_file_that_takes_too_long_is_stopped(reader: Callable[[str, bytes], Any]) -> None:
    began = time.monotonic()
    assert refusal(reader, Limits(seconds=2.0)).code == "sheet_too_heavy"
    assert time.monotonic() - began < 20


def test_a_reader_writes_no_file_and_knows_no_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEIMA_DATABASE_URL", "postgresql://secret")
    assert refusal(readers.writes, PATIENT, str(tmp_path / "kept")).code == "sheet_unreadable"
    assert [file for file in tmp_path.iterdir() if file.stat().st_size] == []
    told = read_apart(readers.knows, "a", b"", dict[str, str], PATIENT)
    assert not [name for name in told if name.startswith("LEIMA")]


class Line:
    """A reader that is held until the test lets it go."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.settimeout(20)
        self.name = str(self.server.getsockname()[1])

    def let_go(self) -> None:
        held, _ = self.server.accept()
        held.send(b"free")
        held.close()


def test_each_person_has_one_file_in_hand_and_the_next_is_taken_once_it_is_answered() -> None:
    async def story() -> None:
        desk, line = FileDesk(PATIENT), Line()
        first = asyncio.create_task(desk.read("aino", readers.holds, line.name, b"", str))
        await asyncio.sleep(0)
        with pytest.raises(Refused) as refused:
            await desk.read("aino", readers.size, "b", b"", tuple[str, int])
        assert refused.value.code == "sheet_in_hand"
        assert await desk.read("eino", readers.size, "b", b"", tuple[str, int]) == ("b", 0)
        await asyncio.to_thread(line.let_go)
        assert await first == "free"
        assert await desk.read("aino", readers.size, "b", b"", tuple[str, int]) == ("b", 0)
        desk.close()

    asyncio.run(story())


def test_a_file_whose_sender_has_gone_is_still_in_hand_until_it_is_read() -> None:
    async def story() -> None:
        desk, line = FileDesk(PATIENT), Line()
        first = asyncio.create_task(desk.read("aino", readers.holds, line.name, b"", str))
        await asyncio.sleep(0.1)
        first.cancel()
        await asyncio.sleep(0.1)
        with pytest.raises(Refused) as refused:
            await desk.read("aino", readers.size, "b", b"", tuple[str, int])
        assert refused.value.code == "sheet_in_hand"
        await asyncio.to_thread(line.let_go)
        desk.close()

    asyncio.run(story())


def test_so_many_files_wait_their_turn_and_one_more_is_told_to_come_later() -> None:
    async def story() -> None:
        desk, line = FileDesk(PATIENT), Line()
        waiting: list[Awaitable[str]] = [
            asyncio.create_task(desk.read(f"person{n}", readers.holds, line.name, b"", str)) for n in range(MOST)
        ]
        await asyncio.sleep(0)
        with pytest.raises(Refused) as refused:
            await desk.read("one more", readers.size, "b", b"", tuple[str, int])
        assert refused.value.code == "sheets_busy"
        for _ in range(MOST):
            await asyncio.to_thread(line.let_go)
        assert await asyncio.gather(*waiting) == ["free"] * MOST
        desk.close()

    assert AT_ONCE < MOST
    asyncio.run(story())

"""The servers of one worker's browser stories, each a fork of this process: what every server loads is loaded once.

Reads commands from standard input and answers each, both as a line of JSON. `{"env", "given"}` founds what a story is
about in the folder LEIMA_DATA and serves it; the answer is `{"pid", "people"}`, or `{"failed"}`. `{"end": pid}` kills a
server. `{"env", "months": {"month", "status", "people"}}` moves months of a company that is served. At the end of the
input all are killed. `given` is `{"company": an organisation file, "password", "invited": addresses without one}`,
`{"demo": people, "password"}` for the demo company cut to so many, or `{"empty": true}` for an empty server, whose one
answer is the first administrator's link. What was founded once is copied when it is asked for again.
"""

import argparse
import gc
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from leima.loading import loading

with loading():
    from leima import cli
    from leima.app import open_world
    from leima.db.engine import migrate
    from leima.db.tables.people import Person
    from leima.db.tx import Tx
    from leima.demo.seed import seed
    from leima.features.auth.passwords import seal
    from leima.features.auth.store import set_password
    from leima.features.importing.reading import read
    from leima.features.importing.service import take_in
    from leima.features.months.store import begin
    from leima.settings import Settings
    from leima.verbs import serve
    from leima.verbs.user import first_admin

    _ = serve  # `leima serve` imports its verb when it is asked for


def found(settings: Settings, given: dict[str, Any]) -> dict[str, str]:
    """Puts the company or the demo in; answers the person of each address."""
    migrate(settings)
    world = open_world(settings)
    try:
        if "empty" in given:
            named = argparse.Namespace(org="Leima", email="admin@tarina.test", name="Anni Admin")
            told = world.db.write_now(lambda tx: first_admin(tx, named, settings))
            return {"first admin": told.split()[-1]}
        if "demo" in given:
            seed(world.db, world.clock.now(), given["password"], people=given["demo"])
        else:
            world.db.write_now(lambda tx: _take_in(tx, given, seal(given["password"])))
        rows = world.db.read_now(lambda tx: tx.rows(Person, "SELECT * FROM person"))
        return {row.email: row.id for row in rows}
    finally:
        world.db.close()


def _take_in(tx: Tx, given: dict[str, Any], sealed: str) -> None:
    report = take_in(tx, read("company.json", json.dumps(given["company"]).encode()), write=True)
    if not report.all_good:
        raise ValueError(report.problems)
    for row in tx.rows(Person, "SELECT * FROM person WHERE org=:org", org=tx.org):
        if row.email not in given["invited"]:
            set_password(tx, row.id, sealed)


def forked(work: Callable[[], int]) -> int:
    """Does it in a child of its own, which has neither input nor output but the errors. Answers the child's id."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        code = work()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


class Firms:
    """What has been founded, and the servers that run."""

    def __init__(self, kept: Path) -> None:
        self._kept = kept
        self._known: list[str] = []
        self._running: set[int] = set()

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Does one command."""
        if "end" in asked:
            self.end(asked["end"])
            return {}
        try:
            if "months" in asked:
                _done(forked(lambda: _move(asked["env"], asked["months"])))
                return {}
            people = self._found(asked["given"], Path(asked["env"]["LEIMA_DATA"]))
        except ChildProcessError as error:
            return {"failed": str(error)}
        pid = forked(lambda: self._serve(asked["env"]))
        self._running.add(pid)
        return {"pid": pid, "people": people}

    def end(self, pid: int) -> None:
        """SIGKILL; done when the server is gone."""
        self._running.remove(pid)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)

    def end_all(self) -> None:
        """Every server that still runs."""
        for pid in list(self._running):
            self.end(pid)

    def _found(self, given: dict[str, Any], folder: Path) -> dict[str, Any]:
        wanted = json.dumps(given, sort_keys=True)
        if wanted not in self._known:
            place = self._kept / str(len(self._known))
            shutil.rmtree(place, ignore_errors=True)
            _done(forked(lambda: _write(place, given)))
            self._known.append(wanted)
        place = self._kept / str(self._known.index(wanted))
        shutil.copytree(place / "data", folder, dirs_exist_ok=True)
        return dict(json.loads((place / "people.json").read_text()))

    def _serve(self, env: dict[str, str]) -> int:
        os.environ.update(env)
        return cli.main(["serve"])


def _done(pid: int) -> None:
    """Waits for a child. Raises ChildProcessError when it has failed."""
    _, status = os.waitpid(pid, 0)
    if status:
        raise ChildProcessError(f"a child has failed: {os.waitstatus_to_exitcode(status)}")


def _move(env: dict[str, str], given: dict[str, Any]) -> int:
    """Months that come so far, in one transaction beside the server."""
    world = open_world(Settings(data=Path(env["LEIMA_DATA"])))

    def write(tx: Tx) -> None:
        tx.org = tx.value(str, "SELECT id FROM organisation") or ""
        for person in given["people"]:
            begin(tx, person, given["month"], given["status"])

    try:
        world.db.write_now(write)
    finally:
        world.db.close()
    return 0


def _write(place: Path, given: dict[str, Any]) -> int:
    (place / "data").mkdir(parents=True)
    people = found(Settings(data=place / "data"), given)
    (place / "people.json").write_text(json.dumps(people))
    return 0


def main() -> None:
    """Answers until the input ends."""
    gc.collect()
    gc.freeze()
    with tempfile.TemporaryDirectory(prefix="leima-firms-") as kept:
        firms = Firms(Path(kept))
        try:
            for line in sys.stdin:
                print(json.dumps(firms.answer(json.loads(line))), flush=True)
        finally:
            firms.end_all()


if __name__ == "__main__":
    main()

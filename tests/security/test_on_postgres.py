"""What depends on the database, once more on PostgreSQL."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from leima.db.tx import Tx
from leima.features.auth import codes
from leima.features.people import store as people
from leima.web.errors import Conflict
from tests.security import test_foreign_ids as foreign
from tests.security import test_links as links
from tests.security import test_matrix as matrix
from tests.security import test_movers as movers
from tests.security import test_push_matrix as push_matrix
from tests.security import test_rotation as rotation
from tests.security import test_sign_in as sign_in
from tests.security import test_throttle as throttle
from tests.security.firm import Firm, open_firm, org_of

PROMISES: tuple[Callable[[Firm], None], ...] = (
    sign_in.test_a_refresh_gives_a_new_pair_and_a_log_out_ends_both,
    sign_in.test_a_deactivated_person_has_no_api_no_refresh_and_no_sign_in,
    sign_in.test_a_device_has_one_session_however_often_one_signs_in,
    sign_in.test_a_new_password_signs_the_other_devices_out,
    rotation.test_a_replaced_token_is_good_for_thirty_seconds_after_its_child_was_used,
    rotation.test_a_lost_reply_never_logs_out_and_a_replay_always_does,
    throttle.test_after_five_failures_the_wait_doubles_and_says_how_long,
    throttle.test_guesses_at_the_same_moment_count_one_by_one,
    links.test_a_link_works_once_and_a_used_a_late_and_an_unknown_one_look_the_same,
    links.test_a_link_pressed_many_times_at_once_is_used_once,
    links.test_a_deactivated_persons_link_opens_nothing,
    matrix.test_an_odd_id_opens_nothing_and_breaks_nothing,
    push_matrix.test_an_operation_counts_only_from_the_person_or_their_supervisor,
    movers.test_every_entity_of_a_mover_is_pulled_by_the_supervisor_whose_it_is_and_by_no_other,
    movers.test_lists_reports_and_days_agree_with_the_pull,
    movers.test_a_former_supervisor_finds_nothing_to_decide,
    foreign.test_nothing_foreign_mixed_empty_or_doubled_is_written,
)


@pytest.fixture
def pg(company_url: str, tmp_path: Path) -> Iterator[Firm]:
    with open_firm(tmp_path, database_url=company_url) as opened:
        yield opened


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__.removeprefix("test_"))
def test_on_postgresql(pg: Firm, promise: Callable[[Firm], None]) -> None:
    promise(pg)


def test_one_cookie_presented_by_eight_tabs_at_once_leaves_one_line_of_tokens(pg: Firm) -> None:
    token = rotation.begin(pg)

    async def tabs() -> list[int]:
        from httpx import ASGITransport, AsyncClient

        headers = {"X-Leima": "1", "Cookie": f"__Host-leima={token}"}
        async with AsyncClient(transport=ASGITransport(pg.app), base_url="http://leima.test") as client:  # type: ignore[arg-type]
            tries = [client.post("/api/v1/auth/refresh", headers=headers) for _ in range(8)]
            return [answer.status_code for answer in await asyncio.gather(*tries)]

    assert pg.portal.call(tabs) == [200] * 8
    alive = pg.rows("SELECT hash FROM refresh_token WHERE used_at IS NULL AND retired_at IS NULL")
    assert len(alive) == 1


def test_eight_writers_leave_one_unbroken_audit_chain_and_one_owner_of_an_address(pg: Firm) -> None:
    def add(n: int) -> str:
        def work(tx: Tx) -> str:
            tx.org = pg.ids["org"]
            tx.audit("test", "person", str(n), None, n)
            return people.add_person(tx, name="Same", email="same@firm.test", counts_from="2025-01-01")

        try:
            return pg.world.db.write_now(work)
        except Conflict:
            return ""

    def note(n: int) -> None:
        def work(tx: Tx) -> None:
            tx.org = pg.ids["org"]
            tx.audit("test", "person", str(n), None, n)

        pg.world.db.write_now(work)

    with ThreadPoolExecutor(8) as pool:
        assert len([id for id in pool.map(add, range(8)) if id]) == 1
        list(pool.map(note, range(40)))
    numbers = [row.n for row in pg.rows("SELECT n FROM audit_event WHERE org=:org ORDER BY n", org=pg.ids["org"])]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 40


def test_two_admins_who_deactivate_each_other_at_once_leave_one(pg: Firm) -> None:
    def second(tx: Tx) -> str:
        tx.org = pg.ids["org"]
        person = people.add_person(tx, name="Second", email="second@firm.test", counts_from="2025-01-01")
        people.set_roles(tx, person, ("employee", "admin"))
        return person

    pg.ids["second"] = pg.world.db.write_now(second)
    pair = ("admin", "second")

    def back(tx: Tx) -> None:
        tx.org = pg.ids["org"]
        for who in pair:
            people.update_person(tx, pg.ids[who], active=True)

    for _ in range(12):
        headers = {who: pg.session(who)[0] for who in pair}

        async def both(headers: dict[str, dict[str, str]] = headers) -> list[int]:
            from httpx import ASGITransport, AsyncClient

            transport = ASGITransport(pg.app)  # type: ignore[arg-type]
            async with AsyncClient(transport=transport, base_url="http://leima.test") as client:
                tries = [
                    client.post(f"/api/v1/people/{pg.ids[other]}/deactivate", headers=headers[who])
                    for who, other in (pair, pair[::-1])
                ]
                return sorted(answer.status_code for answer in await asyncio.gather(*tries))

        answers = pg.portal.call(both)
        left = pg.rows("SELECT id FROM person WHERE id IN :ids AND active", ids=[pg.ids[who] for who in pair])
        assert len(left) == 1 and answers[0] == 204 and answers[1] in (401, 409), answers
        pg.world.db.write_now(back)


def test_a_second_step_begun_from_many_tabs_at_once_has_one_secret(pg: Firm) -> None:
    def begin(tx: Tx) -> str:
        tx.org = org_of(tx, pg.ids["payroll"])
        return codes.begin(tx, pg.ids["payroll"], "").secret

    with ThreadPoolExecutor(8) as tabs:
        given = [one.result() for one in [tabs.submit(pg.world.db.write_now, begin) for _ in range(8)]]
    assert next(row.secret for row in pg.rows("SELECT secret FROM two_step")) in given

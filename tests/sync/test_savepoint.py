"""What a unit of work remembers when a part of it is undone."""

from leima.db.tx import Tx
from leima.features.approvals.notices import MonthClosed
from leima.features.notices.store import tell
from tests.company import Company, new_id
from tests.sync.test_entries import edit, worked


def test_a_notice_after_an_undone_one_has_an_id_of_its_own(company: Company) -> None:
    def work(tx: Tx) -> list[str]:
        tx.org, tx.op_id = company.ids["org"], new_id()
        told = [tell(tx, company.ids["aino"], MonthClosed("2026-10"))]
        try:
            with tx.savepoint():
                tell(tx, company.ids["aino"], MonthClosed("2026-11"))
                raise LookupError
        except LookupError:
            told.append(tell(tx, company.ids["aino"], MonthClosed("2026-12")))
        return told

    first, second = company.world.db.write_now(work)
    assert first != second


def test_an_edit_finds_its_forerunner_over_an_operation_that_was_refused(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    first = edit(entry, {"note": "yksi"})
    refused = edit({**entry, "id": new_id()}, {"note": "ei ole"})
    second = {**edit(entry, {"note": "kaksi"}), "base": {"after_op": first["op_id"]}}
    results = company.push("aino", first, refused, second)["results"]
    assert [one["status"] for one in results] == ["applied", "rejected", "applied"]

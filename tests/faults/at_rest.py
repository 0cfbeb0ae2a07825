"""What the store holds after faults, beside what the phones were told."""

from collections import Counter
from typing import Any

import httpx

from tests.faults.phones import Phone
from tests.faults.server import Firm


def at_rest(firm: Firm) -> dict[str, list[Any]]:
    """Receipts and punches, straight from the store."""
    return {
        "receipt": firm.rows("SELECT op_id, version, seq, status FROM op_receipt WHERE org=:org"),
        "punch": firm.rows("SELECT op_id, id FROM punch WHERE org=:org"),
        "numbered": firm.rows("SELECT seq FROM change_log WHERE org=:org ORDER BY seq"),
        "head": firm.rows("SELECT seq FROM sync_head WHERE org=:org"),
    }


def faults(phones: list[Phone], rows: dict[str, list[Any]]) -> list[str]:
    """Everything that breaks J1 to J4 at rest: lost, doubled, made up, or answered otherwise than stored."""
    made = {id for phone in phones for id in phone.made}
    acked: dict[str, dict[str, Any]] = {id: answer for phone in phones for id, answer in phone.acked.items()}
    found = [text for phone in phones for text in phone.wrong]
    for table in ("receipt", "punch"):
        times = Counter(row.op_id for row in rows[table])
        found += [f"{table}: {id} is lost" for id in acked if times[id] == 0]
        found += [f"{table}: {id} is there {n} times" for id, n in times.items() if n > 1]
        found += [f"{table}: {id} was never made" for id in times if id not in made]
    stored = {row.op_id: row for row in rows["receipt"]}
    found += [
        f"{id} was answered {answer} and is stored {stored[id]}"
        for id, answer in acked.items()
        if id in stored and (answer["seq"], answer["version"]) != (stored[id].seq, stored[id].version)
    ]
    numbers = [row.seq for row in rows["numbered"]]
    if numbers != list(range(1, len(numbers) + 1)) or numbers[-1:] != [row.seq for row in rows["head"]]:
        found.append("the change log has gaps")
    return found


def send_the_rest(phones: list[Phone], url: str) -> int:
    """After healing every phone sends what waits, and everything that it ever sent again. Answers how many."""
    sent = 0
    with httpx.Client(timeout=30) as client:
        for phone in phones:
            while phone.waiting:
                assert phone.round(client, 0)
            every = list(phone.made.values())
            for start in range(0, len(every), 50):
                for result in phone.send(client, every[start : start + 50]) or []:
                    first = {**phone.acked[result["op_id"]], "dup": True}
                    if result != first:
                        phone.wrong.append(f"another answer: {result}, first {first}")
                    sent += 1
    return sent

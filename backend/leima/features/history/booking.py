"""What a line was booked on: the work type or cost centre of that name, where the organisation has it."""

from leima.db.tables.people import CostCentre, WorkType
from leima.db.tx import Tx
from leima.features.history.lines import NOTE, Span


class Bookings:
    """The organisation's work types and cost centres by name and code, lower case."""

    def __init__(self, tx: Tx) -> None:
        types = tx.rows(WorkType, "SELECT * FROM work_type WHERE org=:org", org=tx.org)
        centres = tx.rows(CostCentre, "SELECT * FROM cost_centre WHERE org=:org", org=tx.org)
        self.types = {one.name.casefold(): one.id for one in types if not one.kiky}
        self.centres = {word.casefold(): one.id for one in centres for word in (one.name, one.code)}

    def of(self, span: Span) -> tuple[str | None, str | None, str]:
        """Work type, cost centre and note of a line. What is neither of ours is kept in the note."""
        name = span.booking.casefold()
        work_type, cost_centre = self.types.get(name), self.centres.get(name)
        known = work_type or cost_centre or not name
        words = (span.note,) if known else (span.booking, span.note)
        return work_type, cost_centre, ": ".join(word for word in words if word)[:NOTE]

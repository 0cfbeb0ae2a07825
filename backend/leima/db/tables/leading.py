"""Reports for leading that people keep."""

from leima.db.tables.base import Table, body, key, ms


class KeptReport(Table, table=True):
    """A choice of a report under the person's own name for it."""

    org: str = key()
    person: str = key()
    id: str = key()
    title: str = body()
    choice: str = body()
    """JSON: which report, of whom, over how many months."""
    monthly: bool = False
    """The person is told each month when the last one is over."""
    told_month: str = ""
    """The last month (YYYY-MM) that the person was told of, or that was over when it was kept."""
    at: int = ms()

"""The company in December, on both databases, with a second supervisor and payroll."""

from tests.months.conftest import company

__all__ = ["company"]

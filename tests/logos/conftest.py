"""The office that sets up, on both databases."""

from tests.people.conftest import office, quick

__all__ = ["office", "quick"]

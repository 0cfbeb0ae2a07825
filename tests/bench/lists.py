"""What the lists of the office cost with everybody in them: each list, sorted and narrowed by each of its columns.

`python -m tests.bench.lists [PEOPLE] [--postgres]`; not a part of `npm run bench`. Every figure is of one reading
through the whole server, the least of three: by the clock, and of the processor (of this process alone on PostgreSQL).
"""

PEOPLE, TEAMS, EVENTS = 11_500, 400, 4
MONTH, DATES = "2026-11", [f"2026-11-{day:02d}" for day in range(1, 31)]
BUDGET = 0.2
"""Seconds of a first page, of sorting and of narrowing."""

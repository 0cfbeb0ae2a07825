"""A register of people as an organisation's own system writes it."""

HEAD = ["henkilönumero", "nimi", "sähköposti", "tiimi", "esihenkilö", "alkaen", "osuus", "kieli", "roolit"]
TEAMS = 10


def staff(count: int) -> list[list[str]]:
    """So many people in ten teams; the first ten each lead one, and the very first leads the others."""
    return [
        _one(1000 + n, n % TEAMS, "" if n == 0 else "1000" if n < TEAMS else str(1000 + n % TEAMS))
        for n in range(count)
    ]


def _one(number: int, team: int, boss: str) -> list[str]:
    email = f"henkilo.{number}@havu.test"
    return [str(number), f"Henkilö {number}", email, f"Tiimi {team}", boss, "1.1.2020", "100 %", "fi", ""]

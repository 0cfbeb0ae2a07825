"""Who holds a role, for acts that must leave somebody with it."""

from leima.db.tx import Tx


def lock_role(tx: Tx, role: str) -> None:
    """Keeps two acts that count the people with a role from counting at once. SQLite has one writer anyway."""
    if tx.dialect == "postgresql":
        tx.values(
            str,
            "SELECT person FROM person_role WHERE org=:org AND role=:role ORDER BY person FOR UPDATE",
            org=tx.org,
            role=role,
        )


def active_with_role(tx: Tx, role: str) -> list[str]:
    """The active people of `tx.org` with a role."""
    return tx.values(
        str,
        "SELECT r.person FROM person_role r JOIN person p ON p.org = r.org AND p.id = r.person"
        " WHERE r.org=:org AND r.role=:role AND p.active=:yes ORDER BY r.person",
        org=tx.org,
        role=role,
        yes=True,
    )

"""Signing in by the company's own sign-in and by passkeys; when a person last proved who they are on a device"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.add_column("organisation", sa.Column("company_only", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("session_family", sa.Column("signed_in_at", sa.BigInteger(), nullable=False, server_default="0"))
    _company()
    _passkeys()


def _company() -> None:
    op.create_table(
        "company_sign_in",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("client_secret", sa.String(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("trusts_emails", sa.Boolean(), nullable=False),
        sa.Column("role_claim", sa.String(), nullable=False),
        sa.Column("role_values", sa.Text(), nullable=False),
        sa.Column("step_claim", sa.String(), nullable=False),
        sa.Column("step_values", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", name=op.f("pk_company_sign_in")),
    )
    op.create_index("ix_company_sign_in_word", "company_sign_in", ["word"], unique=True)
    op.create_table(
        "company_link",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("sub", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("linked_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "issuer", "sub", name=op.f("pk_company_link")),
    )
    op.create_index("ix_company_link_org_person_issuer", "company_link", ["org", "person", "issuer"], unique=True)
    op.create_table(
        "company_try",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=False),
        sa.Column("spent", sa.Boolean(), nullable=False),
        sa.Column("proven", sa.String(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_company_try")),
    )
    op.create_index("ix_company_try_expires_at", "company_try", ["expires_at"])


def _passkeys() -> None:
    op.create_table(
        "passkey",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("copied_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_passkey")),
    )
    op.create_index("ix_passkey_id", "passkey", ["id"], unique=True)
    op.create_index("ix_passkey_org_person", "passkey", ["org", "person"])
    op.create_table(
        "passkey_try",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("org", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_passkey_try")),
    )
    op.create_index("ix_passkey_try_expires_at", "passkey_try", ["expires_at"])

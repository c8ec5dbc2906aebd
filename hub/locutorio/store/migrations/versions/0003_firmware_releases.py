"""Firmware releases, and which booth is to run which."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        sa.Column("firmware", sa.Text(), nullable=False),
        sa.Column("added_ms", BIG, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_release")),
    )
    op.create_table(
        "release_file",
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["release.number"], name=op.f("fk_release_file_number")),
        sa.PrimaryKeyConstraint("number", "name", name=op.f("pk_release_file")),
    )
    op.create_table(
        "release_offer",
        sa.Column("booth_id", sa.String(length=64), nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("told_ms", BIG, nullable=True),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_release_offer_booth_id")),
        sa.ForeignKeyConstraint(["number"], ["release.number"], name=op.f("fk_release_offer_number")),
        sa.PrimaryKeyConstraint("booth_id", name=op.f("pk_release_offer")),
    )

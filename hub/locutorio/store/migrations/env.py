"""How Alembic runs here: in the transaction the store hands over, and never by itself."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()

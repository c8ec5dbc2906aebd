"""How Alembic runs here: in the transaction the store hands over, and never by itself."""

from alembic import context

from locutorio.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()

"""Alembic environment: runs the migrations on the connection that library/storage/database.py hands over."""

from alembic import context

from library.storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite changes a table by making it anew.
    render_as_batch=True,
    # Every step is in the one transaction of the connection: all of them, or none.
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()

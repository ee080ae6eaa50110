"""Migrations (Alembic): each takes the tables one step forwards or back, on SQLite and PostgreSQL alike."""

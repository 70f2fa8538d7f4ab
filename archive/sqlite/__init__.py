"""The database backend for SQLite: Django's own, with writers that wait in turn."""

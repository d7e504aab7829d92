"""The base: one folder, one database file, one writer at a time; nothing half-written is ever seen."""

from clientbase.base.store import ClientBase, Connection, Writing

__all__ = ["ClientBase", "Connection", "Writing"]

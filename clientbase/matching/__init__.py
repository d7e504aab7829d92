"""Contacts → clients: clusters of contacts that are one person or company, with ids that never change."""

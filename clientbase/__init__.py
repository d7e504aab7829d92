"""Client lists from spreadsheets, cleaned, deduplicated, measured and segmented on your own machine."""

__version__ = "0.1.0"

"""Measurements; each prints a table, and with `--json` writes its figures.

speed      pages of results from five engines over the same articles: time, memory, size, indexing
ranking    how near the order of hits comes to what judges found relevant
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

"""Measurements; each prints a table, and with `--json` writes its figures.

speed      pages of results from five engines over the same articles: time, memory, size, indexing
pages      how long each kind of page takes in a large archive, and how many queries
ranking    how near the order of hits comes to what judges found relevant
faults     what is left after kills, failing disks, writers at once, hostile questions, guards taken out
fuzz       whether damaged files of every wire format are read or refused, and what the worst costs; guided: by atheris
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

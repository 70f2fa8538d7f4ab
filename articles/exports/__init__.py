"""Rows in, files out: the formats that `articles.wire` reads, written. `stories` makes records of rows; each format has
a module named as the trade names it; `formats` is the table of them. What a format carries comes back when it is read.
"""

"""Wire text and wire formats: bytes in, frozen records out. No database, no Django rows.

`records` says what a reader finds; each format has a module named as the trade names it; `suggesting` finds people,
countries, events and commitments in a story's paragraphs with the help of a gazetteer of names.
"""

"""Answers from array segments: the read side of the engine, over what `segments` keeps on disk.

snapshot, leaf        one generation of the index, and one segment in it
words, rows           a word of a question, and words in a row: which documents have them, how often
evaluation, scoring   a step of a question: which documents it finds, how well
filters, counting     conditions, counts of facets and types, the histogram
ordering, answering   the first so many documents, and the whole page
passages              the best passage of each hit, from the positions of its words
"""

"""Pages of a large archive: how long each kind takes, and how many queries.

made        an invented archive as rows: articles, people, events, commitments, and the passages they rest on
addresses   the addresses of each kind of page that are asked for
asking      the clock: CPU and wall time and queries of each answer
"""

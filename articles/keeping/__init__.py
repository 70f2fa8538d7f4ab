"""What must not be lost: the files that copy came from, and what keeps the whole archive.

originals            files by their SHA-256, as they came
fixity               whether originals and texts still are what their digests say
manifests            what a backup says of itself
databases            the copy of a database, of SQLite or PostgreSQL, and the way back
backups, restoring   the whole archive put away, and brought back
"""

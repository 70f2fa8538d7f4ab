"""Answers into pages: a view picks a queryset or asks `search()`, and names a template; nothing else."""

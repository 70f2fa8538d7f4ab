"""What something rests on, and what rests on it; values, no HTML.

reading, dossier   an article's text in pieces; what rests on its passages
reports            the reports of one event side by side
tracing            what became of quoted words in later versions
"""

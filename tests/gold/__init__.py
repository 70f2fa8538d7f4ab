"""Questions that readers come with, put to the site over the demonstration archive: the answer, and its passage."""

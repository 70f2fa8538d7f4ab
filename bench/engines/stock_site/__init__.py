"""An ordinary project with stock Haystack: one model, one index, the backend unmodified."""

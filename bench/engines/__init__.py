"""An adapter for each engine."""

"""How dates are written where a template leaves it open, as the desk's do: as on the pages of the archive."""

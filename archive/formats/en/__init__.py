"""Those of English."""

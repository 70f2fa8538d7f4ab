"""Records in, rows out: what an import would change, the change in one transaction a file, its report, the way back."""

"""What the archive holds in the forms that others read."""

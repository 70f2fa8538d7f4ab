"""The site: settings, addresses and servers' entry points. The archive itself is in `articles`."""

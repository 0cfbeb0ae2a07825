"""Pay: classes of worked minutes over days and weeks, supplements, rest, accounts. The server's alone."""

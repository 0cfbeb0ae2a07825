"""The demo company: an organisation file and three months of history, which goes in as operations."""

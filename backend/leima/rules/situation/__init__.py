"""A described situation: read strictly, worked out by the same rules as everybody's days, and answered as JSON."""

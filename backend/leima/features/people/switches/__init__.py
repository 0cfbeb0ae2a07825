"""The company's own decisions on kiky, which the terms are worked out with."""

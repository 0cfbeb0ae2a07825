"""Annual holidays and other leave: rules, ranges and holdings in; days, years and what is left out. Pure and dated."""

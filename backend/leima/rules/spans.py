"""Arithmetic on half-open spans of minutes: lists of (start, end), touching ones do not overlap."""

from collections.abc import Sequence

Stretch = tuple[int, int]


def union(spans: Sequence[Stretch]) -> list[Stretch]:
    """Sorted, merged spans; empty ones are dropped."""
    if len(spans) < 2:
        return [(start, end) for start, end in spans if start < end]
    merged: list[Stretch] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def minus(spans: Sequence[Stretch], taken: Sequence[Stretch]) -> list[Stretch]:
    """What is left of merged spans when the merged `taken` are cut out."""
    if not taken:
        return [(start, end) for start, end in spans if start < end]
    left: list[Stretch] = []
    for start, end in spans:
        for cut_start, cut_end in taken:
            if cut_end <= start or cut_start >= end:
                continue
            if cut_start > start:
                left.append((start, cut_start))
            start = max(start, cut_end)
        if start < end:
            left.append((start, end))
    return left


def overlap(spans: Sequence[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    """The parts that lie in both of two merged lists."""
    both: list[Stretch] = []
    for start, end in spans:
        for other_start, other_end in others:
            if start < other_end and other_start < end and start < end and other_start < other_end:
                both.append((max(start, other_start), min(end, other_end)))
    return both


def total(spans: Sequence[Stretch]) -> int:
    """Minutes in all."""
    minutes = 0
    for start, end in spans:
        minutes += end - start
    return minutes


def first_minutes(spans: Sequence[Stretch], minutes: int) -> list[Stretch]:
    """The earliest `minutes` of merged spans."""
    kept: list[Stretch] = []
    for start, end in spans:
        if minutes <= 0:
            break
        kept.append((start, min(end, start + minutes)))
        minutes -= end - start
    return kept


def last_minutes(spans: Sequence[Stretch], minutes: int) -> list[Stretch]:
    """The latest `minutes` of merged spans."""
    return minus(spans, first_minutes(spans, total(spans) - minutes))

"""Receipts of the demo, drawn: small, plain and the same every time."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

WIDTH, MARGIN, STEP = 300, 18, 20
Line = tuple[str, str]
"""What was bought, and what it cost."""


def draw_receipt(supplier: str, date: str, lines: Sequence[Line], total: str) -> bytes:
    """A receipt as a grey JPEG of a few kilobytes."""
    told = [*lines, ("", ""), ("YHTEENSÄ", total), ("Maksettu kortilla", "")]
    sheet = Image.new("L", (WIDTH, 2 * MARGIN + STEP * (len(told) + 4)), 250)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(14)
    pen.text((MARGIN, MARGIN), supplier, fill=20, font=ImageFont.load_default(18))
    pen.text((MARGIN, MARGIN + 1.5 * STEP), date, fill=60, font=font)
    pen.line((MARGIN, MARGIN + 3 * STEP - 6, WIDTH - MARGIN, MARGIN + 3 * STEP - 6), fill=120)
    for number, (what, sum_) in enumerate(told, 3):
        y = MARGIN + number * STEP
        pen.text((MARGIN, y), what, fill=30, font=font)
        pen.text((WIDTH - MARGIN, y), sum_, fill=30, font=font, anchor="ra")
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=70)
    return out.getvalue()

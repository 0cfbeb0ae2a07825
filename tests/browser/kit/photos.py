"""Photos as phones take them, for stories about receipts; and what is seen in a photo that was kept.

`make FOLDER` writes them: each has its upper left corner red as a person holds it, and tells where and by what it was
taken. `look FILE…` answers for each file its size, whether anything beside the picture is in it, and its red corner.
"""

import json
import sys
from pathlib import Path

from PIL import Image

from leima.world.files.photo import is_plain

PLACE = {1: "N", 2: (60.0, 10.0, 5.0), 3: "E", 4: (24.0, 56.0, 8.0)}
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
PHOTOS = {"plain.jpg": ((1200, 1600), 1), "turned.jpg": ((1600, 1200), 6), "large.jpg": ((8064, 6048), 8)}
"""Size as it is stored, and how it is to be turned."""
BACK = {1: None, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
"""How an upright picture is laid to be turned again by its orientation."""


def photo(size: tuple[int, int], orientation: int) -> tuple[Image.Image, Image.Exif]:
    """A photo that is stored in `size`, and what it tells."""
    lying = BACK[orientation]
    width, height = size if lying is None else (size[1], size[0])
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 3, height // 3))
    for line in range(12):
        top = height * (line + 6) // 20
        image.paste("black", (width // 10, top, width * (6 + line % 4) // 10, top + 4))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "Puhelin"
    exif.get_ifd(GPS).update(PLACE)
    return (image if lying is None else image.transpose(lying)), exif


def make(folder: Path) -> None:
    """Writes the photos."""
    for name, (size, orientation) in PHOTOS.items():
        image, exif = photo(size, orientation)
        image.save(folder / name, "JPEG", quality=90, exif=exif)


def look(path: Path) -> dict[str, object]:
    """What is seen in a photo."""
    with Image.open(path) as image:
        width, height = image.size
        corners = {"upper left": (9, 9), "upper right": (width - 9, 9), "lower left": (9, height - 9)}
        seen = [name for name, at in corners.items() if _is_red(image.convert("RGB").getpixel(at))]
        return {"size": [width, height], "plain": is_plain(path.read_bytes()), "red": seen}


def _is_red(pixel: object) -> bool:
    return isinstance(pixel, tuple) and pixel[0] > 200 and pixel[1] < 60 and pixel[2] < 60


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        print(json.dumps([look(Path(name)) for name in sys.argv[2:]]))

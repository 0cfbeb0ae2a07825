"""A logo from outside is drawn anew: a small PNG, clear where it was clear, with nothing else of the file."""

import pytest
from PIL import Image, PngImagePlugin

from leima.world.files.apart import read_apart
from leima.world.files.logo import LIMITS, Logo, read_logo
from leima.world.files.refused import Refused
from leima.world.files.small_picture import HIGHEST, MOST_BYTES, WIDEST
from tests.logos.pictures import BAD, mark, opened, saved
from tests.uploads.attachments import from_a_phone


def pixel(image: Image.Image, across: int, down: int) -> tuple[int, ...]:
    """A pixel's bands, 0 to 255."""
    found = image.getpixel((across, down))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((600, 200), (512, 171)),
        ((100, 40), (100, 40)),
        ((4_000, 100), (512, 13)),
        ((100, 4_000), (7, 256)),
        ((1_000, 1_000), (256, 256)),
        ((9_000, 2), (512, 1)),
    ],
)
def test_a_logo_is_made_small_in_its_own_shape_and_never_larger(size: tuple[int, int], kept: tuple[int, int]) -> None:
    made = read_logo("", saved(Image.new("RGBA", size, "#0c6b4f")))
    assert (made.width, made.height) == opened(made.png).size == kept


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_each_kind_of_picture_is_taken_and_what_was_clear_stays_clear(kind: str) -> None:
    clear = kind != "JPEG"
    made = read_logo("", saved(mark(mode="RGBA" if clear else "RGB"), kind))
    image = opened(made.png).convert("RGBA")
    red, green, blue, alpha = pixel(image, image.width - 2, 2)
    assert alpha == (0 if clear else 255)
    assert (red, green, blue) == (0, 0, 0) if clear else min(red, green, blue) > 245
    red, green, blue, alpha = pixel(image, 30, image.height // 2 - 5)
    assert alpha == 255 and max(abs(red - 12), abs(green - 107), abs(blue - 79)) < 12


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_a_logo_in_any_mode_that_its_kind_has_is_taken(mode: str) -> None:
    if mode == "I;16":
        given = Image.new("I;16", (64, 32), 0x8000)
    else:
        given = mark((64, 32), mode="RGBA" if mode in ("LA", "RGBA") else "RGB").convert(mode)
    made = read_logo("", saved(given, "JPEG" if mode == "CMYK" else "PNG"))
    assert (made.width, made.height) == (64, 32)
    if mode == "I;16":
        assert abs(pixel(opened(made.png).convert("RGB"), 5, 5)[0] - 128) <= 1


def test_clear_edges_are_cut_off() -> None:
    sheet = Image.new("RGBA", (1_000, 800))
    sheet.alpha_composite(mark((300, 100)), (350, 350))
    made = read_logo("", saved(sheet))
    assert (made.width, made.height) == (300, 100)


def test_a_logo_with_very_many_colours_is_kept_within_the_bytes_that_there_are() -> None:
    noise = Image.merge("RGBA", [Image.effect_noise((1_600, 800), 120) for _ in range(4)])
    made = read_logo("", saved(noise))
    assert len(made.png) <= MOST_BYTES
    assert made.width <= WIDEST and made.height <= HIGHEST and made.width > 100


def test_a_picture_that_was_turned_is_upright_and_tells_nothing_of_where_it_was_taken() -> None:
    made = read_logo("", from_a_phone(orientation=6))
    image = opened(made.png)
    assert (image.width, image.height) == (192, 256)
    assert not image.getexif() and b"Puhelin" not in made.png


def test_nothing_of_the_file_comes_along_but_what_is_seen() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "kanarialintu")
    hidden = Image.new("RGBA", (64, 64), (200, 10, 10, 0))
    hidden.paste((0, 0, 0, 255), (0, 0, 64, 20))
    hidden.paste((0, 0, 0, 255), (0, 60, 64, 64))
    content = saved(hidden, pnginfo=told, icc_profile=b"kanarialintu" * 20, dpi=(300, 300)) + b"kanarialintu"
    made = read_logo("", content)
    assert b"kanarialintu" not in made.png
    assert set(opened(made.png).info) <= {"transparency"}
    assert opened(made.png).convert("RGBA").getpixel((30, 40)) == (0, 0, 0, 0)
    kinds = [made.png[at + 4 : at + 8] for at in _chunks(made.png)]
    assert set(kinds) <= {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def _chunks(png: bytes) -> list[int]:
    found, at = [], 8
    while at < len(png):
        found.append(at)
        at += 12 + int.from_bytes(png[at : at + 4], "big")
    return found


@pytest.mark.parametrize("kind", [kind for kind, (_, code) in BAD.items() if code != "logo_large"])
def test_what_cannot_be_a_logo_is_refused_in_its_own_process_by_name(kind: str) -> None:
    content, code = BAD[kind]
    with pytest.raises(Refused) as refused:
        read_apart(read_logo, "", content, Logo, LIMITS)
    assert refused.value.code == code


TURNED = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
LARGE: dict[str, tuple[str, tuple[int, int], dict[str, object]]] = {
    "square and clear": ("RGBA", (5_000, 5_000), {}),
    "wide": ("RGBA", (25_000, 1_000), {}),
    "without clear parts": ("RGB", (5_000, 5_000), {}),
    "with one clear colour": ("RGB", (5_000, 5_000), {"transparency": (0, 0, 0)}),
    "in few colours": ("P", (5_000, 5_000), {}),
    "turned": (
        "RGBA",
        (5_000, 5_000),
        {"exif": TURNED},
    ),
}


@pytest.mark.parametrize("kind", LARGE)
def test_the_largest_picture_that_is_taken_fits_into_the_limits_of_its_process(kind: str) -> None:
    mode, size, how = LARGE[kind]
    content = saved(Image.new(mode, size, 90 if mode == "P" else "#0c6b4f"), compress_level=1, **how)
    made = read_apart(read_logo, "", content, Logo, LIMITS)
    assert (made.width, made.height) == ((512, 21) if kind == "wide" else (256, 256))

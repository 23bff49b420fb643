"""A drawing as an image of dots, for files that cannot hold SVG."""

from pathlib import Path

import typst

from . import faces
from .model import Picture

TEMPLATE = Path(__file__).parent / "templates" / "picture.typ"
DENSITY = 220.0  # dots an inch: what Word keeps when it prints


def to_png(picture: Picture) -> bytes:
    """The picture as PNG on white; the same picture gives the same bytes. Raises FileNotFoundError as `to_pdf`."""
    drawing = {"svg": faces.drawable(picture.svg), "width": str(picture.width)}
    return typst.compile(
        TEMPLATE, root=TEMPLATE.parent, font_paths=faces.fonts(), sys_inputs=drawing, format="png", ppi=DENSITY
    )

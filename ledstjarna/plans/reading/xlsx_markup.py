"""What the XML of a sheet says and openpyxl does not tell where it reads row by row."""

from xml.parsers import expat

from openpyxl.utils import range_boundaries

from .model import Reason, Unreadable

MAX_MERGED = 5_000


class SheetMarkup:
    """The merged areas as first column, first row, last column, last row, and the rows with a formula without a value.

    Raises Unreadable for more areas than anybody merges, and ExpatError or ValueError for markup that is damaged.
    """

    def __init__(self, markup: bytes) -> None:
        self.merged: list[tuple[int, int, int, int]] = []
        self.without_value: set[int] = set()
        self.row = 0
        self.element = ""
        self.has_formula = self.has_value = False
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._says
        parser.Parse(markup, True)

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        self.element = name.rpartition(":")[2]
        if self.element == "row":
            self.row = int(attributes.get("r", self.row + 1))
        elif self.element == "f":
            self.has_formula = True
        elif self.element == "mergeCell":
            if len(self.merged) == MAX_MERGED:
                raise Unreadable(Reason.TOO_COMPLEX)
            left, top, right, bottom = range_boundaries(attributes.get("ref", ""))
            if left and top and right and bottom:
                self.merged.append((left, top, right, bottom))

    def _says(self, text: str) -> None:
        self.has_value = self.has_value or (self.element == "v" and bool(text.strip()))

    def _ends(self, name: str) -> None:
        self.element = ""
        if name.rpartition(":")[2] == "c":
            if self.has_formula and not self.has_value:
                self.without_value.add(self.row)
            self.has_formula = self.has_value = False

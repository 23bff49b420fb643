"""Finds the tables of a PDF page, ruled or not, and puts those together that a page break parted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Any

from .headers import Cell, is_header
from .pdf_cells import RawCell, RawRow, RawTable
from .pdf_words import Box, Line, Word, lines_of, starts_in
from .places import Remark, RowNote
from .wording import ends_sentence

COLUMN_GAP = 0.8  # ems between the header words of two columns
MOST_REPEATED = 3  # header rows on the next page
LINE_HEIGHT = 1.8  # times the size, at most
ROW_GAP = 1.15  # times the usual distance between lines: a new row in a table without rules


def ruled_tables(page: Any) -> list[tuple[Box, list[list[Box | None]]]]:
    """Box and grid of boxes of each table drawn with rules; a merged cell's box stands in all its places."""
    found = []
    for table in page.find_tables():
        xs = sorted({round(x, 1) for cell in table.cells for x in (cell[0], cell[2])})
        ys = sorted({round(y, 1) for cell in table.cells for y in (cell[1], cell[3])})
        columns = [(a, b) for a, b in pairwise(xs) if b - a > 3]
        rows = [(a, b) for a, b in pairwise(ys) if b - a > 3]
        if len(columns) > 1:
            grid = [[_box_at(table.cells, x, y) for x in columns] for y in rows]
            found.append((table.bbox, grid))
    return found


def _box_at(cells: Sequence[Box], x: tuple[float, float], y: tuple[float, float]) -> Box | None:
    middle_x, middle_y = sum(x) / 2, sum(y) / 2
    return next((c for c in cells if c[0] <= middle_x <= c[2] and c[1] <= middle_y <= c[3]), None)


def fill(box: Box, grid: list[list[Box | None]], words: Sequence[Word], page: int) -> RawTable:
    """The table with each word in the cell it begins in."""
    cells: dict[Box | None, RawCell] = {}
    for cell_box in (b for row in grid for b in row):
        if cell_box not in cells:
            inside = [word for word in words if cell_box and starts_in(cell_box, word)]
            cells[cell_box] = RawCell(lines_of(inside, page), cell_box[2] if cell_box else 0.0)
    return RawTable(box, [RawRow([cells[cell_box] for cell_box in row]) for row in grid], page)


def unruled_tables(lines: Sequence[Line], rules: Sequence[float]) -> Iterator[tuple[RawTable, list[Line]]]:
    """Activity tables without vertical rules, found by their header line, with the lines they take up.

    `rules` are the heights of horizontal rules; where there are none, rows are parted by wider gaps.
    """
    at = 0
    while at < len(lines):
        groups = _groups(lines[at])
        if not is_header([Cell(" ".join(w.text for w in group)) for group in groups]):
            at += 1
            continue
        edges = [group[0].x0 for group in groups]
        end = at + 1
        while end < len(lines) and _fits(lines[end], edges, lines[end - 1]):
            end += 1
        taken = list(lines[at:end])
        rows = [RawRow(_split(row, edges)) for row in _rows(taken, rules, len(edges))]
        box = (min(x.x0 for x in taken), taken[0].top, max(x.x1 for x in taken), taken[-1].bottom)
        yield RawTable(box, rows, taken[0].page), taken
        at = end


def _groups(line: Line) -> list[list[Word]]:
    groups = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 > COLUMN_GAP * line.size:
            groups.append([])
        groups[-1].append(word)
    return groups


def _fits(line: Line, edges: list[float], above: Line) -> bool:
    """True when the line is near the table and each column's first word begins at its edge or after a gap."""
    if line.top - above.bottom > 2.5 * line.size or line.size > 1.1 * above.size or line.x0 < edges[0] - 2:
        return False
    firsts = {id(group[0]) for group in _groups(line)}
    for edge, following in pairwise([*edges, line.x1 + 1]):
        word = next((word for word in line.words if edge - 2 <= word.x0 < following - 2), None)
        if word and word.x0 - edge > 2 and id(word) not in firsts:
            return False
    return True


def _rows(lines: list[Line], rules: Sequence[float], columns: int) -> Iterator[list[Line]]:
    """The lines by row: parted by rules, else by wider gaps, else begun by a line that fills its columns."""
    gaps = [below.top - above.top for above, below in pairwise(lines)]
    ruled = [y for y in rules if lines[0].bottom - 2 < y < lines[-1].bottom]
    wide = ROW_GAP * min(gaps, default=0.0)

    def parts(above: Line, below: Line) -> bool:
        if len(ruled) > 1:
            return any(above.bottom - 2 < y < below.top + 2 for y in ruled)
        if gaps and max(gaps) > wide:
            return below.top - above.top > wide
        return len(_groups(below)) >= columns - 1 and not below.text[0].islower()

    yield lines[:1]
    row = lines[1:2]
    for above, below in pairwise(lines[1:]):
        if parts(above, below):
            yield row
            row = []
        row.append(below)
    yield row


def _split(lines: list[Line], edges: list[float]) -> list[RawCell]:
    cells = [RawCell(right=right) for right in (*edges[1:], float("inf"))]
    for line in lines:
        by_column: dict[int, list[Word]] = {}
        for word in line.words:
            column = max((i for i, edge in enumerate(edges) if word.x0 >= edge - 2), default=0)
            by_column.setdefault(column, []).append(word)
        for column, words in by_column.items():
            cells[column].lines.append(Line(words, line.page))
    return cells


def continue_table(table: RawTable, next_part: RawTable) -> None:
    """Add the part of a table on the next page: its repeated header goes, a row cut in two becomes one."""
    rows = next_part.rows[_repeated(table, next_part) :]
    if rows and _is_cut(table.rows[-1].cells, rows[0].cells):
        rests = {id(rest): (cell, rest) for cell, rest in zip(table.rows[-1].cells, rows[0].cells, strict=True)}
        for cell, rest in rests.values():
            cell.lines.extend(rest.lines)
        table.notes.append(RowNote(table.rows[-1].place, Remark.CONTINUED))
        rows = rows[1:]
    table.rows.extend(rows)
    table.page = next_part.page


def continues(table: RawTable, next_part: RawTable) -> bool:
    """True when the table on the next page has the same columns and no other header."""
    first = next_part.rows[0]
    same = len(table.rows[0].cells) == len(first.cells) and abs(table.box[0] - next_part.box[0]) < 5
    other_header = is_header([Cell(text) for text in first.texts])
    return same and (not other_header or _repeated(table, next_part) > 0)


def _repeated(table: RawTable, next_part: RawTable) -> int:
    """How many rows at the top of the next part are the table's first ones once more."""
    pairs = zip(table.rows, next_part.rows[:MOST_REPEATED], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].texts == pair[1].texts, pairs))


def _is_cut(last: list[RawCell], first: list[RawCell]) -> bool:
    """True when `first` is the rest of the row `last` that the page break cut.

    A cell with a rest was filled to the lowest line of its part, or to the one above where lone lines are
    avoided: that rules most out. Then the rest lacks the first cell or all but one, or more cells go on in
    the middle of a sentence than begin a new one; when as many, several lines that end level decide.
    """
    going_on = [(a, b) for a, b in zip(last, first, strict=True) if b.lines]
    lowest = max((cell.lines[-1].bottom for cell in last if cell.lines), default=0.0)
    if not going_on or any(not a.lines or _above(lowest, a) > LINE_HEIGHT for a, _ in going_on):
        return False
    if not first[0].lines or len(going_on) == 1 < len(first):
        return True
    score = sum(_goes_on(a, b, is_first=b is first[0]) for a, b in going_on)
    shortest = min(len(a.lines) for a, _ in going_on)
    level = all(_above(lowest, a) < 0.5 for a, _ in going_on)
    return score > 0 or (score == 0 and shortest > (1 if level else 2))


def _goes_on(above: RawCell, below: RawCell, *, is_first: bool) -> int:
    """1 when the sentence goes on, -1 when one ends and another begins, 0 when nothing tells.

    A short cell in lower case ("löpande") tells nothing, save in the first column.
    """
    ended, capital = ends_sentence(above.text), below.text[0].isupper()
    if ended and capital:
        return -1
    return int(below.text[0].islower() and not ended and (is_first or len(above.lines) > 1))


def _above(lowest: float, cell: RawCell) -> float:
    """How far above the lowest line the cell ends, in times its size."""
    return (lowest - cell.lines[-1].bottom) / cell.lines[-1].size

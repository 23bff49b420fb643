"""How this product's own files are laid out, for the one that writes them and the one that reads them again."""

import re

# A bookmark before each section of a Word file. Headings are printed at sound levels; the mark keeps the section's own.
SECTION_MARK = "_Avsnitt%(number)d_%(level)d"
SECTION_MARKED = re.compile(r"_Avsnitt\d+_([1-4])")
# A bookmark where the plan ends and its annexes begin.
ANNEX_MARK = "_Bilaga"
# The headings of those annexes, by which a PDF, which has no marks, is known to have come to its plan's end.
STAR_HEADING = "Bilaga: preventionsstjärnan"
CHANGES_HEADING = "Bilaga: ändringar och svar"

# A workbook has a sheet of activities and one of sections. The number says which section an activity stands in: two
# may have the same heading. A text too long for a cell goes on in rows with the same number and nothing else.
ACTIVITIES, SECTIONS = "Aktiviteter", "Avsnitt"
NUMBER, SECTION = "Avsnitt nr", "Avsnitt"
FOUR = ("Aktivitet", "Ansvarig", "Tidplan", "Uppföljning")
HEADING, LEVEL, TEXT = "Rubrik", "Nivå", "Text"

# Excel reads _x0041_ as the letter A: where such signs are meant as written, the first is written so too.
CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
CODE_OF_UNDERSCORE = "_x005F_"
UNDERSCORE_CODED = re.compile(CODE_OF_UNDERSCORE + r"(?=x[0-9A-Fa-f]{4}_)")

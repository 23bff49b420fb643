"""How this product's own files are laid out, for the one that writes them and the one that reads them again."""

import re

# A bookmark before each section of a Word file. Headings are printed at sound levels; the mark keeps the section's own.
SECTION_MARK = "_Avsnitt%(number)d_%(level)d"
SECTION_MARKED = re.compile(r"_Avsnitt\d+_([1-4])")

"""What XML can hold."""

import re

NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text without the characters that XML 1.0 forbids, every line ended by a newline sign."""
    return NOT_XML.sub("", "\n".join(text.splitlines()))

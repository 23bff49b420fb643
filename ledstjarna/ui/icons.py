"""The few drawn icons, as path data in a box of 16 by 16. A state is always told by shape as well as colour."""

from typing import Final

LINES: Final[dict[str, str]] = {
    "ok": "M2.5 8.5 6.5 12.5 13.5 4",
    "done": "M2.5 8.5 6.5 12.5 13.5 4",
    "wait": "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.5V8l2.5 2",
    "late": "M8 1.5 15 14H1ZM8 6v3.5M8 11.6v.6",
    "quiet": "M3 8h10",
    "info": "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 7.3v4M8 4.5v.6",
    "todo": "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11",
    "wrong": "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
    "up": "M8 14V2M3 7l5-5 5 5",
    "down": "M8 2v12M3 9l5 5 5-5",
    "both": "M5 14V2M2 5l3-3 3 3M11 2v12M8 11l3 3 3-3",
    "plus": "M8 2v12M2 8h12",
    "edit": "M2 14l.8-3.6L11 2.2l2.8 2.8-8.2 8.2Z",
    "download": "M8 1.5v9M4 7l4 4 4-4M2 14.3h12",
    "upload": "M8 11V2M4 5.5l4-4 4 4M2 14.3h12",
    "print": "M4 6V1.5h8V6M4 12H1.8V6h12.4v6H12M4 9.5h8v5H4Z",
    "search": "M7 1.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 7 1.8M10.8 10.8 14.5 14.5",
    "lock": "M3 7.5h10v7H3ZM5 7.5V5a3 3 0 0 1 6 0v2.5",
    "person": "M8 1.8a3 3 0 1 0 0 6 3 3 0 0 0 0-6M2 14.5c.6-3.5 2.8-5 6-5s5.4 1.5 6 5",
    "document": "M3 1.5h6.5L13 5v9.5H3ZM9.5 1.5V5H13M5.5 8.5h5M5.5 11h5",
    "left": "M14 8H2M7 3 2 8l5 5",
    "right": "M2 8h12M9 3l5 5-5 5",
}
FILLED: Final[dict[str, str]] = {
    "now": "M8 .5c.5 4 1.2 5.7 2.4 6.5.9.6 2.3.9 4.8 1-2.5.2-3.9.5-4.8 1.1C9.2 10 8.5 11.5 8 15.5 7.5 11.5 6.8 10 5.6 9.1 4.7 8.5 3.3 8.2.8 8c2.5-.1 3.9-.4 4.8-1C6.8 6.2 7.5 4.5 8 .5Z",
}

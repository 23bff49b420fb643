"""One thing that waits for a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that waits: what, why in a sentence, and the door to it. `lang` is set where a plan gives the title.

    `post`: the door is an act that takes one click.
    """

    title: str
    text: str
    url: str
    action: str
    lang: str = ""
    tag: str = ""
    tone: str = "quiet"
    post: bool = False

"""One thing that waits for a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that waits: what to do, why in a sentence, and the door to it. `about` is the plan it is about.

    `lang` is set where a picture gives the title. `post`: the door is an act that takes one click.
    """

    title: str
    text: str
    url: str
    action: str
    about: str = ""
    lang: str = ""
    tag: str = ""
    tone: str = "quiet"
    post: bool = False

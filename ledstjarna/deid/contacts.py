"""Mail addresses and links to profiles."""

import re

from ledstjarna.deid import near
from ledstjarna.deid.labels import Label, Span
from ledstjarna.deid.near import matches

_LOCAL_SIGNS = frozenset("._+-%'")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{2,63}){1,5}|[\w-]{2,63}")
_LOCAL_MOST = 64

_LINK = re.compile(
    r"(?<![\w.@-])(?:https?://)?((?:[\w-]{1,63}\.){1,4}[a-z]{2,24})((?::\d{1,5})?/[^\s<>\"]{1,300})?",
    re.IGNORECASE,
)
_HOSTS = (
    "instagram.com instagr.am facebook.com fb.com fb.me m.me messenger.com tiktok.com twitter.com x.com "
    "t.me telegram.me telegram.org telegram.dog vk.com ok.ru youtube.com youtu.be linkedin.com "
    "snapchat.com discord.gg discord.com discordapp.com twitch.tv threads.net threads.com reddit.com "
    "gab.com gettr.com parler.com rumble.com odysee.com bitchute.com steamcommunity.com wa.me "
    "whatsapp.com signal.me signal.group kik.me onlyfans.com pinterest.com soundcloud.com spotify.com "
    "flashback.org roblox.com bsky.app mastodon.social mastodon.nu tumblr.com medium.com substack.com "
    "paypal.me cash.app revolut.me venmo.com discord.me chat.whatsapp.com simplex.chat "
    "linktr.ee minds.com truthsocial.com element.io matrix.to ask.fm kick.com github.com"
)
_NETWORKS = frozenset(_HOSTS.split())

# Providers that are named without their ending, and what stands between a name and them.
_PROVIDERS = r"(?:gmail|g-mail|hotmail|outlook|yahoo|icloud|proton(?:mail)?|tutanota|live|telia|bredband2|msn)"
_TOP = r"(?:[ .,]{1,2}(?:punkt |dot )?(?:com|se|nu|me|org|net)(?!\w))"
_AT_PROVIDER = re.compile(
    rf"(?<![\w@.])(?:[\w.+-]{{2,40}} ?(?:@| at | ät |#|\*|&) ?{_PROVIDERS}{_TOP}?|"
    rf"[\w.+-]{{2,40}}[ ,]{{1,2}}{_PROVIDERS}{_TOP}"
    rf"|(?=[\w.+-]{{0,40}}[\d_.])[\w+-][\w.+-]{{1,40}}(?:,| på|, på) ?{_PROVIDERS}{_TOP}?"
    r"|(?=[\w+-]{0,40}[\d_.])[\w+-][\w.+-]{1,40} a [\w-]{2,40}\.(?:com|se|nu|org|net|me)"
    rf"|(?:(?<=mejlen är )|(?<=mejl är )|(?<=mejl: )|(?<=mail: )|(?<=mailen är ))[\w.+-]{{2,40}}(?:,|"
    rf" på) {_PROVIDERS}{_TOP}?)"
    r"(?!\w)",
    re.IGNORECASE,
)
_MAIL_WORD_LIST = """
gmail mail hotmail outlook yahoo icloud proton protonmail tutanota live telia bredband msn com se nu org net example eu
dk no fi gov info
"""
_MAIL_WORDS = near.Words(_MAIL_WORD_LIST)
# Signs that stand where "@" should.
_WRONG_SIGN = re.compile(
    r"(?<![\w/.])[\w.+-]{2,40}[#*&§$%€¤][\w-]{2,40}(?:[.,*](?:com|se|nu|org|net|example|eu|dk|no|fi|gov|info))(?!\w)",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"\n[\w-]{1,40}\.[a-z]{2,10}(?!\w)|[,;](?:com|se|nu|org|net)(?!\w)", re.IGNORECASE)


def find_mail(text: str) -> list[Span]:
    """Mail addresses of a view whose spoken and bracketed signs are signs (see `spoken.with_signs`)."""
    spans: list[Span] = []
    at = text.find("@")
    while at >= 0:
        start = at
        while start > max(0, at - _LOCAL_MOST) and (text[start - 1].isalnum() or text[start - 1] in _LOCAL_SIGNS):
            start -= 1
        domain = _DOMAIN.match(text, at + 2 if text.startswith("@@", at) else at + 1)
        if domain and any(char.isalnum() for char in text[start:at]):
            more = _BROKEN.match(text, domain.end()) if "." not in domain[0] else None
            spans.append((start, more.end() if more else domain.end(), Label.EMAIL))
        at = text.find("@", at + 1)
    there = near.around(text, _MAIL_WORDS.places(text), 90, 30)
    for pattern in (_AT_PROVIDER, _WRONG_SIGN):
        spans += [(*match.span(), Label.EMAIL) for match in matches(pattern, text, there)]
    return spans


def _is_network(host: str) -> bool:
    parts = host.lower().split(".")
    return any(".".join(parts[first:]) in _NETWORKS for first in range(len(parts) - 1))


_SPOKEN_HOSTS = near.Words("discord t telegram wa instagram facebook tiktok vk snapchat")
_SPOKEN_LINK = re.compile(
    r"(?<!\w)(?:discord[ .]{1,3}gg|(?:t|telegram|wa)[ .]{1,3}me|(?:instagram|facebook|tiktok|vk|snapchat)[ .]{1,3}com)"
    r"[ /]{1,3}(?:slash |snedstreck |add |invite )?@?[\w.-]{2,40}",
    re.IGNORECASE,
)
_OWN_HOSTS = ("bsky", "tumblr", "substack", "wordpress", "blogspot", "carrd", "bandcamp", "itch")
_OWN_HOST = re.compile(
    r"(?<![\w@.])(?:https?://)?[\w-]{2,40}\.(?:bsky\.social|tumblr\.com|substack\.com|wordpress\.com|blogspot\.(?:com|se)|"
    r"carrd\.co|bandcamp\.com|itch\.io)(?!\w)",
    re.IGNORECASE,
)


def find_links(text: str) -> list[Span]:
    """Links to profiles, on the same view as mail. A link to a page of another kind is none."""
    found: list[re.Match[str]] = []
    if "/" in text:
        links = _LINK.finditer(text)
        found += [match for match in links if match[2] and len(match[2]) > 1 and _is_network(match[1])]
    if near.holds(text, *_OWN_HOSTS):
        found += _OWN_HOST.finditer(text)
    found += near.led(_SPOKEN_LINK, text, _SPOKEN_HOSTS.places(text))
    return [(*match.span(), Label.HANDLE) for match in found]

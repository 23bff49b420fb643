"""Mail addresses, handles and links to profiles."""

import re

from ledstjarna.deid.labels import Label, Span

_LOCAL_SIGNS = frozenset("._+-%'")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{2,63}){1,5}|[\w-]{2,63}")
_LOCAL_MOST = 64

_AT_NAME = re.compile(r"(?<![\w@.+])@(?:[\w.-]{0,60}\w| [^\W\d_][\w.-]{0,60}\w)")
_TAGGED = re.compile(r"(?<!\w)\w[\w.]{1,31}#\d{4}(?!\w)")
_UNDERSCORED = re.compile(r"(?<![\w/\\@.-])(?=[\w.-]{0,60}[^\W\d_])[\w.-]{0,30}\w_+[\w.-]{0,30}\w")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|heic|pdf|docx?|xlsx?|pptx?|txt|csv|mp[34]|mov|zip|html?)$", re.IGNORECASE)

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
    "linktr.ee minds.com truthsocial.com element.io matrix.to ask.fm kick.com github.com"
)
_NETWORKS = frozenset(_HOSTS.split())

_NETWORK = (
    r"snap(?:chat|pet|en)?|insta(?:gram)?|ig|discord|tik ?tok|telegram|twitter|x|facebook|fb|messenger|kik|"
    r"signal|wickr|threema|session|steam|roblox|twitch|youtube|viber|whats ?app|skype|psn|xbox|gamertag|nick|"
    r"alias|användare|användarnamn(?:et)?|konto(?:t|namn|namnet)?|profil(?:en|namn|namnet)?|handle|user(?:name)?"
)
_NAMED = re.compile(
    rf"(?<!\w)(?:{_NETWORK})(?:[ -]?(?:konto|namn|användare|id|nick|profil))?(?: (?:är|heter))? ?[:=] ?[\"']?"
    r"([\w.#-]{2,40})(?=([ ,]?))",
    re.IGNORECASE,
)
_CUE = re.compile(
    rf"(?<!\w)(?:{_NETWORK}|namnet|nicknamn(?:et)?|smeknamn|heter|kalla[rs]|skriver som|inlägg|"
    r"forum(?:et)?|kanalen?|gruppen|vänförfrågan|dm|chatt(?:en|ar)?|följer|inloggad|spelar som)(?!\w)",
    re.IGNORECASE,
)
_NAME_LIKE = re.compile(r"(?<![\w@./:#-])[^\W\d_][\w.#-]{1,40}(?!\w)")
_MIXED = re.compile(r"[^\W\d_]{2}[\w.]*\d|[^\W\d_]\.[^\W_]")
_SITE = re.compile(
    r"^(?:www\.|\w{1,2}\.\w{1,2}\.?$)|\.(?:se|nu|com|org|net|eu|example|info|dk|no|fi|gov|edu)$|^\w{1,3}\d{1,2}$",
    re.IGNORECASE,
)
_REACH = 40


def find_mail(text: str) -> list[Span]:
    """Mail addresses of a view whose spoken and bracketed signs are signs (see `spoken.with_signs`)."""
    spans: list[Span] = []
    at = text.find("@")
    while at >= 0:
        start = at
        while start > max(0, at - _LOCAL_MOST) and (text[start - 1].isalnum() or text[start - 1] in _LOCAL_SIGNS):
            start -= 1
        domain = _DOMAIN.match(text, at + 1)
        if domain and any(char.isalnum() for char in text[start:at]):
            spans.append((start, domain.end(), Label.EMAIL))
        at = text.find("@", at + 1)
    return spans


def _is_network(host: str) -> bool:
    parts = host.lower().split(".")
    return any(".".join(parts[first:]) in _NETWORKS for first in range(len(parts) - 1))


def find_links(text: str) -> list[Span]:
    """Links to profiles, on the same view as mail. A link to a page of another kind is none."""
    return [
        (*match.span(), Label.HANDLE)
        for match in _LINK.finditer(text)
        if match[2] and len(match[2]) > 1 and _is_network(match[1])
    ]


def _looks_like_a_name(word: str) -> bool:
    return _MIXED.search(word) is not None and not _SITE.search(word)


def _find_named(text: str) -> list[Span]:
    """Names after "insta:" and the like: odd-looking ones, and words that nothing follows."""
    spans: list[Span] = []
    for match in _NAMED.finditer(text):
        word = match[1].rstrip(".-")
        if word and (_looks_like_a_name(word) or "_" in word or "#" in word or match[2] != " "):
            spans.append((match.start(1), match.start(1) + len(word), Label.HANDLE))
    return spans


def _find_cued(text: str) -> list[Span]:
    """Words mixing letters with digits or inner dots, near a word that speaks of an account."""
    spans: list[Span] = []
    for match in _NAME_LIKE.finditer(text):
        word = match[0].rstrip(".-")
        around = (max(0, match.start() - _REACH), match.end() + _REACH // 2)
        if _looks_like_a_name(word) and _CUE.search(text, *around):
            spans.append((match.start(), match.start() + len(word), Label.HANDLE))
    return spans


def find_handles(text: str) -> list[Span]:
    """Handles and profile links of a normalised text."""
    plain = [
        (match.start(), match.start() + len(match[0].rstrip(".-")), Label.HANDLE)
        for pattern in (_AT_NAME, _TAGGED, _UNDERSCORED)
        for match in pattern.finditer(text)
        if not (pattern is _UNDERSCORED and _FILE.search(match[0]))
    ]
    return plain + _find_named(text) + _find_cued(text)

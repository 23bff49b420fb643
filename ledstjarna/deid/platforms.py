"""Words of platforms and accounts, and words that are never the name of one."""

import re

from ledstjarna.deid.near import Words

# One word each; the compound "snapkonto" and the definite "snappen" are taken care of by the patterns.
_PLATFORMS = """
snap snapchat snapet snappen insta instagram ig discord tiktok telegram tg twitter facebook fb messenger kik signal
wickr threema session steam roblox twitch youtube yt viber whatsapp whatsup skype psn playstation xbox epic fortnite
minecraft flashback reddit gab vk odysee bitchute battlenet battle.net riot valorant overwatch origin uplay tinder
grindr badoo onlyfans matrix element jodel bereal pinterest tumblr threads bluesky mastodon sc disc fejjan fejan
fejsbuk facebok tiktokk fortnight gettr parler
rumble truth linkedin soundcloud spotify teams zoom omegle ask.fm yubo houseparty mewe simplex tox guilded kick
"""
_SPACED = r"tik[ -]tok|whats[ -]app|snap[ -]chat|you[ -]tube|counter[ -]strike|call of duty|league of legends"
PLATFORM = "(?:" + "|".join([*map(re.escape, sorted(_PLATFORMS.split(), key=len, reverse=True)), _SPACED]) + ")"
# A word that names an account: what follows is its name. The first kind can hardly be followed by anything else.
NAME_WORD = (
    r"(?:användar(?:namn|id|-id)(?:et)?|kontonamn(?:et)?|profilnamn(?:et)?|chattnamn(?:et)?|"
    r"spelnamn(?:et)?|smeknamn på|"
    r"nick(?:et|name)?|alias(?:et)?|gamer-?tag(?:en|et|s)?|battle-?tag(?:en)?|user(?:name|id)?|handle|skärmnamn(?:et)?|"
    r"inlogg(?:et|ningsnamn)?|pseudonym(?:en)?|signatur(?:en)?|tagg(?:en)? är|gamertaggen|"
    r"psn-?id|steam-?id|epic-?id|snap-?(?:id|namn)|insta-?(?:namn|id)|discord-?(?:namn|id|tag)|"
    r"roblox-?namn|session-?id|threema-?id)"
)
ACCOUNT_WORD = (
    r"(?:konto(?:t|n)?|profil(?:en)?|användaren?|kanal(?:en)?|server(?:n)?|sida(?:n)?|trollkonto(?:t)?|fejkkonto(?:t)?|"
    r"spökkonto(?:t)?|skribenten|bloggen|gruppchatt(?:en)?|tråden|streamern|youtubern|tiktokern|influencern|tiktokaren|youtubaren|instagrammaren)"
)
# Words that speak of accounts: these, those that start so, those that end so.
_SPEAKING_WORDS = """
x nick nicket nickname nicknamn alias aliaset handle user username inlogg pseudonymen vänförfrågan inloggad dm chatten
loggar loggade streamar livestreamar whats tik tiktokaren signaturen skribenten bloggen streamern youtubern skärmnamn
spelnamn spelet forumet gruppchatten
"""
# And words near which a name of letters and digits is looked for.
_CUE_WORDS = """
inlägg inlägget forum gruppen chatt chattar följer följ följde online heter kallar kallas kallad namnet smeknamn
at taggen mejl mejlen mail mailen mejladress mailadress gmail hotmail
epost post tråden adda
addar addade addat tag
"""
_CUE_STEM_WORDS = """
snap insta discord tiktok telegram twitter facebook messenger youtube whatsapp flashback roblox steam twitch reddit
konto profil användar kanal server gamer battle snabel alfakrull fejkkonto trollkonto mejl mastodon
"""
_CUE_ENDS = "konto kontot konton kanal kanalen profil profilen server servern gamertag"
SPEAKING = Words(_PLATFORMS + _SPEAKING_WORDS, stems=_CUE_STEM_WORDS, ends=_CUE_ENDS)
CUES = Words(_PLATFORMS + _SPEAKING_WORDS + _CUE_WORDS, stems=_CUE_STEM_WORDS, ends=_CUE_ENDS)
_NEVER = """
och eller men att som om är var vara blir blev har hade ha kan kunde ska skulle vill ville får fick måste inte ej
aldrig ofta alltid också även redan bara sedan sen nu då där här dit hit när hur vad vem vilka vilken vilket varför
på i av med till från för vid hos under över mot genom via efter innan utan enligt mellan inom utanför kring runt
den det de dem denna detta dessa en ett han hon hen honom henne sig sin sitt sina hans hennes hens dess deras jag du
ni vi man mig dig oss er min mitt mina din ditt dina vår vårt våra någon något några ingen inget inga annan annat
andra samma olika många flera flest alla allt varje hela själv själva egen eget egna ny nytt nya gammal gamla okänd
okänt okända anonym anonymt anonyma privat privata öppen öppet öppna låst låsta stängd stängt stängda borttagen
borttaget borttagna raderat raderad känd känt aktiv aktivt aktiva hemlig hemligt falsk falskt falska fejk riktig
riktigt full fullt populär populärt populära vanlig vanligt vanligast viktig viktigt bra dåligt stor stort stora
liten litet små konto konton kontot kontona profil profiler profilen användare användaren grupp grupper gruppen
kanal kanaler kanalen server servrar servern sida sidor sidan namn namnet inlägg inlägget kommentar kommentarer
meddelande meddelanden bild bilder bilden film filmer video videor videon klipp klippet länk länken länkar chatt
chatten chattar följare vänner vän kompisar kontakt kontakter kontakten personer person ungdomar unga elever barn
folk saker mycket mer mest lite hat hot propaganda material innehåll livesändning story stories admin gäst moderator
publik tillgång problem funnits varit blivit gått gjort lagt skrivit delat sett hittat fått synts via samt resp cirka
igår idag imorgon snart länge tillsammans regelbundet dagligen nyligen tidigare vidare emellanåt ibland
kl st nr dnr ring mejl tel telefon mobil användarnamn lösenord bankid kod koden oss gärna kommunen polisen skolan
meta google appen appar app sociala medier
gå in ut upp ner ned bort fram tillbaka hem hemma utanför inne ute sök se läs titta hitta vuxna män kvinnor
likasinnade främlingar influencers artister kända politiker finns ligger kommentera anmäl anmälan
"""
NEVER = frozenset(_NEVER.split()) | frozenset(_PLATFORMS.split())
# Endings of verbs and plurals: what stands after "kontot" or "följer" and is no name of its own.
_ORDINARY = re.compile(
    r"(?:ingen|ning|het|heten|ion|ionen|ades?|des|dde|tes?|ts|as|ats|ar|arna|or|"
    r"orna|er|ers|erna|iga|ande|ende|ligt|tioner)$"
)


def may_name(word: str, *, strict: bool = False) -> bool:
    """Whether a word may be an account's name; strictly: not when it looks like a verb or a plural either."""
    plain = word.strip("\"'”“»«’‘.,-@#()").casefold()
    if len(plain) < 2 or plain in NEVER or plain.isdigit():
        return False
    return not (strict and word[:1].islower() and _ORDINARY.search(plain))

"""Which words name a street: whole, abbreviated, misspelt, or without their rings and dots."""

import enum
import re

_FOLD = str.maketrans("åäöéáàæøü", "aaoeaaaou")

# Endings that hardly anything but a street has, folded; some as they are often misspelt.
_SURE_WORDS = """
gatan gata gatans gattan gatann gatn gatna gtan gaten gataan gaatan vagen vag vagens vagenn vegen
stigen stig stigens granden grand grannd grend slingan slinga esplanaden esplanad straket strak svangen kroken
allén allé kajen gangen gangens promenaden terrassen
"""
# Endings that other places and things have too: these need a capital letter, a house word or a word of home.
_UNSURE_WORDS = """
backen backe torget torg plan planen plats platsen allen alle leden led ringen ring kaj gang parken park svang krok
rundeln hojden dalen angen lunden hagen asen berget liden brinken brink bron trappan trapporna hornet hornan sparet
grind udden viken vreten gardet hamnen stranden strand brynet kullen mossen tunet garden gard vangen rondellen torp
terrass bagen cirkeln kilen snaret marken lyckan tomten heden naset holmen sundet kallan kvarteret akern skogen
hult sluttningen rundan valla varvet bergen stubben stenen dammen backarna angarna gardarna tappan dungen ryggen
slatten spangen faltet kvarnen
"""
# Roads of no one's, when they begin with a small letter.
_ROAD_WORDS = """
genvag landsvag landsvagen cykelvag cykelvagen gangvag gangvagen bilvag bilvagen skolvag skolvagen hemvag hemvagen
omvag utvag
"""
# Words with such endings that are no streets ("motorvägen", "handlingsplan").
_OTHER_WORDS = """
svag ivag atervag motorvag motorvagen riksvag riksvagen lansvag lansvagen europavag jarnvag jarnvagen
splan flygplan tidplan budgetplan malplan krisplan kursplan laroplan studieplan trafikplan detaljplan
bollplan bollplanen fotbollsplan fotbollsplanen handelseplan vardplanen larplan lagesplan
skolgard skolgarden fritidsgard fritidsgarden innergard innergarden bakgard bakgarden ungdomsgard ungdomsgarden
kyrkogard kyrkogarden hemgarden kursgarden forskolegarden
argang argangen omgang omgangen ingang ingangen utgang utgangen uppgang uppgangen overgang overgangen undergang
undergangen framgang framgangen tillgang tillgangen foregang genomgang genomgangen rattegang rattegangen forgang
medgang motgang nedgang nedgangen atergang avgang avgangen tillvagagang studiegang
arbetsplats arbetsplatsen parkeringsplats parkeringsplatsen motesplats motesplatsen lekplats lekplatsen uteplats
uteplatsen brottsplats brottsplatsen hallplats hallplatsen marknadsplats webbplats webbplatsen idrottsplats
idrottsplatsen badplats badplatsen skadeplats samlingsplats samlingsplatsen praktikplats skolplats
arbetsmarken danmarken stadsparken skateparken trappstegen kalle palle nalle omkring
"""
# Shortened endings: these with a full stop after them, and of them these without one too.
_SHORT = ("g", "gr", "v", "vg", "gt", "pl", "esp", "st", "b")
_BARE_SHORT = ("g", "gr", "v", "vg")
_NOT_SHORT = (
    "ing",
    "borg",
    "burg",
    "berg",
    "dag",
    "slag",
    "steg",
    "krig",
    "drag",
    "prov",
    "krav",
    "brev",
    "iv",
    "stov",
    "skog",
)
_NOT_SHORT_WORDS = """
ev sv ov gustav olov uppg avg omg arg jag trog uttag antag lag blev skrev gav grov forv utv samv verksamv kommunst
betyg forst sist minst mest bast nast samt vart kaj arg kig vag teg prag haag bing gang lang kung ung stov
"""
_SURE, _UNSURE, _OTHERWISE, _ROADS = (
    tuple(words.split()) for words in (_SURE_WORDS, _UNSURE_WORDS, _OTHER_WORDS, _ROAD_WORDS)
)
_ENDINGS = frozenset(_SURE) | frozenset(_UNSURE)
_NEVER_SHORT = frozenset(_NOT_SHORT_WORDS.split())
_SHORTEST_WORD = 4
# No Swedish word ends in these pairs of consonants, but clipped streets do ("götg", "kvarnv").
_CLIPPED = re.compile(r"(?:[tsdkmg]g|[nsgdk]v)$")
_WHOLE_WORDS = ("agg", "ygg", "ugg", "igg", "egg", "ogg")


class Street(enum.IntEnum):
    """How surely a word names a street."""

    NO = 0
    MAYBE = 1
    YES = 2


def fold(word: str) -> str:
    """A word without case, rings, dots and accents."""
    return word.casefold().translate(_FOLD)


def is_ending(word: str) -> bool:
    """Whether a word is nothing but an ending ("gatan", "väg"): the name stands before it."""
    return fold(word) in _ENDINGS or word.casefold() in _ENDINGS


def _shortened(plain: str, stopped: bool) -> Street:
    if len(plain) >= _SHORTEST_WORD and _CLIPPED.search(plain) and not plain.endswith(_WHOLE_WORDS):
        return Street.YES
    if len(plain) < _SHORTEST_WORD or plain.endswith(_NOT_SHORT) or plain in _NEVER_SHORT:
        return Street.NO
    if stopped and plain.endswith(_SHORT):
        return Street.YES if plain.endswith(_BARE_SHORT) else Street.MAYBE
    return Street.MAYBE if plain.endswith(_BARE_SHORT) else Street.NO


def street(word: str, *, stopped: bool = False) -> Street:
    """How surely a word, with a full stop after it or not, names a street."""
    plain = fold(word.replace("-", "").replace(".", ""))
    if plain in _ENDINGS or plain.endswith(_OTHERWISE) or plain.startswith("handlings"):
        return Street.NO
    if word.islower() and plain.endswith(_ROADS):
        return Street.NO
    if word.casefold().endswith(_SURE) or plain.endswith(_SURE):
        return Street.YES
    if plain.endswith(_UNSURE) and len(plain) >= _SHORTEST_WORD + 1:
        return Street.MAYBE
    return _shortened(plain, stopped)

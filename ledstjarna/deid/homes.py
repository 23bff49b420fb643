"""Words of home, of houses and of counting: what stands around an address and what shows that there is none."""

import re

from ledstjarna.deid import near

# Somebody lives there: enough to hold a street without a number.
_LIVES = (
    r"bor|bodde|bott|bosatta?|boende|bo (?=på|i|hos|vid|kvar|hemma|nära|granne)|hemma (?=hos|på|i|vid)|hemmet|"
    r"hem (?=till|på)|(?:hem|post|gatu|besöks|bo|vistelse|folkbokförings|leverans)?adress(?:en|er|uppgift\w{0,3})?|"
    r"hemadr|adr|postadr|gatuadr|folkbokförd|folkbokförda|bokförd|skriven|skrivna|skrivs|mantalsskriven|"
    r"flytt(?:a|ar|at|ade|en)|hyr|hyrde|hyrt|hyrs|inneboende|bostad(?:en)?|lägenhet(?:en)?|bopäl|residerar|huserar|övernatta\w{0,2}|sover"
)
# A home is spoken of: enough to believe a number or a word that could be something else.
_AT_HOME = (
    r"hemma|hem|lägenhet(?:en)?|lya|kvart|villan?|radhus(?:et)?|vistas|hushåll(?:et)?|familj(?:en)?|"
    r"föräldrahem(?:met)?|barndomshem(?:met)?|hemort|bostadsort|postnr|postnummer|håller (?:hus|till)|ringklocka|"
    r"studentrum(?:met)?|korridor(?:en)?|fastighet\w{0,14}|dörr(?:en)?|ytterdörr(?:en)?|brevlådan?|granne?[ns]?|hyresvärd(?:en)?|hyresgäst(?:en)?|andrahand|bo"
)
LIVES = re.compile(rf"(?<!\w)(?:{_LIVES})(?!\w)", re.IGNORECASE)
HOME = re.compile(rf"(?<!\w)(?:{_LIVES}|{_AT_HOME})(?!\w)", re.IGNORECASE)
_BEFORE, _AFTER = 60, 40

_NAME = r"[^\W\d_][\w'’-]{1,30}"
_CAPITAL = r"(?-i:[A-ZÅÄÖÉ])[\w'’-]{1,30}"
_FLOOR = r"(?:n\.? ?b|b\.? ?v|ö\.? ?g|nedre botten|bottenvåning(?:en)?|markplan|gatuplan|källarplan|souterräng)"
_ORDINAL = r"(?:\d{1,2}:?[ae]|första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|översta|nedersta)"
_TOWN = rf"(?: {_CAPITAL}(?: {_CAPITAL})?|(?: [a-zåäö-]{{3,25}})(?=\s*(?:[.,;)\n]|$)))"
POSTCODE = rf"(?:(?:S|SE)[-_ ]? ?)?[1-9]\d\d ?\d\d(?!\d|[-.:,/]\d| \d)(?:,?{_TOWN})?"
# A letter needs a blank or a point before it ("uppg. C"); a number may stand close ("port14").
_WHICH = r"(?:[.:]? ?(?:nr |nummer )?\d{1,4}[A-Za-z]?|(?:[.:] ?| )(?-i:[A-ZÅÄÖ])|(?:[.:] ?| )[a-h])(?!\w)"
STAIR = (
    rf"(?:\d{{1,2}} ?½? ?(?:tr(?:appor|appa|app|p)?(?!\w)\.?)(?: upp| ner)?|tr(?:appa|app)?\.? ?\d{{1,2}}(?!\w)|"
    rf"{_FLOOR}\.?(?!\w)|{_ORDINAL} (?:vån(?:ing(?:en)?)?|trappan?)\.?(?!\w)|"
    r"(?:dörren? )?(?:till |åt )?(?:vänster|höger|vä|hö|t\.? ?[hv]\.?)(?!\w)|"
    r"(?:gårds|gat|garage|flygel)hus(?:et)?(?!\w)|(?:annexet|källaren|vinden|bakgården)(?!\w)|"
    r"(?:uppg(?:ång(?:en)?)?|trapp(?:uppgång(?:en)?|hus)?|port(?:en|uppgång)?|ingång(?:en)?|ing|entré(?:n)?|trappa|"
    rf"korridor(?:en)?|hus|vån(?:ing(?:en)?)?|plan|dörr(?:en)?|rum|etage|hiss){_WHICH}|"
    r"(?:lgh|lght|läg(?:enh(?:et(?:en|snummer)?)?|h)?|lägenhetsnr|lgnr|lägenhetsn)[.:]?[ -]?(?:nr[.:]? ?|nummer )?"
    r"(?:\d{1,4}[A-Za-z]?|(?-i:[A-Z])\d{0,4})(?!\w))"
)
CARE_OF = rf"(?:c ?[/.] ?o\.?|co/|℅)[ :]{{0,2}}{_NAME}(?: {_CAPITAL}){{0,3}}"
BOX = r"(?<![\w-])(?:(?:post)?box(?:en)?|fack)[ .:]{0,2}(?:nr[. ]{0,2}|nummer )?\d{1,3}[ ]?\d{0,3}(?![\w:]|[.,]\d)"
_BESIDE = rf"[ \n]{{0,2}}[,.;/(|-]?[ \n]{{0,2}}(?:\(|på |med )?(?:{STAIR}|{CARE_OF}|{BOX}|{POSTCODE})\)?"
BESIDE = re.compile(_BESIDE, re.IGNORECASE)
TOWN_AFTER = re.compile(rf",[ \n]{_CAPITAL}(?: {_CAPITAL})?(?=\s*(?:[.;,)\n]|$))")

# A number before one of these counts something, or is the day of a date.
COUNTED = re.compile(
    r" ?(?:%|°|:-|€|\$|[×x] ?\d)|"
    r"[ \n-](?:st|stycken|kr|kronor|tkr|år|års|åringar?|månader|veckor|dagar|dygn|timmar|tim|min|minuter|sekunder|"
    r"m|meter|km|kilometer|mil|cm|kg|"
    r"gånger|ggr|procent|grader|personer|pers(?!\.)|människor|ungdomar|unga|yngre|äldre|pojkar|flickor|killar|grabbar|tjejer|män|kvinnor|vuxna|"
    r"barn|elever|poliser|polispatruller|patruller|vakter|väktare|ordningsvakter|bilar|mopeder|cyklar|bussar|affischer|klistermärken|"
    r"banderoller|lappar|flygblad|fönster|rutor|symboler|hakkors|tags|klotter|maskerade|svartklädda|okända|"
    r"boende|hyresgäster|grannar|besökare|deltagare|medlemmar|vittnen|anmälningar|rapporter|händelser|incidenter|"
    r"tillfällen|bostäder|lägenheter|hushåll|portar|butiker|aktivister|demonstranter|studenter|familjer|föräldrar|"
    r"medarbetare|anställda|fordon|bänkar|stolpar|skyltar|kameror|rutor|bord|platser|"
    r"jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|stora|små|nya|olika|stycken|gäng|vita|svarta|röda|tiden|tusen|miljoner)(?!\w)",
    re.IGNORECASE,
)


def tells_of_home(text: str, start: int, end: int, before: int = _BEFORE, after: int = _AFTER) -> bool:
    """Whether a word of home stands near text[start:end]."""
    return HOME.search(text, max(0, start - before), start) is not None or (
        HOME.search(text, end, end + after) is not None
    )


_STEM_WORDS = """
bo hem adr folkbok skriv mantal flytt hyr inneb lägenh lya kvart villa radhus vistas vistelse fastigh studentrum
korridor hushåll familj föräldrahem
barndom resider huserar post ringklock dörr ytterdörr brevlåd grann kontrakt andrahand övernatt sover gatuadr
"""
_HOME_WORDS = near.Words("håller", stems=_STEM_WORDS)


_HOUSE_WORD_LIST = """
n b ö t tr nb bv ög vä hö till åt vänster höger nedre hus plan rum etage hiss lgh lght lgnr ing trapp trappa första
andra tredje fjärde femte sjätte sjunde åttonde nionde tionde översta nedersta annexet källaren vinden bakgården
"""
_HOUSE_STEM_LIST = """
botten markplan gatuplan källarplan souter dörr gårdshus gathus garagehus flygelhus uppg port trapphus trappuppg ingång
entré korridor vån läg
"""
# Where a word of stairs, floors and flats may start.
HOUSE_WORDS = near.Words(_HOUSE_WORD_LIST, stems=_HOUSE_STEM_LIST)


@near.once
def home_stretches(text: str) -> list[near.Stretch]:
    """Stretches of a text around anything that may be a word of home."""
    return near.around(text, _HOME_WORDS.places(text), _AFTER + 20, _BEFORE + 60)

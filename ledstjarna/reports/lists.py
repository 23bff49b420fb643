"""The lists of a report. Codes are stored and counted by; labels may be reworded, orders stay.

Kinds and environments are what every municipality begins with; see `terms` for how a year may have its own.
"""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Environment(TextChoices):
    """The violent extremist environments of the Swedish Security Service, in alphabetical order; then the others."""

    FAR_RIGHT = "far_right", _("våldsbejakande högerextremism, vit makt")
    ISLAMIST = "islamist", _("våldsbejakande islamistisk extremism")
    FAR_LEFT = "far_left", _("våldsbejakande vänsterextremism, autonoma")
    OTHER = "other", _("annan eller blandad miljö")
    UNCLEAR = "unclear", _("oklart")


class Kind(TextChoices):
    """What happened. A statement counts only together with an act: opinions alone are nobody's to report."""

    POSTER = "poster", _("klistermärke, affisch, flygblad")
    SYMBOL = "symbol", _("symbol, klotter")
    DAMAGE = "damage", _("skadegörelse")
    THREAT = "threat", _("hot")
    VIOLENCE = "violence", _("våld")
    RECRUITMENT = "recruitment", _("försök att värva")
    GATHERING = "gathering", _("möte, manifestation")
    STATEMENT = "statement", _("något som sades när något hände")
    OTHER = "other", _("annat")


class Place(TextChoices):
    """What kind of place, never which."""

    SCHOOL = "school", _("skola")
    HOUSING = "housing", _("bostadsområde, trapphus")
    HOME = "home", _("hemma hos någon")
    WORKPLACE = "workplace", _("arbetsplats")
    PREMISES = "premises", _("föreningslokal")
    PUBLIC = "public", _("offentlig plats")
    ONLINE = "online", _("på nätet")
    OTHER = "other", _("annan plats")


class Target(TextChoices):
    """What it was directed at, never whom."""

    SERVICE = "service", _("verksamheten")
    EMPLOYEE = "employee", _("någon som arbetar här")
    GROUP = "group", _("en grupp människor")
    BUILDING = "building", _("en byggnad eller plats")
    UNKNOWN = "unknown", _("vet inte")


class Involved(TextChoices):
    """How many took part."""

    ONE = "one", _("en")
    FEW = "few", _("två till fem")
    MANY = "many", _("fler än fem")
    UNKNOWN = "unknown", _("vet inte")


class Age(TextChoices):
    """Roughly how old those who took part were."""

    CHILD = "child", _("barn eller unga")
    ADULT = "adult", _("vuxna")
    MIXED = "mixed", _("både och")
    UNKNOWN = "unknown", _("vet inte")


class Measure(TextChoices):
    """What the reporter's unit has already done."""

    MANAGER = "manager", _("berättat för chefen")
    REMOVED = "removed", _("tagit bort eller städat undan")
    POLICE = "police", _("polisanmält")
    CONCERN = "concern", _("gjort en orosanmälan")
    TALKED = "talked", _("pratat med de berörda")


class Handling(TextChoices):
    """What the coordinator has seen to."""

    TALK = "talk", _("samtal med enheten")
    REMOVED = "removed", _("sanering eller borttagning")
    POLICE = "police", _("polisanmälan")
    SAFETY = "safety", _("åtgärd för personalens säkerhet")
    SUPPORT = "support", _("stöd till drabbade")
    INFORMED = "informed", _("information till berörda enheter")
    FORUM = "forum", _("tagits upp i samverkan")
    NONE = "none", _("ingen åtgärd behövdes")


class Information(TextChoices):
    """What kind of information a unit was given. Never about a person."""

    WARNING = "warning", _("att vara uppmärksam på en sorts händelse")
    SYMBOLS = "symbols", _("symboler och budskap")
    ROUTINE = "routine", _("hur man gör: rutin och stöd")
    PICTURE = "picture", _("läget i området")
    MEASURES = "measures", _("vad som har gjorts")


class Feedback(TextChoices):
    """What came of a report, in words the reporter reads."""

    COUNTED = "counted", _("Händelsen tas med i nämndens lägesbild.")
    REMOVED = "removed", _("Det som fanns på platsen är borttaget.")
    POLICE = "police", _("Händelsen är polisanmäld.")
    SUPPORT = "support", _("Samordnaren har erbjudit din enhet stöd.")
    NOTHING_MORE = "nothing_more", _("Inget mer behöver göras just nu.")
    VAGUE = "vague", _("Det var för lite att gå på.")
    ELSEWHERE = "elsewhere", _("Det hör inte hit: det handlar inte om våldsbejakande extremism.")
    UNANSWERED = "unanswered", _("Samordnarens fråga fick inget svar.")


UNCOUNTED: Final = (Feedback.VAGUE, Feedback.ELSEWHERE, Feedback.UNANSWERED)
"""Why a report is not counted; the others tell what came of one that is."""
CLOSING: Final = tuple(one for one in Feedback if one not in UNCOUNTED)


class Span(TextChoices):
    """How closely the time is known; a day is never stored."""

    WEEK = "week", _("vecka")
    MONTH = "month", _("månad")

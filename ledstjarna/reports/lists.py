"""The closed lists of a report. Codes are stored and counted by; labels may be reworded, orders stay."""

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

    POSTER = "poster", _("affisch, flygblad")
    SYMBOL = "symbol", _("symbol, klotter")
    DAMAGE = "damage", _("skadegörelse")
    THREAT = "threat", _("hot")
    VIOLENCE = "violence", _("våld")
    RECRUITMENT = "recruitment", _("försök att värva")
    GATHERING = "gathering", _("möte, manifestation")
    STATEMENT = "statement", _("uttalande i samband med en handling")
    OTHER = "other", _("annat")


class Place(TextChoices):
    """What kind of place, never which."""

    SCHOOL = "school", _("skola")
    HOUSING = "housing", _("bostadsområde")
    WORKPLACE = "workplace", _("arbetsplats")
    PREMISES = "premises", _("föreningslokal")
    PUBLIC = "public", _("offentlig plats")
    ONLINE = "online", _("på nätet")
    OTHER = "other", _("annan plats")


class Measure(TextChoices):
    """What the reporter's unit has already done."""

    MANAGER = "manager", _("berättat för chefen")
    REMOVED = "removed", _("tagit bort eller städat undan")
    POLICE = "police", _("polisanmält")
    CONCERN = "concern", _("gjort en orosanmälan")
    TALKED = "talked", _("pratat med de berörda")


class Feedback(TextChoices):
    """What came of a report, in words the reporter reads."""

    COUNTED = "counted", _("Händelsen tas med i nämndens lägesbild.")
    REMOVED = "removed", _("Det som fanns på platsen är borttaget.")
    POLICE = "police", _("Händelsen är polisanmäld.")
    SUPPORT = "support", _("Samordnaren har erbjudit din enhet stöd.")
    NOTHING_MORE = "nothing_more", _("Inget mer behöver göras just nu.")


class Span(TextChoices):
    """How closely the time is known; a day is never stored."""

    WEEK = "week", _("vecka")
    MONTH = "month", _("månad")

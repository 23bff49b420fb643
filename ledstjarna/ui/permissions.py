"""What the ui room lets people do."""

from typing import Final

from django.utils.translation import gettext_noop as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import EVERYONE

COMPONENTS: Final = Permission("ui:components", _("Se komponentsidan"), EVERYONE)

"""The acts of the room. Who may do them on which rows is the views' question (`@requires`, `visible_to`)."""

from ledstjarna.accounts.services.intake import Faulty, import_drop, import_keep, organisation_import
from ledstjarna.accounts.services.people import (
    assignment_add,
    assignment_end,
    second_factor_added,
    second_factor_remove,
    user_add,
    user_change,
    user_deactivate,
    user_language,
    user_reactivate,
)
from ledstjarna.accounts.services.units import unit_add, unit_close, unit_move, unit_rename

__all__ = [
    "Faulty",
    "assignment_add",
    "assignment_end",
    "import_drop",
    "import_keep",
    "organisation_import",
    "second_factor_added",
    "second_factor_remove",
    "unit_add",
    "unit_close",
    "unit_move",
    "unit_rename",
    "user_add",
    "user_change",
    "user_deactivate",
    "user_language",
    "user_reactivate",
]

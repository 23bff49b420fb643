"""What kind of number a group of digits is. This decides the label; masking never hangs on it."""

import datetime
import re

import phonenumbers
from stdnum import luhn

from ledstjarna.deid.labels import Label

_SHAPE = re.compile(
    r"(?:(?:18|19|20)?\d{6}|(?:\d\d)?\d\d([-./_ ])\d\d\1\d\d)(?:[^\w\n]|_){0,4}\d{4}"
    r"|\d(?:(?:[^\w\n]|_){1,3}\d){9}(?:(?:(?:[^\w\n]|_){1,3}\d){2})?"
)
_SIGNED = re.compile(r"\d{6}(?:[^\w\n]|_){0,2}[-+_](?:[^\w\n]|_){0,2}\d{4}")
_DOMESTIC = re.compile(r"(?:0[1-9]\d{6,8}|(?:00)?460?[1-9]\d{6,8})")
_BANKGIRO = re.compile(r"\d{3,4}-\d{4}")

_WORDS = re.compile(
    r"(?P<PERSONAL_ID>p(?:erson)?\.?n(?:umme)?r|personnummer|personnr|samordningsn)"
    r"|(?P<ACCOUNT>bankgiro|plusgiro|postgiro|(?<!\w)[bp]g(?!\w)|konto(?!r)|clearing|swish|iban|(?<!\w)kort|visa|mastercard)"
    r"|(?P<PHONE>telefon|tele?(?!\w)|tfn|mobil|(?<!\w)(?:mob|ring|ringa|nås|sms|jour)(?!\w)|whatsapp)",
    re.IGNORECASE,
)
_REACH = 40


def said_before(text: str, place: int) -> Label | None:
    """The kind of number that the nearest word in the 40 characters before a place announces."""
    words = [match.lastgroup for match in _WORDS.finditer(text, max(0, place - _REACH), place)]
    return Label(words[-1]) if words and words[-1] else None


def _is_birth_date(digits: str) -> bool:
    """Six digits YYMMDD or eight YYYYMMDD; sixty is added to the day of a co-ordination number."""
    month, day = int(digits[-4:-2]), int(digits[-2:])
    day -= 60 if day > 60 else 0
    years = [int(digits[:4])] if len(digits) == 8 else [1900 + int(digits[:2]), 2000 + int(digits[:2])]
    for year in years:
        try:
            datetime.date(year, month, day)
        except ValueError:
            continue
        return True
    return False


def is_personal_number(digits: str, written: str, said: Label | None) -> bool:
    """Whether ten or twelve digits, `written` so in the text, are a personal or co-ordination number.

    Form and rules: folkbokföringslagen (1991:481) 18 §, and the Swedish Tax Agency's description of
    co-ordination numbers. Written as such (a sign or a century), a wrong check digit is a slip of the pen
    and no other kind of number; ten bare digits need the check digit or a word that announces them.
    """
    if len(digits) == 12 and digits[:2] not in {"18", "19", "20"}:
        return False
    if not _is_birth_date(digits[:-4]):
        return False
    shaped = _SHAPE.fullmatch(written) is not None
    if shaped and (len(digits) == 12 or said is Label.PERSONAL_ID):
        return True
    if _SIGNED.fullmatch(written) and not is_phone(digits):
        return True
    # A leading zero in other groups than 6 + 4 is a phone number far more often.
    return luhn.is_valid(digits[-10:]) and (shaped or digits[0] != "0")


def is_phone(number: str) -> bool:
    """Whether digits, with "+" before a country code, are a phone number in use; else in Sweden."""
    if not 7 <= len(number) <= 18:
        return False
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "SE"))
    except phonenumbers.NumberParseException:
        return False


def label_of(digits: str, written: str, said: Label | None) -> Label:
    """The label of a group of six digits or more that nothing explains."""
    if said is Label.ACCOUNT:
        return Label.ACCOUNT
    if said is Label.PERSONAL_ID and len(digits) in {10, 12}:
        return Label.PERSONAL_ID
    if 13 <= len(digits) <= 19 and luhn.is_valid(digits):
        return Label.ACCOUNT
    if _BANKGIRO.fullmatch(written) and luhn.is_valid(digits):
        return Label.ACCOUNT
    if said is Label.PHONE or _DOMESTIC.fullmatch(digits) or (len(digits) >= 9 and is_phone(digits)):
        return Label.PHONE
    return Label.OTHER_NUMBER

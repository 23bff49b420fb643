"""`ledstjarna changepassword ADDRESS`: how the first administrator gets in. Stands in for Django's, and is logged."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledstjarna.accounts.models import User
from ledstjarna.audit import services as audit


class Command(BaseCommand):
    help = "Set the password of the account with ADDRESS, typed twice at the terminal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the account's e-mail address")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["address"].casefold()).first()
        if user is None:
            raise CommandError("Det finns inget konto med den adressen.")
        password = getpass("Nytt lösenord: ")
        if password != getpass("Samma igen: "):
            raise CommandError("Lösenorden är inte lika. Inget är ändrat.")
        try:
            validate_password(password, user)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        with audit.act("password_set", actor_id=None) as act:
            user.set_password(password)
            user.save(update_fields=["password"])
            act.on("user", user.pk)
        self.stdout.write("Lösenordet är bytt.")

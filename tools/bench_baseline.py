"""The measure of things: a bare Django with one table, one view that reads a row and one that writes a row.

Same web server, same number of workers, same database settings as the product; no middleware, no template.
"""

import django
from django.conf import settings
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import path

from ledstjarna.config.settings import DATABASES

settings.configure(
    DATABASES=DATABASES,
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=["tools"],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="nothing here is signed",  # noqa: S106
    USE_TZ=True,
)
django.setup()


class Row(models.Model):
    """One row of text."""

    text = models.TextField()
    objects: models.Manager["Row"]

    class Meta:
        app_label = "tools"


def read(request: HttpRequest) -> HttpResponse:
    """One row, by its key."""
    return HttpResponse(Row.objects.get(pk=1).text)


def write(request: HttpRequest) -> HttpResponse:
    """One row more, durable when the answer leaves."""
    Row.objects.create(text="x" * 200)
    return HttpResponse(status=204)


urlpatterns = [path("", read), path("write", write)]


def prepare() -> None:
    """The table with its first row."""
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row.objects.create(pk=1, text="x" * 200)


if __name__ == "__main__":
    prepare()
else:
    from django.core.handlers.wsgi import WSGIHandler

    application = WSGIHandler()

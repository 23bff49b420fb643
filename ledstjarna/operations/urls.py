from django.urls import path

from ledstjarna.operations import views

app_name = "operations"
urlpatterns = [
    path("arbete/<uuid:job_id>/", views.job_page, name="job"),
    path("arbete/<uuid:job_id>/igen/", views.job_retry, name="job_retry"),
    path("utgaende-post/", views.outbox, name="outbox"),
    path("utgaende-post/<int:mail_id>/igen/", views.mail_retry, name="mail_retry"),
]

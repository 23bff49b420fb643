"""The log's doors."""

from django.urls import path

from ledstjarna.audit import retention_views, views

app_name = "audit"
urlpatterns = [
    path("logg/", views.log, name="log"),
    path("logg/rad/<int:entry_id>/", views.entry, name="entry"),
    path("logg/fil/", views.as_file, name="file"),
    path("logg/granskningar/", views.reviews, name="reviews"),
    path("logg/granskningar/ny/", views.review_new, name="review_new"),
    path("logg/granskningar/<int:review_id>/", views.review, name="review"),
    path("gallring/", retention_views.rules, name="retention"),
    path("gallring/<str:code>/", retention_views.rule, name="rule"),
]

"""Addresses of the public door."""

from django.urls import path

from wardbell.web.public import phones, reading, reporting, signing_up

app_name = "public"
urlpatterns = [
    path("demo/phones/", phones.phones, name="phones"),
    path("", reading.home, name="home"),
    path("n/<slug:code>/", reading.bulletin, name="bulletin"),
    path("o/<slug:organization>/<slug:code>/", reading.passed_on, name="passed_on"),
    path("check/", reading.check, name="check"),
    path("map/", reading.ward_map, name="map"),
    path("feed.atom", reading.feed, name="feed"),
    path("ward/<str:ward>/feed.atom", reading.feed, name="ward_feed"),
    path("corrections/", reading.corrections, name="corrections"),
    path("about/", reading.about, name="about"),
    path("privacy/", reading.privacy, name="privacy"),
    path("accessibility/", reading.accessibility, name="accessibility"),
    path("report/", reporting.report, name="report"),
    path("report/done/", reporting.reported, name="reported"),
    path("report/<slug:kind>/", reporting.tell, name="tell"),
    path("subscribe/", signing_up.subscribe, name="subscribe"),
    path("subscribe/done/", signing_up.subscribed, name="subscribed"),
    path("confirm/<str:token>", signing_up.confirm, name="confirm"),
    path("stop/<str:token>", signing_up.stop, name="stop"),
]

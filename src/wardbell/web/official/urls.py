"""Addresses of the official door."""

from django.urls import path

from wardbell.web.official import (
    civic,
    following,
    going_live,
    holding,
    legal_holds,
    one_reader,
    repeating,
    replacing,
    reviewing,
    rosters,
    saying,
    scenes,
)

app_name = "official"
urlpatterns = [
    path("", following.home, name="home"),
    path("say/", saying.how_known, name="say"),
    path("say/civic/", civic.say, name="say_civic"),
    path("civic/<uuid:notice_id>/", civic.follow_up, name="civic"),
    path("notices/<uuid:notice_id>/correct/", replacing.correct, name="correct"),
    path("notices/<uuid:notice_id>/all-clear/", replacing.all_clear, name="all_clear"),
    path("say/<uuid:notice_id>/<slug:step>/", saying.step, name="step"),
    path("notices/<uuid:notice_id>/", following.follow_up, name="follow_up"),
    path("notices/<uuid:notice_id>/live/", following.live, name="live"),
    path("notices/<uuid:notice_id>/clock.json", following.clock_json, name="clock_json"),
    path("notices/<uuid:notice_id>/proof/<slug:office>/", following.proof, name="proof"),
    path("notices/<uuid:notice_id>/copies/", following.copies, name="copies"),
    path("notices/<uuid:notice_id>/public/", reviewing.public_version, name="public_version"),
    path("notices/<uuid:notice_id>/withdraw/", reviewing.withdraw, name="withdraw"),
    path("notices/<uuid:notice_id>/end/", reviewing.end, name="end"),
    path("notices/<uuid:notice_id>/countersign/", reviewing.countersign, name="countersign"),
    path("notices/<uuid:notice_id>/hold/", holding.hold, name="hold"),
    path("notices/<uuid:notice_id>/send-again/", repeating.send_again, name="send_again"),
    path("one-reader/", one_reader.one_reader, name="one_reader"),
    path("going-live/", going_live.going_live, name="going_live"),
    path("scenes/", scenes.scenes, name="scenes"),
    path("legal-holds/", legal_holds.legal_holds, name="legal_holds"),
    path("roster/", rosters.evenings, name="rosters"),
    path("roster/<slug:day>/", rosters.evening, name="roster"),
    path("review/", reviewing.waiting, name="waiting"),
    path("review/<uuid:notice_id>/", reviewing.review, name="review"),
    path("words/<uuid:words_id>/", reviewing.own_words, name="own_words"),
]

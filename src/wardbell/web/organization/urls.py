"""Addresses of the organization door."""

from django.urls import path

from wardbell.web.organization import (
    after_action,
    board,
    desk,
    incident,
    intake,
    looking,
    observing,
    passing_on,
    proposing,
    regathering,
    rumours,
    sending,
    shifts,
    thread,
    volunteers,
)

app_name = "organization"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("notices/<slug:code>/", passing_on.notice, name="notice"),
    path("looking/", looking.home, name="looking"),
    path("looking/worker.js", looking.worker, name="worker"),
    path("looking/offers/<uuid:offer_id>/", looking.offer, name="offer"),
    path("looking/offers/<uuid:offer_id>/state.json", looking.offer_state, name="offer_state"),
    path("looking/offers/<uuid:offer_id>/observe/", observing.observe, name="observe"),
    path("looking/<uuid:incident_id>/", sending.looking, name="looking_at"),
    path("looking/<uuid:incident_id>/thread/", thread.thread, name="thread"),
    path("hotline/", board.board, name="board"),
    path("hotline/call/", intake.call, name="call"),
    path("hotline/incidents/<uuid:incident_id>/", incident.incident, name="incident"),
    path("hotline/incidents/<uuid:incident_id>/<int:report_id>/", incident.told, name="told"),
    path("hotline/regather/", regathering.regathering, name="regather"),
    path("hotline/shifts/", shifts.shifts, name="shifts"),
    path("hotline/volunteers/", volunteers.volunteers, name="volunteers"),
    path("hotline/volunteers/<uuid:volunteer_id>/", volunteers.one, name="volunteer"),
    path("proposals/", proposing.proposals, name="proposals"),
    path("proposals/<uuid:incident_id>/", proposing.propose, name="propose"),
    path("proposals/<uuid:notice_id>/set-right/", proposing.set_right, name="set_right"),
    path("proposals/<uuid:notice_id>/end/", proposing.end, name="end"),
    path("proposals/<uuid:notice_id>/ask-again/", proposing.ask_again, name="ask_again"),
    path("rumours/", rumours.rumours, name="rumours"),
    path("rumours/<uuid:rumour_id>/", rumours.rumour, name="rumour"),
    path("by-ward/", after_action.by_ward, name="by_ward"),
    path("lessons/<uuid:incident_id>/", after_action.lessons, name="lessons"),
    path("lessons/<uuid:incident_id>.txt", after_action.lessons_text, name="lessons_text"),
    path("lessons/<uuid:incident_id>.json", after_action.lessons_json, name="lessons_json"),
]

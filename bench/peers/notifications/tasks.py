"""Procrastinate finds its jobs here."""

from procrastinate.contrib.django import app

from notifications import sending


@app.task
def send_one(pk: int) -> None:
    sending.send_one(pk)

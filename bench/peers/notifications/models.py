"""The row that a task for each reader reads and writes."""

from django.db import models


class Notification(models.Model):
    alert_id = models.BigIntegerField(db_index=True)
    to = models.CharField(max_length=120)
    body = models.TextField()
    status = models.CharField(max_length=12, default="created", db_index=True)
    provider_id = models.CharField(max_length=80, blank=True, default="")
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"notification {self.pk}"

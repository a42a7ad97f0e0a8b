"""Django's Tasks interface on Procrastinate: what is enqueued is enqueued in Django's own transaction."""

from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json
from procrastinate.contrib.django import app

from wardbell.ground.jobs.grown import given_to, told_as_django_does

NAME = "wardbell"  #: of the one kind of job that Procrastinate sees; which task it is stands in its arguments
_STATUS = {
    "todo": TaskResultStatus.READY,
    "doing": TaskResultStatus.RUNNING,
    "succeeded": TaskResultStatus.SUCCESSFUL,
}  # anything else has failed


class ProcrastinateBackend(BaseTaskBackend):
    """Priorities, queues and a time before which nothing runs; a result is known until finished jobs are forgotten."""

    supports_defer = supports_get_result = supports_priority = True

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Writes one job beside whatever else the present transaction writes."""
        self.validate_task(task)
        given = {
            "task": task.module_path,
            "args": normalize_json(list(args)),
            "kwargs": normalize_json(kwargs),
        }
        with told_as_django_does():
            job_id = app.configure_task(
                NAME, queue=task.queue_name, priority=task.priority, schedule_at=task.run_after
            ).defer(**given)
        result = self._result(task, str(job_id), TaskResultStatus.READY, given)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Returns how a job stands.

        Raises:
            TaskResultDoesNotExist: there is none, or it is forgotten.
        """
        with told_as_django_does():
            found = list(app.job_manager.list_jobs(id=int(result_id)))
        if not found:
            raise TaskResultDoesNotExist(result_id)
        given = given_to(found[0])
        status = _STATUS.get(str(found[0].status), TaskResultStatus.FAILED)
        return self._result(import_string(given["task"]), result_id, status, given)

    def _result(
        self, task: Task[..., Any], job_id: str, status: TaskResultStatus, given: dict[str, Any]
    ) -> TaskResult[Any]:
        return TaskResult(
            task=task, id=job_id, status=status, args=given["args"], kwargs=given["kwargs"], backend=self.alias,
            enqueued_at=timezone.now() if status == TaskResultStatus.READY else None,
            started_at=None, finished_at=None, last_attempted_at=None, errors=[], worker_ids=[],
        )  # fmt: skip

"""Tasks: expressions that are evaluated later, once or again and again, while other things go on."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, has_head, is_list, make_list
from ..gate import gated, permit
from ..numerics.numbers import REAL_TYPES
from ..tasks import Timetable, run_waiting, waiting

_MESSAGES = {
    "oserr": "`1`: `2`",
    "spec": "`1` is no time: a number of seconds, {t} for once, or {t, n} for n times.",
    "notask": "`1` is no task of this session.",
}
_WAIT = 0.02
name("TaskObject", "TaskObject[n] is a task that SessionSubmit has begun.")
name("ScheduledTaskObject", "ScheduledTaskObject[n] is a task that CreateScheduledTask has made.")


@dataclass
class _Task:
    timetable: Timetable
    pending: int = 0  # evaluations that wait or run
    started: bool = False

    @property
    def over(self) -> bool:
        return self.started and not self.pending and self.timetable.timer is None


def _tasks(session: Any) -> dict[Expr, _Task]:
    found: dict[Expr, _Task] = session.state.setdefault("task_objects", {})
    return found


def _times(spec: Any) -> tuple[float, int | None] | None:
    """(seconds, how often) of t, {t} and {t, n}."""
    parts = spec.args if is_list(spec) else (spec, None)
    if not parts or type(parts[0]) not in REAL_TYPES or float(parts[0]) < 0:
        return None
    count = 1 if len(parts) == 1 else parts[1]
    if count is S.Infinity or has_head(count, S.DirectedInfinity):
        count = None
    return (float(parts[0]), count) if count is None or (type(count) is int and count >= 0) else None


def _make(head: Any, e: Any, seconds: float, count: int | None, session: Any) -> Expr:
    tasks, queue = _tasks(session), waiting(session)
    session.state["last_task"] = number = session.state.get("last_task", 0) + 1
    made = Expr(head, (number,))

    def post() -> None:
        task.pending += 1
        queue.post(e, done)

    def done() -> None:
        task.pending -= 1

    task = tasks[made] = _Task(Timetable(post, seconds, count))
    return made


def _start(task: _Task) -> None:
    task.started = True
    task.timetable.start()


@builtin("ScheduledTask[expr_, times_]", attributes="HoldFirst Protected")
def scheduled_task(expr: Any, times: Any) -> Any:
    """ScheduledTask[expr, t] stands for an evaluation of expr every t seconds, ScheduledTask[expr, {t}] for one after t
    seconds, ScheduledTask[expr, {t, n}] for n of them; SessionSubmit begins it.

    >>> ScheduledTask[1 + 1, {5}]
    ScheduledTask[1 + 1, {5}]
    """
    return None


@builtin("SessionSubmit[expr_, OptionsPattern[]]", attributes="HoldFirst Protected", volatile=True,
         options={"HandlerFunctions": "<||>", "HandlerFunctionsKeys": "Automatic", "Method": "Automatic"},
         **_MESSAGES)  # fmt: skip
@gated
def session_submit(expr: Any, *, options: Any, session: Any, evaluate: Any, say: Any) -> Any:
    """SessionSubmit[expr] has expr evaluated as soon as the session has nothing else to do or pauses, and gives a
    TaskObject at once; SessionSubmit[ScheduledTask[expr, times]] at certain times.

    >>> t = SessionSubmit[x = 5]; TaskWait[t]; x
    5
    """
    permit(session, "Running", "tasks")
    times: Any = (0.0, 1)
    if has_head(expr, S.ScheduledTask, 2):
        spec = evaluate(expr.args[1])
        times, expr = _times(spec), expr.args[0]
        if times is None:
            return say("spec", spec)
    made = _make(S.TaskObject, expr, *times, session)
    _start(_tasks(session)[made])
    return made


def _known(task: Any, session: Any, say: Any) -> _Task | None:
    found = _tasks(session).get(task) if isinstance(task, Expr) else None
    return say("notask", task) if found is None else found


def _remove(task: Any, session: Any, say: Any) -> Any:
    found = _known(task, session, say)
    if found is None:
        return None
    found.timetable.stop()
    del _tasks(session)[task]
    return task


@builtin("TaskRemove[task_]", volatile=True, **_MESSAGES)
def task_remove(task: Any, *, session: Any, say: Any) -> Any:
    """TaskRemove[task] gives up a task.

    >>> t = SessionSubmit[ScheduledTask[1, 100]]; TaskRemove[t]; Tasks[]
    {}
    """
    return _remove(task, session, say)


@builtin("Tasks[]", volatile=True)
def tasks(*, session: Any) -> Any:
    """Tasks[] gives the list of the tasks that are not over.

    >>> Tasks[]
    {}
    """
    return make_list([e for e, task in _tasks(session).items() if not task.over])


@builtin("TaskWait[tasks_]", volatile=True, **_MESSAGES)
def task_wait(tasks: Any, *, session: Any, say: Any) -> Any:
    """TaskWait[task] waits until a task is over, TaskWait[{t1, t2, ...}] until all are.

    >>> n = 0; TaskWait[SessionSubmit[ScheduledTask[n++, {0.01, 3}]]]; n
    3
    """
    found = [_known(t, session, say) for t in (tasks.args if is_list(tasks) else (tasks,))]
    if None in found:
        return None
    while not all(task.over for task in found if task is not None):
        run_waiting(session)
        session.evaluator.poll()
        time.sleep(_WAIT)
    return tasks


# ---- the older functions ---------------------------------------------------------------------------------------------


@builtin("CreateScheduledTask[expr_]", "CreateScheduledTask[expr_, times_]", attributes="HoldFirst Protected",
         volatile=True, **_MESSAGES)  # fmt: skip
@gated
def create_scheduled_task(expr: Any, times: Any = 1, *, session: Any, say: Any) -> Any:
    """CreateScheduledTask[expr, t] makes a task that evaluates expr every t seconds, {t} once after t seconds, {t, n} n
    times; StartScheduledTask starts it.

    >>> t = CreateScheduledTask[y = 1, {0.01}]; StartScheduledTask[t]; Pause[0.2]; y
    1
    """
    permit(session, "Running", "tasks")
    found = _times(times)
    return say("spec", times) if found is None else _make(S.ScheduledTaskObject, expr, *found, session)


@builtin("StartScheduledTask[task_]", volatile=True, **_MESSAGES)
def start_scheduled_task(task: Any, *, session: Any, say: Any) -> Any:
    """StartScheduledTask[task] starts a task that CreateScheduledTask has made.

    >>> Quiet[StartScheduledTask[1]]
    StartScheduledTask[1]
    """
    found = _known(task, session, say)
    if found is None:
        return None
    _start(found)
    return task


@builtin("StopScheduledTask[task_]", volatile=True, **_MESSAGES)
def stop_scheduled_task(task: Any, *, session: Any, say: Any) -> Any:
    """StopScheduledTask[task] stops a task; StartScheduledTask lets it go on.

    >>> t = RunScheduledTask[1, 100]; StopScheduledTask[t]; RemoveScheduledTask[t]
    ScheduledTaskObject[1]
    """
    found = _known(task, session, say)
    if found is None:
        return None
    found.timetable.stop()
    return task


@builtin("RunScheduledTask[expr_]", "RunScheduledTask[expr_, times_]", attributes="HoldFirst Protected",
         volatile=True, **_MESSAGES)  # fmt: skip
@gated
def run_scheduled_task(expr: Any, times: Any = 1, *, session: Any, say: Any) -> Any:
    """RunScheduledTask[expr, times] makes a task and starts it.

    >>> z = 0; t = RunScheduledTask[z++, {0.01, 2}]; Pause[0.3]; RemoveScheduledTask[t]; z
    2
    """
    permit(session, "Running", "tasks")
    found = _times(times)
    if found is None:
        return say("spec", times)
    made = _make(S.ScheduledTaskObject, expr, *found, session)
    _start(_tasks(session)[made])
    return made


@builtin("RemoveScheduledTask[task_]", volatile=True, **_MESSAGES)
def remove_scheduled_task(task: Any, *, session: Any, say: Any) -> Any:
    """RemoveScheduledTask[task] gives up a task.

    >>> Quiet[RemoveScheduledTask[1]]
    RemoveScheduledTask[1]
    """
    return _remove(task, session, say)

"""Processes that evaluate in parallel: starting and ending them, telling them what they need, waiting for them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..definitions import DECLARED_CONTEXTS, Computed
from ..expr import FAILED, NULL, Expr, Symbol, has_head, is_list, make_list
from ..gate import Refused, current_directory, permit
from ..parallel.definitions import needed
from ..parallel.pool import DEAD, Job, Kernel, Pool
from ..parallel.ranks import own_rank, shared_out, team_size
from .streams import to_terminal

_POOL = "kernels"  # where a session keeps its processes
OPTIONS = {"DistributedContexts": "$DistributedContexts", "Method": "Automatic"}
_MESSAGES = {
    "nokern": "No process could be started; the evaluation goes on in this one.",
    "nosub": "`1` is no parallel kernel; Kernels[] gives the list of them.",
}
name("KernelObject", 'KernelObject[n, "local"] is a process that evaluates in parallel.',
     rdead="The process of kernel `1` has ended; what it was doing has no result.")  # fmt: skip
name("EvaluationObject", "EvaluationObject[n] stands for an evaluation that ParallelSubmit has begun.")
name("DistributedContexts", "DistributedContexts is an option of parallel functions: the contexts of the symbols whose "
     "definitions other kernels get.")  # fmt: skip


# ---- the processes of a session --------------------------------------------------------------------------------------


def pool_of(session: Any) -> Pool:
    found: Pool | None = session.state.get(_POOL)
    if found is None:
        evaluator = session.evaluator
        hear = {
            "print": lambda n, text: session.print(f"(kernel {n}) {text}"),
            "message": lambda n, s, tag, args: session.message(s, tag, *args.args),
            "write": lambda n, stream, text: to_terminal(stream, text, session),
            "evaluate": evaluator.evaluate,
            "dead": lambda n: session.message(S.KernelObject, "rdead", n),
        }
        found = session.state[_POOL] = Pool(evaluator.poll, hear)
    return found


def may_work_together(session: Any) -> bool:
    """Whether this session may have other processes: not in a sandbox, and not if it is such a process itself or one of
    those of mpirun."""
    return not session.sandbox and "worker" not in session.state and team_size() == 1


def working(session: Any) -> Pool | None:
    """The processes of a session, started if there are none; None where everything is to be evaluated here."""
    if not may_work_together(session):
        return None
    pool = pool_of(session)
    if not pool.kernels and not pool.launch(os.cpu_count() or 1, current_directory(session)):
        session.message(S.LaunchKernels, "nokern")
        return None
    return pool


def kernel_object(kernel: Kernel) -> Expr:
    return Expr(S.KernelObject, (kernel.number, "local"))


def _chosen(spec: Any, session: Any) -> list[Kernel] | None:
    """The processes that a number, an object, a list of these or All means; None for what is none."""
    kernels = pool_of(session).kernels
    if spec is S.All or spec == "LocalKernels":
        return list(kernels.values())
    found = []
    for item in spec.args if is_list(spec) else (spec,):
        number = item.args[0] if has_head(item, S.KernelObject) and item.args else item
        if type(number) is not int or number not in kernels:
            return None
        found.append(kernels[number])
    return found


@variable("$KernelID")
def kernel_id(session: Any) -> Any:
    """$KernelID is the number of the parallel kernel that evaluates it, 0 for the session itself; the number of the
    process under mpirun."""
    return Computed(lambda: session.state.get("kernel_id", own_rank()))


@variable("$KernelCount")
def kernel_count(session: Any) -> Any:
    """$KernelCount is the number of parallel kernels that run."""

    def read() -> int:
        return len(session.state[_POOL].kernels) if _POOL in session.state else (team_size() if team_size() > 1 else 0)

    return Computed(read)


@variable("$DistributedContexts")
def distributed_contexts(session: Any) -> Any:
    """$DistributedContexts says which definitions parallel functions give to other kernels: those of symbols of the
    current context at first. Others are a context, a list of contexts, All, Automatic and None."""
    return S.system("$Context")


@builtin("LaunchKernels[]", "LaunchKernels[n_]", volatile=True, **_MESSAGES,
         intpm="Positive integer expected instead of `1`.")  # fmt: skip
def launch_kernels(n: Any = None, *, session: Any, say: Any) -> Any:
    """LaunchKernels[] starts as many processes for parallel functions as the machine has processors, those that run
    counted; LaunchKernels[n] starts n. Parallel functions start them themselves.

    >>> k = LaunchKernels[1]; {Length[k], $KernelCount, ParallelEvaluate[2 + 2], CloseKernels[]; $KernelCount}
    {1, 1, {4}, 0}
    """
    if n is not None and (type(n) is not int or n < 1):
        return say("intpm", n)
    try:
        permit(session, "Running", "parallel kernels")
    except Refused as refusal:
        say("sandbox", str(refusal))
        return FAILED
    if not may_work_together(session):
        return make_list(())
    pool = pool_of(session)
    count = n or max((os.cpu_count() or 1) - len(pool.kernels), 0)
    started = pool.launch(count, current_directory(session))
    if len(started) < count:
        say("nokern")
    return make_list([kernel_object(k) for k in started])


@builtin("Kernels[]", volatile=True)
def kernels(*, session: Any) -> Any:
    """Kernels[] gives the list of parallel kernels that run.

    >>> Kernels[]
    {}
    """
    return make_list(
        [kernel_object(k) for k in session.state[_POOL].kernels.values()] if _POOL in session.state else ()
    )


def _ended(kernels: list[Kernel], spec: Any) -> Any:
    found = [kernel_object(k) for k in kernels]
    return found[0] if len(found) == 1 and not is_list(spec) and spec is not S.All else make_list(found)


@builtin("CloseKernels[]", "CloseKernels[kernels_]", volatile=True, **_MESSAGES)
def close_kernels(kernels: Any = S.All, *, session: Any, say: Any) -> Any:
    """CloseKernels[] ends all parallel kernels, CloseKernels[k] one, CloseKernels[{k1, k2, ...}] several.

    >>> CloseKernels[]
    {}
    """
    chosen = _chosen(kernels, session)
    if chosen is None:
        return say("nosub", kernels)
    pool_of(session).close(chosen)
    return _ended(chosen, kernels)


@builtin("AbortKernels[]", volatile=True)
def abort_kernels(*, session: Any) -> Any:
    """AbortKernels[] gives up everything that waits for parallel kernels or runs there.

    >>> AbortKernels[]
    {}
    """
    pool = pool_of(session)
    running = [k.job for k in pool.kernels.values() if k.job is not None]
    jobs = [*running, *pool.waiting]
    pool.cancel(jobs)
    for job in jobs:
        if not job.done:
            job.finish(S.system("$Aborted"))
    return kernels(session=session)


# ---- definitions -----------------------------------------------------------------------------------------------------


def _test(spec: Any) -> Callable[[Symbol], bool] | None:
    """Whether the definitions of a symbol go along; None if none do."""
    if spec in (S.All, S.Automatic):
        return lambda s: s.context not in DECLARED_CONTEXTS
    contexts = {c for c in (spec.args if is_list(spec) else (spec,)) if type(c) is str}
    return (lambda s: s.context in contexts) if contexts else None


def distribute(session: Any, pool: Pool, parts: list[Any], spec: Any) -> None:
    """Give all processes the definitions that some expressions need."""
    test = _test(session.evaluate_expr(spec))
    if test is None:
        return
    facts = needed(parts, test, session)
    for s in pool.shared:
        facts.pop(s, None)
    for kernel in pool.kernels.values():
        kernel.distribute(facts)


@builtin("DistributeDefinitions[symbols___]", attributes="HoldAll Protected", volatile=True)
def distribute_definitions(symbols: tuple[Any, ...], *, session: Any, evaluate: Any) -> Any:
    """DistributeDefinitions[f, g, ...] gives the definitions of symbols, and of those that they depend on, to all
    parallel kernels; DistributeDefinitions["Context`"] those of a context. The result is the list of the symbols.

    >>> f[x_] := g[x]; g[x_] := x + 1; DistributeDefinitions[f]
    {f, g}
    """
    parts: list[Any] = []
    for item in symbols:
        value = item if type(item) is Symbol else evaluate(item)
        known = session.contexts.names.get(value, {}) if type(value) is str else None
        parts += [value] if known is None else list(known.values())
    facts = {s: f for s, f in needed(parts, lambda s: True, session).items() if f}
    pool = working(session)
    if pool is not None:
        for kernel in pool.kernels.values():
            kernel.distribute({s: f for s, f in facts.items() if s not in pool.shared})
    return make_list([Expr(S.HoldForm, (s,)) for s in sorted(facts, key=lambda s: s.full)])


@builtin("ParallelNeeds[context_]", volatile=True)
def parallel_needs(context: Any, *, session: Any, evaluate: Any) -> Any:
    """ParallelNeeds["Context`"] reads a package here and in all parallel kernels, those to come included.

    >>> BeginPackage["Pack`"]; EndPackage[]; ParallelNeeds["Pack`"]

    """
    call = Expr(S.Needs, (context,))
    evaluate(call)
    pool = working(session)
    if pool is not None:
        on_all(session, pool, call, list(pool.kernels.values()))
        pool.greetings.append(("run", 0, call))
    return NULL


# ---- evaluation ------------------------------------------------------------------------------------------------------


def result_of(job: Job) -> Any:
    return FAILED if job.value is DEAD else job.value


def on_all(session: Any, pool: Pool, e: Any, kernels: list[Kernel]) -> list[Any]:
    jobs = [pool.submit(e, kernel) for kernel in kernels]
    pool.wait(jobs)
    return [result_of(job) for job in jobs]


@builtin(
    "ParallelEvaluate[expr_, OptionsPattern[]]",
    "ParallelEvaluate[expr_, kernels_, OptionsPattern[]]",
    "ParallelEvaluate[expr_, kernels_, h_, OptionsPattern[]]",
    attributes="HoldFirst Protected",
    options={"DistributedContexts": "$DistributedContexts"},
    volatile=True,
    **_MESSAGES,
)
def parallel_evaluate(expr: Any, kernels: Any = S.All, h: Any = None, *, options: Any, session: Any, say: Any) -> Any:
    """ParallelEvaluate[expr] evaluates expr in every parallel kernel and gives the list of results;
    ParallelEvaluate[expr, k] in one, ParallelEvaluate[expr, {k1, k2, ...}] in several.
    ParallelEvaluate[expr, kernels, h] wraps h around each result.

    >>> LaunchKernels[2]; {ParallelEvaluate[$KernelID], ParallelEvaluate[$KernelID^2, 2]}
    {{1, 2}, 4}
    """
    pool = working(session)
    if pool is None:
        values = shared_out(session, [expr] * team_size())
        return make_list(values if h is None else [Expr(h, (v,)) for v in values])
    chosen = _chosen(kernels, session)
    if chosen is None:
        return say("nosub", kernels)
    distribute(session, pool, [expr], options["DistributedContexts"])
    values = on_all(session, pool, expr, chosen)
    if h is not None:
        values = [Expr(h, (v,)) for v in values]
    several = kernels is S.All or type(kernels) is str or is_list(kernels)
    return make_list(values) if several else values[0]


# ---- evaluations that go on in the background ------------------------------------------------------------------------


def _submitted(session: Any) -> dict[int, Job]:
    jobs: dict[int, Job] = session.state.setdefault("submitted", {})
    return jobs


@builtin(
    "ParallelSubmit[expr_, OptionsPattern[]]",
    "ParallelSubmit[variables_, expr_, OptionsPattern[]]",
    attributes="HoldAll Protected",
    options={"DistributedContexts": "$DistributedContexts"},
    volatile=True,
)
def parallel_submit(variables: Any = None, expr: Any = None, *, options: Any, session: Any, evaluate: Any) -> Any:
    """ParallelSubmit[expr] has expr evaluated by a parallel kernel while other things go on, and gives an
    EvaluationObject; WaitAll gives the result. ParallelSubmit[{x, y, ...}, expr] takes the present values of variables.

    >>> WaitAll[Table[ParallelSubmit[{i}, i^2], {i, 4}]]
    {1, 4, 9, 16}
    """
    if is_list(variables):
        names = [x for x in variables.args if type(x) is Symbol]
        rules = make_list([Expr(S.Set, (x, evaluate(x))) for x in names])
        expr = Expr(S.With, (rules, expr)) if names else expr
    pool = working(session)
    jobs = _submitted(session)
    if pool is None:
        job = Job(len(jobs) + 1, expr)
        job.finish(evaluate(expr))
    else:
        distribute(session, pool, [expr], options["DistributedContexts"])
        job = pool.submit(expr)
    jobs[job.number] = job
    return Expr(S.EvaluationObject, (job.number,))


def _awaited(e: Any, jobs: dict[int, Job]) -> list[Job]:
    """The jobs whose objects stand in an expression."""
    found: dict[int, Job] = {}
    stack = [e]
    while stack:
        x = stack.pop()
        if has_head(x, S.EvaluationObject, 1) and x.args[0] in jobs:
            found[x.args[0]] = jobs[x.args[0]]
        elif isinstance(x, Expr):
            stack.extend(x.args)
            stack.append(x.head)
    return list(found.values())


def _replaced(e: Any, jobs: dict[int, Job]) -> Any:
    if has_head(e, S.EvaluationObject, 1) and e.args[0] in jobs:
        return result_of(jobs[e.args[0]])
    if type(e) is not Expr:
        return e
    return Expr(_replaced(e.head, jobs), tuple([_replaced(a, jobs) for a in e.args]))


@builtin("WaitAll[expr_]", volatile=True)
def wait_all(expr: Any, *, session: Any) -> Any:
    """WaitAll[expr] waits for all evaluations in expr that ParallelSubmit has begun, and puts their results in their
    places.

    >>> WaitAll[{ParallelSubmit[1 + 1], ParallelSubmit[3!]}]
    {2, 6}
    """
    jobs = _submitted(session)
    wanted = _awaited(expr, jobs)
    if _POOL in session.state:
        pool_of(session).wait(wanted)
    result = _replaced(expr, jobs)
    for job in wanted:
        jobs.pop(job.number, None)
    return result


@builtin("WaitNext[objects_]", volatile=True, eval="`1` is no list of evaluations that ParallelSubmit has begun.")
def wait_next(objects: Any, *, session: Any, say: Any) -> Any:
    """WaitNext[{e1, e2, ...}] waits for one of several evaluations that ParallelSubmit has begun and gives
    {its result, its object, the list of the others}.

    >>> First[WaitNext[{ParallelSubmit[2^10]}]]
    1024
    """
    jobs = _submitted(session)
    if not is_list(objects) or not objects.args or any(len(_awaited(o, jobs)) != 1 for o in objects.args):
        return say("eval", objects)
    wanted = [_awaited(o, jobs)[0] for o in objects.args]
    if _POOL in session.state:
        pool_of(session).wait(wanted, lambda jobs: any(job.done for job in jobs))
    at = next(i for i, job in enumerate(wanted) if job.done)
    jobs.pop(wanted[at].number)
    rest = make_list([o for i, o in enumerate(objects.args) if i != at])
    return make_list((result_of(wanted[at]), objects.args[at], rest))

"""Line-JSON adapter {"id","input"} -> {"id","output","seconds"} for luperca itself."""

import json
import sys
import time

from luperca.interpreter.session import Session

reply, sys.stdout = sys.stdout, sys.stderr
session = Session()


def ask(text):
    outcome = None
    for item in session.read(text):
        outcome = session.evaluate_input(item)
    return "" if outcome is None or outcome.text is None else outcome.text


for line in sys.stdin:
    request = json.loads(line)
    start = time.perf_counter()
    output = ask(request["input"])
    seconds = time.perf_counter() - start
    reply.write(json.dumps({"id": request["id"], "output": output, "seconds": seconds}) + "\n")
    reply.flush()

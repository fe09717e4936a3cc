#!/usr/bin/env python3
"""Reports to an Interlock engine over its console: a batch of at most 1,000, made in their order, or none of it. Python 3, nothing else.

    report("http://127.0.0.1:8080", token, [{"scope": "binance", "event": "api_latency", "a": 12.5}])
"""
import json
import sys
import urllib.error
import urllib.request


def report(url, token, reports, timeout=2.0):
    """How many were taken; a RuntimeError says why a batch is refused, an OSError that nobody answered."""
    request = urllib.request.Request(
        url + "/api/circuit-breaker/reports", json.dumps({"reports": reports}, allow_nan=False).encode(),
        {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=timeout) as answer:
            return json.load(answer)["reported"]
    except urllib.error.HTTPError as refused:
        raise RuntimeError("%d: %s" % (refused.code, json.load(refused)["detail"])) from None


if __name__ == "__main__":
    # URL on the command line, token and reports on stdin: what is on a command line everybody on the machine can read.
    first, rest = sys.stdin.readline().strip(), sys.stdin.read()
    print(report(sys.argv[1], first, json.loads(rest)))

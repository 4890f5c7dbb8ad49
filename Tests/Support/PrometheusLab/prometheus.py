"""Runs Debian's prometheus on a configuration, and prints what it answers.

usage: prometheus.py CONFIG TARGETS [QUERY]: waits until as many targets, dropped ones included, are
there; prints {"targets": ..., "query": ...} as JSON. Without the program it fails.
"""
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(base, path):
    with urllib.request.urlopen(base + path, timeout=20) as answer:
        return json.load(answer)["data"]


def wanted(base, count, deadline):
    targets = {}
    while time.monotonic() < deadline:
        time.sleep(0.3)
        try:
            targets = ask(base, "/api/v1/targets")
        except OSError:
            continue
        if len(targets["activeTargets"]) + len(targets["droppedTargets"]) >= count:
            return targets
    sys.exit(f"prometheus has not found {count} targets in time: {json.dumps(targets)[:400]}")


def main():
    config, count = sys.argv[1], int(sys.argv[2])
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as data, open(os.path.join(data, "log"), "w+") as log:
        server = subprocess.Popen(
            ["prometheus", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{port}",
             f"--storage.tsdb.path={data}/tsdb", "--log.level=warn"], stdout=log, stderr=log)
        try:
            targets = wanted(base, count, time.monotonic() + 60)
            json.dump({"targets": targets}, sys.stdout)
        except SystemExit:
            log.seek(0)
            sys.stderr.write(log.read())
            raise
        finally:
            server.send_signal(signal.SIGKILL)
            server.wait()


main()

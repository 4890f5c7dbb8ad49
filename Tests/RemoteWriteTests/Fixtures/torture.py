"""Kills an agent and its receiver, a real Prometheus, at random moments, and asks the receiver at the
end for every sample of every scrape that the agent told.

The targets count their scrapes: no value may be there twice, and no sample that was told be missing.
Prints one line of JSON; exit code 1 where something is wrong.
"""
import argparse, json, os, random, shutil, signal, socket, subprocess, sys, tempfile, threading, time
import urllib.parse, urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

parser = argparse.ArgumentParser()
parser.add_argument("--tool", required=True)
parser.add_argument("--seconds", type=float, default=20)
parser.add_argument("--seed", type=int, required=True)
parser.add_argument("--kill", choices=["nobody", "sender", "receiver", "both"], default="both")
parser.add_argument("--targets", type=int, default=5)
parser.add_argument("--series", type=int, default=50)
parser.add_argument("--interval", default="500ms")
parser.add_argument("--queue", default="{}", help="queue_config")
options = parser.parse_args()
chance = random.Random(options.seed)
served, lock = {}, threading.Lock()
folder = tempfile.mkdtemp(prefix="diagnose-torture-")


class Target(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        with lock:
            count = served[self.path] = served.get(self.path, 0) + 1
        body = "# TYPE c counter\n"
        body += "".join(f'c_total{{n="{n}"}} {count}\n' for n in range(options.series))
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, *arguments):
        pass


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


server = Server(("127.0.0.1", 0), Target)
threading.Thread(target=server.serve_forever, daemon=True).start()
port = free_port()
with open(f"{folder}/receiver.yml", "w") as file:
    file.write("{}")
with open(f"{folder}/agent.yml", "w") as file:
    interval = options.interval
    file.write(f"global: {{scrape_interval: {interval}, scrape_timeout: {interval},"
               " external_labels: {via: agent}}\nscrape_configs:\n")
    for job in range(options.targets):
        file.write(f"- {{job_name: j{job}, metrics_path: /m{job},"
                   f" static_configs: [{{targets: ['127.0.0.1:{server.server_port}']}}]}}\n")
    file.write(f"remote_write:\n- url: http://127.0.0.1:{port}/api/v1/write\n"
               f"  queue_config: {options.queue}\n")


def receiver():
    return subprocess.Popen(
        ["prometheus", "--config.file", f"{folder}/receiver.yml", "--storage.tsdb.path",
         f"{folder}/tsdb", "--web.listen-address", f"127.0.0.1:{port}",
         "--web.enable-remote-write-receiver"],
        stdout=subprocess.DEVNULL, stderr=open(f"{folder}/receiver.log", "ab"))


def sender():
    return subprocess.Popen(
        [options.tool, "scrape", "run", "--config", f"{folder}/agent.yml", "--agent", "--storage",
         f"{folder}/log", "--each", "--output", "json", "--flush-deadline", "60s"],
        stdout=open(f"{folder}/told.json", "ab"), stderr=open(f"{folder}/sender.log", "ab"))


def query(text):
    address = f"http://127.0.0.1:{port}/api/v1/query?" + urllib.parse.urlencode({"query": text})
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)["data"]["result"]


def torture(processes):
    kills = {"sender": 0, "receiver": 0}
    end = time.time() + options.seconds
    while time.time() < end:
        time.sleep(chance.uniform(0.05, 2.5))
        if processes["sender"].poll() is not None:
            return kills, "the sender ended by itself: " + open(f"{folder}/sender.log").read()
        victim = chance.choice({"nobody": [None], "both": ["sender", "receiver"]}.get(
            options.kill, [options.kill]))
        if victim is None:
            continue
        processes[victim].kill()
        processes[victim].wait()
        kills[victim] += 1
        time.sleep(chance.uniform(0, 4) if victim == "receiver" else chance.choice([0, 0, 1]))
        processes[victim] = {"sender": sender, "receiver": receiver}[victim]()
    return kills, None


def told():
    scrapes, final = {}, None
    for line in open(f"{folder}/told.json", "rb"):
        try:
            row = json.loads(line)
        except ValueError:
            continue  # cut by the kill: not told
        if "time" not in row:
            final = row
        elif row["health"] == "up":
            scrapes.setdefault(row["labels"]["job"], set()).add(row["time"])
    return scrapes, final


def faults(scrapes):
    found, arrived = [], 0
    for job in range(options.targets):
        rows = query(f'c_total{{job="j{job}",via="agent"}}[1h]')
        if len(rows) != options.series:
            found.append(f"j{job}: {len(rows)} series")
        for row in rows:
            times = [round(moment * 1000) for moment, _ in row["values"]]
            values = [float(value) for _, value in row["values"]]
            arrived += len(times)
            missing = scrapes.get(f"j{job}", set()) - set(times)
            if missing:
                found.append(f"{row['metric']}: {len(missing)} samples that were told are missing")
            if len(set(times)) < len(times) or values != sorted(set(values)):
                found.append(f"{row['metric']}: twice, or out of order")
        if len(query(f'up{{job="j{job}"}}[1h]')) != 1:
            found.append(f"j{job}: no up")
    return found, arrived


processes = {"receiver": receiver(), "sender": sender()}
kills, fault = torture(processes)
time.sleep(1)
processes["sender"].send_signal(signal.SIGTERM)
try:
    processes["sender"].wait(timeout=90)
except subprocess.TimeoutExpired:
    fault = "the sender does not end"
    processes["sender"].kill()
scrapes, final = told()
found, arrived = faults(scrapes)
found += [fault] if fault else []
if final is None:
    found.append("the sender told nothing at its end")
processes["receiver"].kill()
processes["receiver"].wait()
remote = final["remoteWrite"][0] if final else {}
print(json.dumps({
    "seed": options.seed, "kills": kills, "served": sum(served.values()),
    "told": sum(map(len, scrapes.values())), "arrived": arrived, "faults": found[:5],
    "lastRun": {name: remote.get(name) for name in ("sent", "pending", "refused", "lost")}}))
shutil.rmtree(folder)
sys.exit(1 if found else 0)

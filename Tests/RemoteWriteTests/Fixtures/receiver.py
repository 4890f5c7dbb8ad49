"""A receiver of remote write, and targets, on a loopback port the kernel chooses.

Prints the port. Ends when its standard input does. POST /answers/503+1,429,204[/…]: these statuses one
after the other, the last one for ever, +N with Retry-After. POST /basic, /bearer: 401 without the
right name. POST /only-v1: 415 for 2.0. POST /picky: 400 where a series has the label bad. GET /seen:
every request with its header and what protoc makes of it. GET /metrics…: targets.
"""
import base64, json, os, struct, subprocess, sys, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = os.path.dirname(os.path.abspath(__file__))
BODY = b"""# HELP http_requests Requests.
# TYPE http_requests counter
http_requests_total{code="200"} 3
http_requests_total{code="500"} 0
# TYPE temperature_celsius gauge
# UNIT temperature_celsius celsius
temperature_celsius -21.5
nothing NaN
always +Inf
minus -0
"""
seen, asked, answers = [], {}, {}
lock = threading.Lock()


def unsnappy(data):
    """The block format, by its description (google/snappy, format_description.txt)."""
    size = shift = index = 0
    while True:
        byte = data[index]
        index += 1
        size |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    out = bytearray()
    while index < len(data):
        tag = data[index]
        index += 1
        kind = tag & 3
        if kind == 0:
            length = (tag >> 2) + 1
            if length > 60:
                extra = length - 60
                length = int.from_bytes(data[index:index + extra], "little") + 1
                index += extra
            out += data[index:index + length]
            index += length
            continue
        if kind == 1:
            length, offset = (tag >> 2 & 7) + 4, (tag >> 5) << 8 | data[index]
            index += 1
        else:
            width = 2 if kind == 2 else 4
            length, offset = (tag >> 2) + 1, int.from_bytes(data[index:index + width], "little")
            index += width
        for _ in range(length):
            out.append(out[-offset])
    assert len(out) == size, (len(out), size)
    return bytes(out)


def decoded(body, version):
    file, message = {"0.1.0": ("write.proto", "prometheus.WriteRequest"),
                     "2.0.0": ("write2.proto", "io.prometheus.write.v2.Request")}[version]
    return subprocess.run(["protoc", f"--proto_path={HERE}", f"--decode={message}", file],
                          input=body, capture_output=True, check=True).stdout.decode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def send(self, status, body=b"", **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        with lock:
            count = asked[self.path] = asked.get(self.path, 0) + 1
        if self.path == "/seen":
            with lock:
                return self.send(200, json.dumps(seen).encode())
        body = BODY
        if self.path == "/metrics/vanishing":
            body = b"stays 1\n" + (b"goes 1\n" if count < 3 else b"")
        elif self.path == "/metrics/failing" and count >= 3:
            return self.send(503)
        elif self.path == "/metrics/bad":
            body = b"".join(b'a{n="%d"%s} 1\n' % (n, b',bad="yes"' if n in (7, 60) else b"")
                            for n in range(100))
        elif self.path == "/metrics/openmetrics":
            body += b"# EOF\n"
            kind = "application/openmetrics-text; version=1.0.0"
            return self.send(200, body, Content_Type=kind)
        self.send(200, body, Content_Type="text/plain; version=0.0.4")

    def do_POST(self):
        body = unsnappy(self.rfile.read(int(self.headers["Content-Length"])))
        version = self.headers["X-Prometheus-Remote-Write-Version"]
        text = decoded(body, version)
        status, fields, why = self.status(text)
        with lock:
            seen.append({"path": self.path, "header": dict(self.headers.items()), "status": status,
                         "text": text, "samples": text.count("  samples {")})
        if version == "2.0.0" and status == 204 and not self.path.startswith("/silent"):
            fields["X_Prometheus_Remote_Write_Samples_Written"] = text.count("  samples {")
        self.send(status, why, **fields)

    def status(self, text):
        kind = self.path.split("/")[1]
        if kind == "answers":
            with lock:
                left = answers.setdefault(self.path, self.path.split("/")[2].split(","))
                answer = left.pop(0) if len(left) > 1 else left[0]
            status, _, pause = answer.partition("+")
            why = b"" if status == "204" else b"because of a test\n"
            return int(status), {"Retry_After": pause} if pause else {}, why
        wanted = {"basic": "Basic " + base64.b64encode(b"agent:pass:word").decode(),
                  "bearer": "Bearer t0ken"}.get(kind)
        if wanted and self.headers["Authorization"] != wanted:
            return 401, {}, b"who are you\n"
        if kind == "only-v1" and "v2.Request" in self.headers["Content-Type"]:
            return 415, {}, b"unsupported\n"
        if kind == "picky" and 'name: "bad"' in text:
            return 400, {}, b"out of order sample\n"
        return 204, {}, b""


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()

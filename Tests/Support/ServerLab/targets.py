"""Targets that expose well, badly and with malice, on loopback ports the kernel chooses.

Prints one line of JSON: the ports, and the folder with the certificates. Ends when its standard
input does.
"""
import gzip, json, os, socket, ssl, struct, subprocess, sys, tempfile, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

FOLDER = tempfile.mkdtemp(prefix="diagnose-targets-")
TEXT = "text/plain; version=0.0.4; charset=utf-8"
OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"
GOOD = b"# HELP good_total A counter.\n# TYPE good_total counter\ngood_total{code=\"200\"} 3\n" \
       b"good_total{code=\"500\"} 1\n# TYPE temperature gauge\ntemperature 21.5\n"
FORBIDDEN = {
    "kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Forbidden", "code": 403,
    "message": "nodes \"node1\" is forbidden: User \"system:serviceaccount:monitoring:prometheus\""
               " cannot get resource \"nodes/proxy\" in API group \"\" at the cluster scope"}

BOMB = gzip.compress(b"\n" * (16 << 20))
# Path to status, Content-Type and body.
BODIES = {
    "/good": (200, TEXT, GOOD),
    "/openmetrics": (200, OPENMETRICS,
                     b"# TYPE a counter\na_total{b=\"c\"} 1 # {t=\"x\"} 1\n# TYPE h histogram\n"
                     b"h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 1\nh_count 2\n# EOF\n"),
    "/conflict": (200, TEXT, b"x{job=\"theirs\",instance=\"theirs\",exported_job=\"mine\"} 1\n"),
    "/timestamps": (200, TEXT, b"then 1 %d\n" % (time.time() * 1000 - 60000)),
    "/numbers": (200, TEXT, b"a 1e-400\nb NaN\nc +Inf\nd 123456789012345680\ne 1e300\nf 0.1\ng -0\n"),
    "/empty": (200, "text/html", b""),
    "/empty-status": (204, TEXT, b""),
    "/unavailable": (503, TEXT, b"no backend\n"),
    "/missing": (404, TEXT, b"404 page not found\n"),
    "/unauthorized": (401, TEXT, b"Unauthorized\n"),
    "/forbidden": (403, "application/json", json.dumps(FORBIDDEN).encode()),
    "/html": (200, "text/html; charset=utf-8", b"<html><body>Log in</body></html>"),
    "/html-as-text": (200, TEXT, b"<html>"),
    "/json-as-text": (200, TEXT, b"{\"kind\":\"Status\"}"),
    "/no-type": (200, None, GOOD),
    "/no-value": (200, TEXT, b"a 1\nb\n"),
    "/prose": (200, TEXT, b"a 1\nhello world\n"),
    "/carriage-return": (200, TEXT, b"a 1\r\n"),
    "/no-end": (200, OPENMETRICS, b"a 1\n"),
    "/two-ends": (200, OPENMETRICS, b"a 1\n# EOF\n# EOF\n"),
    "/twice-labelled": (200, TEXT, b"a{b=\"c\",b=\"d\"} 1\n"),
    "/bad-utf8": (200, TEXT, b"a{b=\"\xff\"} 1\n"),
    "/nul": (200, TEXT, b"a 1\nb{c=\"d\x00e\"} 2\n\x00c 3\n"),
    "/doubles": (200, TEXT, b"a 1\na 2\nb 3\n"),
    "/far": (200, TEXT, b"a 1 %d\nb 2\n" % ((time.time() + 86400) * 1000)),
    "/up": (200, TEXT, b"up 5\na 1\n"),
    "/wide": (200, TEXT, b"a{b=\"" + b"x" * (1 << 20) + b"\"} 1\n"),
    "/many": (200, TEXT, b"".join(b"many{n=\"%d\"} %d\n" % (n, n) for n in range(50))),
}


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], cwd=FOLDER, check=True, capture_output=True)


def make_certificates():
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    for ca in ("ca", "stranger"):
        openssl("req", "-x509", *key, "-keyout", f"{ca}.key", "-out", f"{ca}.crt",
                "-subj", f"/CN=test {ca}", "-days", "3650")
    for name, extension in (("good", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
                            ("named", "subjectAltName=DNS:other.example"),
                            ("addressed", "subjectAltName=IP:10.1.2.3"),
                            ("nameless", "basicConstraints=CA:FALSE"),
                            ("expired", "subjectAltName=DNS:localhost,IP:127.0.0.1")):
        with open(f"{FOLDER}/{name}.ext", "w") as file:
            file.write(extension + "\n")
        openssl("req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        days = ["-days", "3650"] if name != "expired" else ["-days", "-1"]
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.crt", "-CAkey", "ca.key",
                "-CAcreateserial", "-out", f"{name}.crt", "-extfile", f"{name}.ext", *days)


class Target(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        path = urlsplit(self.path).path
        self.server.seen.setdefault(path, []).append(dict(self.headers.items()))
        try:
            self.answer(path)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True

    def do_POST(self):
        """Gives tokens, each way that a token server can answer (RFC 6749 section 5)."""
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.seen.setdefault(self.path, []).append(dict(self.headers.items()) | {"form": form})
        status, answer = 200, {"access_token": "abc", "token_type": "bearer", "expires_in": 3600}
        if self.path == "/token-denied":
            status, answer = 401, {"error": "invalid_client", "error_description": "who are you"}
        elif self.path == "/token-in-body" and "Authorization" in self.headers:
            status, answer = 400, {"error": "invalid_request"}
        elif self.path == "/token-missing":
            answer = {"token_type": "bearer"}
        elif self.path == "/token-prose":
            return self.send(403, "text/plain", b"no")
        self.send(status, "application/json", json.dumps(answer).encode())

    def do_CONNECT(self):
        self.server.seen.setdefault("CONNECT", []).append(dict(self.headers.items()))
        self.send(403, TEXT, b"")

    def send(self, status, kind, body, **fields):
        self.send_response(status)
        if kind is not None:
            self.send_header("Content-Type", kind)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self, path):
        if path in BODIES:
            self.send(*BODIES[path])
        elif path.startswith("/plain/"):  # as the reference server, any number of bodies
            self.send(200, TEXT, GOOD)
        elif path == "/targets":
            group = {"targets": [f"127.0.0.1:{self.server.elsewhere}"], "labels": {"team": "x"}}
            self.send(200, "application/json", json.dumps([group]).encode())
        elif path == "/seen":
            self.send(200, "application/json", json.dumps(self.server.seen).encode())
        elif path == "/gzip":
            self.send(200, TEXT, gzip.compress(GOOD), Content_Encoding="gzip")
        elif path == "/not-gzip":
            self.send(200, TEXT, GOOD, Content_Encoding="gzip")
        elif path == "/cut-gzip":
            self.send(200, TEXT, gzip.compress(os.urandom(4000))[:-900], Content_Encoding="gzip")
        elif path == "/loop":
            self.send(302, TEXT, b"", Location="/loop")
        elif path == "/there":
            self.send(302, TEXT, b"", Location="/good")
        elif path == "/elsewhere":
            other = self.server.elsewhere
            self.send(302, TEXT, b"", Location=f"http://localhost:{other}/taken")
        elif path == "/taken":
            self.send(200, TEXT, GOOD)
        elif path == "/ftp":
            self.send(302, TEXT, b"", Location="ftp://127.0.0.1/x")
        elif path == "/slow-head":
            time.sleep(30)
        elif path == "/short":
            self.send_response(200)
            self.send_header("Content-Type", TEXT)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(GOOD)
            self.close_connection = True
        elif path == "/drip":
            self.begin(TEXT)
            for _ in range(300):
                self.chunk(b"#")
                time.sleep(0.1)
        elif path == "/endless":
            self.begin(TEXT)
            line = b"".join(b"endless{n=\"%d\"} 1\n" % n for n in range(4000))
            while True:
                self.chunk(line)
        elif path == "/bomb":
            # 4 GiB in 4 MiB: a gzip file may have many members.
            self.send(200, TEXT, BOMB * 256, Content_Encoding="gzip")
        elif path == "/headers":
            self.send_response(200)
            self.flush_headers()
            for number in range(200000):
                self.wfile.write(b"X-Flood-%d: %s\r\n" % (number, b"x" * 200))
            self.end_headers()
        else:
            self.send(404, TEXT, b"404 page not found\n")

    def begin(self, kind, encoding=None):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, piece):
        self.wfile.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
        self.wfile.flush()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512
    elsewhere = 0

    def handle_error(self, request, client_address):
        pass


def serve(certificate=None, client_ca=None):
    server = Server(("127.0.0.1", 0), Target)
    server.seen = {}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{FOLDER}/{certificate}.crt", f"{FOLDER}/{certificate}.key")
        if client_ca:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(f"{FOLDER}/{client_ca}.crt")
        server.socket = context.wrap_socket(server.socket, server_side=True,
                                            do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def listen(behave):
    """A server of bare TCP."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)

    def run():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=behave, args=(connection,), daemon=True).start()

    threading.Thread(target=run, daemon=True).start()
    return listener.getsockname()[1]


def close_after_request(connection):
    connection.recv(4096)
    connection.close()


def reset_after_request(connection):
    connection.recv(4096)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def stay_silent(connection):
    time.sleep(60)


def half_close(connection):
    connection.recv(4096)
    connection.shutdown(socket.SHUT_WR)
    time.sleep(60)


def closed_port():
    """A port on which nobody listens, kept from others by a socket that is bound only."""
    KEPT.append(socket.socket())
    KEPT[-1].bind(("127.0.0.1", 0))
    return KEPT[-1].getsockname()[1]


KEPT = []
make_certificates()
plain, second = serve(), serve()
plain.elsewhere = second.server_address[1]
ports = {"plain": plain.server_address[1], "second": second.server_address[1]}
for name in ("good", "named", "addressed", "nameless", "expired"):
    ports[f"tls-{name}"] = serve(name).server_address[1]
ports["tls-client"] = serve("good", "ca").server_address[1]
ports |= {"closing": listen(close_after_request), "resetting": listen(reset_after_request),
          "silent": listen(stay_silent), "half-closed": listen(half_close), "closed": closed_port()}
print(json.dumps({"ports": ports, "folder": FOLDER}), flush=True)
sys.stdin.read()

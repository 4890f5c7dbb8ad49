"""Servers that answer well and badly, on loopback ports the kernel chooses.

Prints one line of JSON: the ports, and the folder with the certificates. Ends when its standard
input does.
"""
import gzip, json, os, shutil, socket, ssl, struct, subprocess, sys, tempfile, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

FOLDER = tempfile.mkdtemp(prefix="diagnose-server-")


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], cwd=FOLDER, check=True, capture_output=True)


def make_certificates():
    names = {
        "good": ("DNS:localhost,IP:127.0.0.1", "20200101000000Z", "20490101000000Z"),
        "other": ("DNS:other.example", "20200101000000Z", "20490101000000Z"),
        "expired": ("DNS:localhost,IP:127.0.0.1", "20200101000000Z", "20210101000000Z"),
        "future": ("DNS:localhost,IP:127.0.0.1", "20480101000000Z", "20490101000000Z"),
        "client": ("DNS:client", "20200101000000Z", "20490101000000Z"),
    }
    with open(f"{FOLDER}/ca.cnf", "w") as file:
        file.write(
            "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\n"
            "default_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n"
            "organizationName=optional\n[req]\ndistinguished_name=dn\n[dn]\n")
        for name, (alternative, _, _) in names.items():
            file.write(f"[{name}]\nsubjectAltName={alternative}\n")
    open(f"{FOLDER}/index.txt", "w").close()
    open(f"{FOLDER}/serial", "w").write("1000\n")
    for ca in ("ca", "stranger"):
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-keyout", f"{ca}.key", "-out", f"{ca}.crt", "-subj", f"/CN=test {ca}",
                "-days", "3650")
    for name, (_, start, end) in names.items():
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/O=lab/CN={name}")
        openssl("ca", "-batch", "-config", "ca.cnf", "-cert", "ca.crt", "-keyfile", "ca.key",
                "-in", f"{name}.csr", "-out", f"{name}.crt", "-startdate", start, "-enddate", end,
                "-extensions", name, "-notext")


# What API servers serve, by group and version: kind, resource, names of objects.
CORE = {"v1": [("Pod", "pods", ["a", "b", "c"]), ("Service", "services", []), ("Node", "nodes", []),
               ("Namespace", "namespaces", []), ("Endpoints", "endpoints", []),
               ("Secret", "secrets", ["never"])]}
FAKES = {
    "current": CORE | {
        "discovery.k8s.io/v1": [("EndpointSlice", "endpointslices", [])],
        "networking.k8s.io/v1": [("Ingress", "ingresses", []),
                                 ("NetworkPolicy", "networkpolicies", ["n"])],
        "policy.networking.k8s.io/v1alpha2": [("ClusterNetworkPolicy", "clusternetworkpolicies", [])],
        "monitoring.coreos.com/v1": [("ServiceMonitor", "servicemonitors", ["m"]),
                                     ("PodMonitor", "podmonitors", [])]},
    "old": CORE | {
        "discovery.k8s.io/v1beta1": [("EndpointSlice", "endpointslices", [])],
        "networking.k8s.io/v1": [("NetworkPolicy", "networkpolicies", [])],
        "networking.k8s.io/v1beta1": [("Ingress", "ingresses", [])],
        "extensions/v1beta1": [("Ingress", "ingresses", [])],
        "policy.networking.k8s.io/v1alpha1": [
            ("AdminNetworkPolicy", "adminnetworkpolicies", []),
            ("BaselineAdminNetworkPolicy", "baselineadminnetworkpolicies", [])]},
    # Forgets every continuation before it is asked for.
    "forgetful": CORE,
}


def fake(served, path, query):
    if path == "/apis":
        groups = {}
        for version in served:
            if "/" in version:
                groups.setdefault(version.split("/")[0], []).append({"groupVersion": version})
        return {"kind": "APIGroupList",
                "groups": [{"name": name, "versions": all} for name, all in groups.items()]}
    version, _, resource = path.removeprefix("/apis/").removeprefix("/api/").rpartition("/")
    whole = path.removeprefix("/apis/").removeprefix("/api/")
    if whole in served:
        return {"kind": "APIResourceList",
                "resources": [{"name": name, "kind": kind} for kind, name, _ in served[whole]]}
    for kind, name, objects in served.get(version, []):
        if name == resource:
            begin, limit = int(query.get("continue", 0)), int(query.get("limit", 500))
            if begin and served is FAKES["forgetful"]:
                return {"kind": "Status", "code": 410, "reason": "Expired", "message": "too old"}
            end = begin + limit
            metadata = {"resourceVersion": "7"}
            if end < len(objects):
                metadata["continue"] = str(end)
            items = [{"metadata": {"name": name, "namespace": "default"}, "spec": {}}
                     for name in objects[begin:end]]
            return {"kind": kind + "List", "apiVersion": version, "metadata": metadata,
                    "items": items or None}
    return {"kind": "Status", "code": 404, "message": "the server could not find it"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, body, status=200, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def respond(self):
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        length = int(self.headers.get("Content-Length") or 0)
        sent = self.rfile.read(length)
        kind = parts.path.split("/")[1]
        if kind == "echo":
            seen = {"method": self.command, "path": self.path, "body": sent.decode(),
                    "peer": self.client_address[0],
                    "headers": {key.lower(): value for key, value in self.headers.items()}}
            self.answer(json.dumps(seen).encode())
        elif kind in FAKES:
            answer = fake(FAKES[kind], "/" + "/".join(parts.path.split("/")[2:]), query)
            self.answer(json.dumps(answer).encode(), answer.get("code", 200))
        elif kind == "busy":
            # Too busy for the first asker with this name, who shall come back later.
            name, now = parts.path.split("/")[2], time.monotonic()
            begun = self.server.busy.setdefault(name, now)
            if now - begun < float(query.get("seconds", "2")):
                self.answer(b"", 429, [("Retry-After", "2")])
            else:
                self.answer(json.dumps({"kind": "Fine", "waited": now - begun}).encode())
        elif kind == "redirect":
            self.answer(b"elsewhere", int(query.get("status", "302")), [("Location", query["to"])])
        elif kind == "status":
            self.answer(b"so it is", int(query["code"]))
        elif kind == "slow":
            time.sleep(float(query.get("seconds", "30")))
            self.answer(b"at last")
        elif kind == "large":
            self.answer(b"x" * int(query["size"]))
        elif kind == "bomb":
            body = gzip.compress(bytes(int(query["size"])))
            self.answer(body, headers=[("Content-Encoding", "gzip")])
        elif kind == "badgzip":
            self.answer(b"this is not gzip", headers=[("Content-Encoding", "gzip")])
        elif kind == "header":
            self.answer(b"", headers=[(f"X-{i}", "v" * 1000) for i in range(int(query["count"]))])
        elif kind in ("half", "stall", "reset"):
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"only this")
            self.wfile.flush()
            if kind == "half":
                self.connection.shutdown(socket.SHUT_WR)
                time.sleep(3)
            if kind == "stall":
                time.sleep(30)
            if kind == "reset":
                self.connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            self.close_connection = True
        elif kind == "empty":
            self.close_connection = True
        elif kind == "garbage":
            self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
            self.close_connection = True
        elif kind == "drip":
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            try:
                for number in range(int(query["count"])):
                    self.wfile.write(f"line {number}\n".encode())
                    self.wfile.flush()
                    time.sleep(float(query.get("pause", "0.02")))
            except OSError:
                pass
            self.close_connection = True
        else:
            self.answer(b"hello")

    do_GET = do_POST = do_HEAD = do_PUT = respond


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 4096
    busy = {}

    def handle_error(self, *_):
        pass


class TLSServer(Server):
    """Shakes hands in the connection's own thread, so that a silent client holds up no other."""
    context = None

    def finish_request(self, request, address):
        request.settimeout(30)
        wrapped = self.context.wrap_socket(request, server_side=True)
        wrapped.settimeout(None)
        self.RequestHandlerClass(wrapped, address, self)


def serve(name=None, wants_client=False):
    server = (TLSServer if name else Server)(("127.0.0.1", 0), Handler)
    if name:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{FOLDER}/{name}.crt", f"{FOLDER}/{name}.key")
        if wants_client:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(f"{FOLDER}/ca.crt")
        server.context = context
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def listen_silently():
    """Takes connections and never says a word."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    kept = []

    def accept():
        while True:
            kept.append(listener.accept()[0])

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def proxy():
    """A proxy that tunnels, and says in X-Proxy what it was asked for."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)

    def pump(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def handle(client):
        head = b""
        while b"\r\n\r\n" not in head:
            data = client.recv(4096)
            if not data:
                return
            head += data
        method, target, _ = head.split(b"\r\n")[0].decode().split(" ")
        if method != "CONNECT":
            body = f"{method} {target}".encode()
            client.sendall(b"HTTP/1.1 200 OK\r\nX-Proxy: yes\r\nConnection: close\r\n"
                           + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            client.close()
            return
        host, port = target.rsplit(":", 1)
        if host == "refused.example":
            client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            client.close()
            return
        server = socket.create_connection((host.strip("[]"), int(port)))
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        threading.Thread(target=pump, args=(client, server), daemon=True).start()
        pump(server, client)
        client.close()

    def accept():
        while True:
            threading.Thread(target=handle, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


try:
    make_certificates()
    ports = {"plain": serve(), "second": serve(), "tls": serve("good"), "other": serve("other"),
             "expired": serve("expired"), "future": serve("future"),
             "mutual": serve("good", wants_client=True), "silent": listen_silently(),
             "proxy": proxy()}
    print(json.dumps({"ports": ports, "folder": FOLDER}), flush=True)
    sys.stdin.read()
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)

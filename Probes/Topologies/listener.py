"""Answers each HTTP request at one address with a metric.

Arguments: ADDRESS:PORT PROCESS-NAME; the address `*` is `::` without IPV6_V6ONLY.
"""

import socket
import sys
from pathlib import Path

BODY = b"# TYPE up_since_seconds gauge\nup_since_seconds 1\n"
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n"
    b"Content-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(BODY), BODY)
)


def main(address: str, process: str) -> None:
    Path("/proc/self/comm").write_text(process)
    host, port = address.rsplit(":", 1)
    dual = host == "*"
    family = socket.AF_INET6 if dual or host.startswith("[") else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(not dual))
        server.bind(("::" if dual else host.strip("[]"), int(port)))
        server.listen(128)
        while True:
            client, _ = server.accept()
            with client:
                client.recv(65536)
                client.sendall(ANSWER)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

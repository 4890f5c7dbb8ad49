"""Answers each HTTP request at one address with a metric.

Arguments: ADDRESS:PORT PROCESS-NAME [hangs]; the address `*` is `::` without IPV6_V6ONLY. One that
hangs fills its own queue and accepts nothing.
"""

import socket
import sys
import time
from pathlib import Path

BODY = b"# TYPE up_since_seconds gauge\nup_since_seconds 1\n"
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n"
    b"Content-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(BODY), BODY)
)


def main(address: str, process: str, *mood: str) -> None:
    Path("/proc/self/comm").write_text(process)
    host, port = address.rsplit(":", 1)
    dual = host == "*"
    family = socket.AF_INET6 if dual or host.startswith("[") else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(not dual))
        server.bind(("::" if dual else host.strip("[]"), int(port)))
        server.listen(1 if mood else 128)
        if mood:
            hang(int(port))
        while True:
            client, _ = server.accept()
            with client:
                client.recv(65536)
                client.sendall(ANSWER)


def hang(port: int) -> None:
    """Fills the queue of connections to accept, and accepts none."""
    waiting = [socket.create_connection(("127.0.0.1", port)) for _ in range(2)]
    while waiting:
        time.sleep(1)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""One connect(2) and one HTTP request, told as one line of JSON. Arguments: FROM ADDRESS PORT."""

import errno
import json
import socket
import sys
import time

LIMIT = 4.5  # a failed neighbour shows after 3.06 s


def observe(source: str, address: str, port: int) -> dict[str, str | int]:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    begin = time.monotonic()
    with socket.socket(family, socket.SOCK_STREAM) as client:
        client.settimeout(LIMIT)
        try:
            if source != "-":
                client.bind((source, 0))
            client.connect((address, port))
            client.sendall(b"GET /metrics HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n")
            observed, sees = client.recv(65536).split(b"\r\n")[0].decode(), "OK"
        except TimeoutError as error:
            observed, sees = f"TimeoutError {error.errno} {error}", "TIMEOUT"
        except OSError as error:
            observed = f"{type(error).__name__} {error.errno} {error}"
            sees = errno.errorcode[error.errno or 0]
    return {"observed": observed, "clientSees": sees, "seconds": round(time.monotonic() - begin)}


if __name__ == "__main__":
    print(json.dumps(observe(sys.argv[1], sys.argv[2], int(sys.argv[3]))))

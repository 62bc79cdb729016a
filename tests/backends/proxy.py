# SPDX-License-Identifier: GPL-3.0-or-later
"""A way to a site that breaks when it is told to: it cuts, delays, truncates, repeats and rewrites."""
import http.client
import re
import socket
import struct
import threading
import time


class Fault:
    """What happens to one request: the first whose method and path fit, or every one if it is to last.
    kind: reset-before, reset-after, half, slow, slow-headers, truncated, html, status, redirect, repeat, shift-clock, call-before, call-after"""

    def __init__(self, kind, method="", path="", lasts=False, status=0, headers=(), body=b"", call=None):
        self.kind, self.method, self.path, self.lasts = kind, method, re.compile(path), lasts
        self.status, self.headers, self.body, self.call = status, headers, body, call
        self.met = 0

    def fits(self, method, path):
        return (not self.method or self.method == method) and self.path.search(path) and (self.lasts or self.met == 0)


class Wire:
    """A way to a server that is no web server: it can be cut after so many bytes."""

    def __init__(self, port):
        self.target, self.fault, self.met, self.call = port, None, False, None
        self.sent = 0  # bytes from the program in the longest connection so far
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            there = socket.create_connection(("127.0.0.1", self.target))
            pair = {"sent": 0}
            threading.Thread(target=self._pump, args=(client, there, pair), daemon=True).start()
            threading.Thread(target=self._pump, args=(there, client, None), daemon=True).start()

    def _pump(self, source, sink, pair):
        try:
            while data := source.recv(1024):
                if pair is not None:
                    pair["sent"] += len(data)
                    self.sent = max(self.sent, pair["sent"])
                    kind, limit = self.fault or ("", 0)
                    if kind and not self.met and pair["sent"] > limit:
                        self.met = True
                        if kind == "stall":
                            time.sleep(4)
                        elif kind == "kill":
                            self.call()
                        break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        self.listener.close()


class Proxy:
    def __init__(self, port):
        """port: of the site on this machine"""
        self.target = port
        self.fault = None
        self.tls = None  # the context of a certificate, for a site that has one
        self.seen = []  # method, path, headers and body of each request
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def close(self):
        self.listener.close()

    def _serve(self, client):
        try:
            if self.tls:
                client = self.tls.wrap_socket(client, server_side=True)
            stream = client.makefile("rb")
            while self._one(client, stream):
                pass
        except (OSError, ValueError, http.client.HTTPException):
            pass
        finally:
            client.close()

    def _one(self, client, stream):
        line = stream.readline().decode("latin-1").split()
        if len(line) < 3:
            return False
        method, path = line[0], line[1]
        headers = http.client.parse_headers(stream)
        body = stream.read(int(headers.get("Content-Length") or 0))
        self.seen.append((method, path, dict(headers.items()), body))
        fault = self.fault if self.fault and self.fault.fits(method, path) else None
        if fault:
            fault.met += 1
        return self._answer(client, method, path, headers, body, fault)

    def _answer(self, client, method, path, headers, body, fault):
        kind = fault.kind if fault else ""
        if kind == "reset-before":
            return self._reset(client)
        if kind == "call-before":
            fault.call()
        if kind == "status":
            return self._send(client, fault.status, [("Content-Type", "text/html"), *fault.headers], fault.body)
        if kind == "redirect":
            return self._send(client, 301, [("Location", "http://127.0.0.2:1" + path)], b"")
        status, out, reply = self._forward(method, path, headers, body[:len(body) // 2] if kind == "half" else body)
        if kind == "repeat":
            status, out, reply = self._forward(method, path, headers, body)
        if kind == "reset-after":
            return self._reset(client)
        if kind == "call-after":
            fault.call()
        if kind == "html":
            status, out, reply = 200, [("Content-Type", "text/html")], b"<html><body>Please log in to the hotel's network</body></html>"
        if kind == "truncated":
            reply = reply[: len(reply) // 2]
        if kind == "shift-clock":
            out = [(n, v) for n, v in out if n.lower() != "date"] + [("Date", fault.body.decode())]
        return self._send(client, status, out, b"" if method == "HEAD" else reply, slow=kind.startswith("slow"), head=method == "HEAD")

    def _forward(self, method, path, headers, body):
        there = http.client.HTTPConnection("127.0.0.1", self.target, timeout=60)
        mine, its = f"127.0.0.1:{self.port}".encode(), f"127.0.0.1:{self.target}".encode()
        sent = {name: value.replace(mine.decode(), its.decode()) for name, value in headers.items()
                if name.lower() not in ("connection", "content-length", "accept-encoding")}
        path = path.replace(f"127.0.0.1%3A{self.port}", f"127.0.0.1%3A{self.target}")
        there.request(method, path, body.replace(mine, its) if b"Content-Type: image" not in body else body, sent)
        reply = there.getresponse()
        content = reply.read()
        if not (reply.getheader("Content-Type") or "").startswith("image/"):
            content = content.replace(its, mine)
        out = [(n, v.replace(its.decode(), mine.decode())) for n, v in reply.getheaders()
               if n.lower() not in ("connection", "transfer-encoding", "keep-alive", *(() if method == "HEAD" else ("content-length",)))]
        there.close()
        return reply.status, out, content

    @staticmethod
    def _reset(client):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    @staticmethod
    def _send(client, status, headers, body, slow=False, head=False):
        text = f"HTTP/1.1 {status} x\r\n" + "".join(f"{n}: {v}\r\n" for n, v in headers)
        if not (head and any(n.lower() == "content-length" for n, _ in headers)):
            text += f"Content-Length: {len(body)}\r\n"
        data = (text + "\r\n").encode("latin-1") + body
        if not slow:
            client.sendall(data)
            return True
        for i in range(len(data)):
            client.sendall(data[i:i + 1])
            time.sleep(1)
        return False

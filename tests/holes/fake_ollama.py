"""A server on loopback that speaks Ollama's protocol: /api/tags and /api/chat with NDJSON in chunks.

It answers with a prepared list of texts and keeps what it was asked. Faults are prepared texts too:
`Fault("error", …)` an error object in mid-stream, "status" an HTTP error, "garbage" no JSON, "cut" a stream that
breaks off, "slow" silence, "redirect" to another host.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Fault:
    kind: str
    seconds: float = 0.0


@dataclass
class FakeOllama:
    answers: list[str | Fault] = field(default_factory=list)
    model: str = "test-coder:7b"
    digest: str = "f" * 64
    remote: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)

    def __enter__(self) -> FakeOllama:
        fake = self

        class Handler(_Handler):
            server_state = fake

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server_state: FakeOllama
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        row = {
            "name": self.server_state.model,
            "model": self.server_state.model,
            "digest": self.server_state.digest,
        }
        if self.server_state.remote:
            row["remote_host"] = self.server_state.remote
        self._whole(200, {"models": [row]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server_state.requests.append(body)
        answer = self.server_state.answers.pop(0)
        match answer:
            case Fault(kind="status"):
                self._whole(500, {"error": "out of memory"})
            case Fault(kind="redirect"):
                self.send_response(302)
                self.send_header("Location", "http://192.0.2.1/api/chat")
                self.send_header("Content-Length", "0")
                self.end_headers()
            case Fault(kind="slow", seconds=seconds):
                time.sleep(seconds)
                self.close_connection = True
            case Fault(kind=kind):
                self._start()
                self._chunk(b'{"message": {"role": "assistant", "content": "{"}, "done": false}\n')
                if kind == "error":
                    self._chunk(b'{"error": "model crashed"}\n')
                elif kind == "garbage":
                    self._chunk(b"<html>\n")
                if kind == "cut":
                    self.close_connection = True
                    return
                self._chunk(b"")
            case text:
                self._start()
                content = json.dumps({"code": text})
                half = len(content) // 2
                for piece in (content[:half], content[half:]):
                    line = {
                        "model": self.server_state.model,
                        "message": {"role": "assistant", "content": piece},
                        "done": False,
                    }
                    data = json.dumps(line).encode() + b"\n"
                    self._chunk(data[:11])
                    self._chunk(data[11:])
                last = {
                    "model": self.server_state.model,
                    "message": {"role": "assistant", "content": ""},
                    "done": True,
                }
                self._chunk(json.dumps(last).encode() + b"\n")
                self._chunk(b"")

    def _start(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _whole(self, status: int, data: object) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

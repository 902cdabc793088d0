"""A model on this machine, through Ollama. Imported only where somebody asks for it by name.

Any host but the loopback one is refused, redirects and proxies are not followed, models that the server would
pass on to the cloud are refused, and every wait has an end. (Ollama API: /api/chat, /api/tags.)
"""

from __future__ import annotations

import ipaddress
import json
import time
from typing import Any
from urllib.parse import urlsplit

from translator.holes.fillers import Answer, Request
from translator.holes.prompt import SCHEMA, prompt_of
from translator.lang.diagnostics import Diagnostic

OPTIONS: dict[str, float | int | str] = {"temperature": 0.0, "num_ctx": 8192}
LONGEST = 200_000
"""Characters of an answer after which the model is told nothing more."""


def host_finding(host: str) -> Diagnostic | None:
    """Say why a host is refused: only http://localhost, 127.0.0.1 or ::1 are this machine."""
    try:
        parts = urlsplit(host if "//" in host else f"http://{host}")
        name = parts.hostname or ""
        fine = parts.scheme == "http" and not parts.username and (name == "localhost" or _loopback(name))
        parts.port  # noqa: B018  raises where it is no number
    except ValueError:
        fine = False
    return None if fine else Diagnostic("X0030", f"the model's host {host} is not this machine")


def base_of(host: str) -> str:
    """Return `http://name:port` of a host that `host_finding` let pass."""
    parts = urlsplit(host if "//" in host else f"http://{host}")
    name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"http://{name}:{parts.port or 11434}"


def _loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def model_finding(model: str) -> Diagnostic | None:
    """Say why a model is refused: its name says that it runs elsewhere."""
    if not model:
        return Diagnostic("X0032", "no model is named")
    tag = model.lower().rpartition(":")[2]
    if tag == "cloud" or tag.endswith("-cloud"):
        return Diagnostic("X0034", f"the model {model} runs in the cloud")
    return None


class OllamaFiller:
    """Asks a local model. `seconds` bounds each call as a whole."""

    name = "ollama"
    retries = 3

    def __init__(
        self, model: str, host: str = "http://127.0.0.1:11434", seed: int = 1, seconds: float = 120.0
    ) -> None:
        self.model, self.host, self.seed, self.seconds = model, host, seed, seconds
        self._digest = ""

    def ask(self, request: Request) -> Answer | Diagnostic:
        """Return the model's answer, or why there is none: refused, unreachable, an error, unreadable."""
        finding = host_finding(self.host) or model_finding(self.model)
        if finding:
            return finding
        try:
            import httpx
            import ollama
        except ImportError:
            return Diagnostic("X0016", "the model client is not installed: pip install 'saslift[llm]'")
        prompt = prompt_of(request)
        try:
            timeout = httpx.Timeout(self.seconds, connect=min(self.seconds, 5.0))
            here: dict[str, Any] = {"timeout": timeout, "trust_env": False, "follow_redirects": False}
            if not self._digest:
                answer = httpx.get(f"{base_of(self.host)}/api/tags", **here)
                answer.raise_for_status()
                self._digest = self._look_up(answer.json()["models"])
            text = self._chat(ollama.Client(host=base_of(self.host), **here), prompt)
            code = json.loads(text)["code"]
            if not isinstance(code, str):
                raise TypeError("code is no text")
        except Refused as refused:
            return refused.finding
        except ollama.ResponseError as error:
            message = f"the model server answered with an error: {error.error} ({error.status_code})"
            return Diagnostic("X0032", message)
        except httpx.HTTPStatusError as error:
            return Diagnostic(
                "X0032", f"the model server answered with an error ({error.response.status_code})"
            )
        except (httpx.TimeoutException, TimeoutError):
            return Diagnostic("X0031", f"the model server did not answer within {self.seconds:g} seconds")
        except (httpx.HTTPError, ConnectionError, OSError) as error:
            return Diagnostic("X0031", f"the model server cannot be reached: {type(error).__name__}")
        except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
            return Diagnostic("X0033", f"the model's answer cannot be read: {type(error).__name__}")
        return Answer(
            code, self.model, self._digest, prompt, OPTIONS, self.seed, {"ollama": _version()}, calls=1
        )

    def _look_up(self, models: list[dict[str, Any]]) -> str:
        """Return the digest of the model; refuses models that the server does not have or runs elsewhere."""
        for row in models:
            if {self.model, f"{self.model}:latest"} & {row.get("model"), row.get("name")}:
                if row.get("remote_host") or row.get("remote_model"):
                    raise Refused(Diagnostic("X0034", f"the model {self.model} runs on another machine"))
                return str(row["digest"])
        raise Refused(Diagnostic("X0032", f"the model server does not have the model {self.model}"))

    def _chat(self, client: Any, prompt: str) -> str:
        """Return the whole answer, read piece by piece against the clock."""
        end = time.monotonic() + self.seconds
        pieces: list[str] = []
        stream = client.chat(
            model=self.model,
            messages=[{"role": "user", "content": prompt}],
            format=SCHEMA,
            options={**OPTIONS, "seed": self.seed},
            stream=True,
        )
        done = False
        for part in stream:
            pieces.append(part["message"]["content"] or "")
            done = bool(part.get("done"))
            if time.monotonic() > end:
                raise TimeoutError
            if sum(map(len, pieces)) > LONGEST:
                raise ValueError("the answer has no end")
        if not done:
            raise ValueError("the stream broke off")
        return "".join(pieces)


class Refused(Exception):
    """A model that must not or cannot be used."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


def _version() -> str:
    from importlib.metadata import version

    return version("ollama")

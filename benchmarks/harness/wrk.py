"""Requests per second by wrk, over many addresses in turn."""

import json
import re
import statistics
import subprocess
from pathlib import Path

SCRIPT = """
local asked = {{ {asked} }}
local n = 0
request = function()
  n = n % #asked + 1
  return wrk.format("GET", asked[n][1], asked[n][2])
end
"""


class Target:
    """What is asked for: addresses of one server, each with headers of its own."""

    def __init__(self, name, server, paths, headers=None):
        self.name, self.server = name, server
        self.asked = [(path, (headers or {}).get(path, {})) for path in paths]
        self.seen = {}  # {connections: [requests per second]}

    def measure(self, place, connections, seconds):
        script = Path(place) / f"{self.name}.lua"
        lines = (
            f"{{ {json.dumps(path, ensure_ascii=False)}, {{ {_table(headers)} }} }}"
            for path, headers in self.asked
        )
        script.write_text(SCRIPT.format(asked=",\n".join(lines)))
        command = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "-s",
            str(script),
            self.server,
        ]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in said and not self.name.endswith("304"):
            raise SystemExit(f"{self.name} answered with errors:\n{said}")
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
        self.seen.setdefault(connections, []).append(rate)
        return rate

    def median(self, connections):
        return round(statistics.median(self.seen[connections]), 1)


def _table(headers):
    return ", ".join(
        f"[{json.dumps(name)}] = {json.dumps(value)}" for name, value in headers.items()
    )


def alternate(targets, *, place, rounds, seconds, connections=(1, 8)):
    """Every target once a round, in another order each time; prints as it goes."""
    for turn in range(rounds):
        for number in connections:
            for target in targets[::-1] if turn % 2 else targets:
                rate = target.measure(place, number, seconds)
                print(f"round {turn + 1}  c={number}  {target.name:24} {rate:10.1f}/s", flush=True)

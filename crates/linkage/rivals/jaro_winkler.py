"""Jaro-Winkler: nanoseconds a pair, ours and rapidfuzz's, over all pairs of one list of invented names, in one run.

    python3 -m venv V && V/bin/pip install rapidfuzz numpy
    cargo build --release -p relais-linkage --examples
    V/bin/python crates/linkage/rivals/jaro_winkler.py
"""

import itertools
import subprocess
import tempfile
import time
from pathlib import Path

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

STEMS = "Rosen Gold Silber Wein Grun Schwarz Birn Mandel Perl Stern Klein Gross Linden Apfel Hirsch Wolf Adler Kirsch Zucker Finkel".split()
ENDS = "berg stein baum feld mann blum zweig thal wald owicz ski er bach heim ger sohn kraut garten icz ewski".split()
NAMES = [(stem + end).lower() for stem, end in itertools.product(STEMS, ENDS)] * 4

with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
    file.write("\n".join(NAMES))
    file.flush()
    example = Path(__file__).parents[3] / "target/release/examples/jaro_winkler_speed"
    ours, mean = map(float, subprocess.run([example, file.name], check=True, capture_output=True, text=True).stdout.split())
begun = time.perf_counter()
table = cdist(NAMES, NAMES, scorer=JaroWinkler.similarity, workers=1)
theirs = (time.perf_counter() - begun) * 1e9 / len(NAMES) ** 2
print(f"ours {ours:.1f} ns, rapidfuzz {theirs:.1f} ns a pair: {theirs / ours:.2f} times ours; means {mean:.5f} and {table.mean():.5f}")

"""Prints z-scores per CPU second of pygrowup2 1.0.0, for the comparison in docs/benchmarks.md."""

import random
import time

from pygrowup import Observation

random.seed(1)
rows = [(random.randrange(91, 1827), random.gauss(14.5, 1.2), random.gauss(47, 1.5), random.gauss(85, 8)) for _ in range(3000)]
done, start = 0, time.process_time()
for days, arm, head, height in rows:
    o = Observation(sex=Observation.MALE, age_in_days=days)
    for z in (o.acfa(arm), o.hcfa(head), o.lhfa(height), o.wfa(height / 7)):
        done += z is not None
print(f"pygrowup2: {done / (time.process_time() - start):,.0f} z per CPU second")

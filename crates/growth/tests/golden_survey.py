"""Writes golden_survey.csv: a stratified cluster sample, and means with errors and intervals by samplics 0.6.1.

    python3 crates/growth/tests/golden_survey.py > crates/growth/tests/golden_survey.csv

Rows: stratum, cluster, weight, domain, value, case. Rows that begin with `#` hold results: of what, estimate,
standard error, lower and upper limit.
"""

import random
import warnings

warnings.simplefilter("ignore")
import pandas
from samplics.estimation import TaylorEstimator
from samplics.utils.types import PopParam

random.seed(7)
rows = []
for stratum in range(3):
    for cluster in range(5 + stratum):
        for _ in range(random.randrange(4, 11)):
            value = round(random.gauss(-0.8 + 0.1 * cluster, 1.1), 2)
            rows.append((stratum, cluster, round(random.uniform(0.5, 3), 3), random.randrange(3), value, int(value < -1.5)))
print("stratum,cluster,weight,domain,value,case")
for row in rows:
    print(",".join(map(str, row)))
data = pandas.DataFrame(rows, columns=["stratum", "cluster", "weight", "domain", "value", "case"])
data["psu"] = data.stratum * 100 + data.cluster
for param, column in ((PopParam.mean, "value"), (PopParam.prop, "case")):
    for domain in (None, "domain"):
        estimator = TaylorEstimator(param)
        estimator.estimate(y=data[column], samp_weight=data.weight, stratum=data.stratum, psu=data.psu, domain=data[domain] if domain else None)
        frame = estimator.to_dataframe()
        for _, r in frame.iterrows():
            if param == PopParam.prop and str(r.get("_level")) not in ("1", "1.0"):
                continue
            name = "all" if domain is None else str(r["_domain"])
            print(f"# {column} {name},{r['_estimate']!r},{r['_stderror']!r},{r['_lci']!r},{r['_uci']!r}".replace("np.float64(", "").replace(")", ""))

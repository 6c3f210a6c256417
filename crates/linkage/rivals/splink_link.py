"""Splink 5 on DuckDB and `relais link` on one file, in one run: CPU seconds, memory at its peak, clusters against the truth.

    python3 -m venv V && V/bin/pip install splink==5.0.0 duckdb anyascii pandas
    V/bin/python crates/linkage/rivals/splink_link.py FOLDER target/release/relais

FOLDER holds `people.csv` and `truth.csv` of the example `population`. Splink gets what its guide recommends for names: Latin
letters (any_ascii), Jaro-Winkler levels with term frequencies, u from random pairs, m by expectation and maximisation on two
blockings, clusters at its usual 0.95 and at the best of six thresholds, found with the truth in hand.
"""

import csv
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path


def quality(cluster_of, truth):
    """Precision, recall and F1 of pairs in one cluster."""
    pairs = lambda counts: sum(n * (n - 1) // 2 for n in counts.values())
    found = pairs(Counter(cluster_of.values()))
    true = pairs(Counter(truth.values()))
    right = pairs(Counter((cluster_of[i], truth[i]) for i in truth))
    precision, recall = right / max(found, 1), right / max(true, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def cpu(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def ours(folder, relais, truth):
    out = folder / "clusters.csv"
    begun, before = time.time(), cpu(resource.RUSAGE_CHILDREN)
    subprocess.run([relais, "link", "--in", folder / "people.csv", "--out", out], check=True, stdout=subprocess.DEVNULL)
    spent, wall = cpu(resource.RUSAGE_CHILDREN) - before, time.time() - begun
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with open(out, newline="") as file:
        clusters = {row["id"]: row["cluster"] for row in csv.DictReader(file)}
    report("relais link", quality(clusters, truth), spent, wall, memory)
    return spent


def report(what, figures, spent, wall, memory):
    precision, recall, f1 = figures
    print(f"{what:24} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}; {spent:.1f} CPU s, {wall:.1f} s, {memory:.0f} MB")


def theirs(folder, truth):
    import pandas as pd
    from anyascii import anyascii

    begun, before = time.time(), cpu(resource.RUSAGE_SELF)
    people = pd.read_csv(folder / "people.csv", dtype=str, keep_default_na=False)
    for column in ["given", "surname", "birth_place", "father", "mother", "residence"]:
        people[column] = people[column].map(lambda text: anyascii(text).lower().strip() or None)
    people["sex"] = people["sex"].str.lower().replace({"w": "f", "": None})
    people["year"] = people["birth"].str.extract(r"^(\d{4})")[0]
    people["day"] = people["birth"].where(people["birth"].str.fullmatch(r"\d{4}-\d{2}-\d{2}"), None)
    prepared = cpu(resource.RUSAGE_SELF) - before

    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    names = lambda column: cl.JaroWinklerAtThresholds(column, [0.92, 0.85]).configure(term_frequency_adjustments=True)
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            names("given"),
            names("surname"),
            cl.ExactMatch("sex"),
            cl.DateOfBirthComparison("day", input_is_string=True, datetime_thresholds=[1, 1, 10], datetime_metrics=["month", "year", "year"]),
            names("birth_place"),
            names("father"),
            names("mother"),
            names("residence"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("day"),
            block_on("given", "surname"),
            block_on("surname", "year"),
            block_on("given", "year", "birth_place"),
            block_on("given", "father", "mother"),
        ],
    )
    api = DuckDBAPI()
    frame = api.register(people) if hasattr(api, "register") else people
    linker = Linker(frame, settings) if hasattr(api, "register") else Linker(frame, settings, api)
    linker.training.estimate_probability_two_random_records_match([block_on("day", "given", "surname")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in [block_on("given", "surname"), block_on("day")]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    best = None
    for threshold in [0.5, 0.8, 0.9, 0.95, 0.99, 0.999]:
        made = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=threshold)
        if threshold == 0.95:
            spent, wall = cpu(resource.RUSAGE_SELF) - before, time.time() - begun
        clusters = made.as_pandas_dataframe()[["id", "cluster_id"]]
        figures = quality(dict(zip(clusters["id"], clusters["cluster_id"])), truth)
        if threshold == 0.95:
            usual = figures
        best = max(best or (0, 0, 0), figures, key=lambda f: f[2])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report("Splink 5 at 0.95", usual, spent, wall, memory)
    report("Splink 5 at its best", best, spent, wall, memory)
    print(f"of that {prepared:.1f} CPU s are preparation; counted are four of six clusterings")
    return spent


def main():
    folder, relais = Path(sys.argv[1]), sys.argv[2]
    with open(folder / "truth.csv", newline="") as file:
        truth = {row["id"]: row["person"] for row in csv.DictReader(file)}
    mine = ours(folder, relais, truth)
    rival = theirs(folder, truth)
    print(f"CPU: {rival / mine:.1f} times ours")


main()

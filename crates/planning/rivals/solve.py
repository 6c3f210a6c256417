"""The same placement instances by PuLP with CBC and by OR-tools CP-SAT, from the sentences of schema version 1.

Usage: solve.py PROPOSE SECONDS INSTANCE.. ; SECONDS is what each of the two may take, PROPOSE is target/release/examples/propose, built by
`cargo build --release -p relais-planning --example propose`. Prints objective and seconds of each and the ratio.
Needs: pip install pulp ortools (in a folder of its own).
"""
import json, subprocess, sys, time

DEFAULT = {"unplaced": 1000, "split": 100, "need": 50, "observance": 10, "language": 5}


def arcs(p):
    cost = {**DEFAULT, **p.get("costs", {})}
    fixed = {f["child"]: f["home"] for f in p.get("fixed", [])}
    forbidden = {(f["child"], f["home"]) for f in p.get("forbidden", [])}
    found = {}
    for i, c in enumerate(p["children"]):
        for h, home in enumerate(p["homes"]):
            if (c["id"], home["id"]) in forbidden or fixed.get(c["id"], home["id"]) != home["id"]:
                continue
            price = cost["need"] * sum(n not in home["offers"] for n in c["needs"])
            price += cost["observance"] * (c["observant"] and not home["observant"])
            price += cost["language"] * (not set(c["languages"]) & set(home["languages"]))
            for b, bed in enumerate(home["beds"]):
                if bed["sex"] in ("any", c["sex"]) and bed["from"] <= c["age"] <= bed["to"] and bed["count"]:
                    found[i, h, b] = price
    groups = {}
    for i, c in enumerate(p["children"]):
        if c["group"] is not None:
            groups.setdefault(c["group"], []).append(i)
    return cost, found, groups, fixed


def cbc(p, seconds):
    import pulp
    cost, found, groups, fixed = arcs(p)
    m = pulp.LpProblem("placement", pulp.LpMinimize)
    x = {k: pulp.LpVariable("x_%d_%d_%d" % k, cat="Binary") for k in found}
    out = {i: pulp.LpVariable(f"o_{i}", cat="Binary") for i in range(len(p["children"]))}
    total = [cost["unplaced"] * v for v in out.values()] + [found[k] * v for k, v in x.items()]
    of_child, of_bed = {}, {}
    for (i, h, b), v in x.items():
        of_child.setdefault(i, []).append(v)
        of_bed.setdefault((h, b), []).append(v)
    for i, c in enumerate(p["children"]):
        m += pulp.lpSum(of_child.get(i, [])) + out[i] == 1
        if c["id"] in fixed:
            m += out[i] == 0
    for (h, b), vs in of_bed.items():
        m += pulp.lpSum(vs) <= p["homes"][h]["beds"][b]["count"]
    for g, (_, members) in enumerate(groups.items()):
        used = {}
        for (i, h, b) in found:
            if i in members:
                used.setdefault(h, {}).setdefault(i, []).append(x[i, h, b])
        y = {h: pulp.LpVariable(f"y_{g}_{h}", cat="Binary") for h in used}
        extra = pulp.LpVariable(f"s_{g}", lowBound=0)
        for h, by_child in used.items():
            for vs in by_child.values():
                m += pulp.lpSum(vs) <= y[h]
        m += extra >= pulp.lpSum(y.values()) - 1
        total.append(cost["split"] * extra)
    m += pulp.lpSum(total)
    begin = time.time()
    m.solve(pulp.PULP_CBC_CMD(msg=0, timeLimit=seconds, threads=1))
    # LpStatus says optimal of any answer found before the time ran out; only sol_status tells the two apart.
    proved = m.sol_status == pulp.LpSolutionOptimal
    return round(pulp.value(m.objective), 3), "Optimal" if proved else "Feasible", time.time() - begin


def cpsat(p, seconds):
    from ortools.sat.python import cp_model
    cost, found, groups, fixed = arcs(p)
    m = cp_model.CpModel()
    x = {k: m.NewBoolVar("") for k in found}
    out = {i: m.NewBoolVar("") for i in range(len(p["children"]))}
    total = [cost["unplaced"] * v for v in out.values()] + [found[k] * v for k, v in x.items()]
    of_child, of_bed = {}, {}
    for (i, h, b), v in x.items():
        of_child.setdefault(i, []).append(v)
        of_bed.setdefault((h, b), []).append(v)
    for i, c in enumerate(p["children"]):
        m.AddExactlyOne(of_child.get(i, []) + [out[i]])
        if c["id"] in fixed:
            m.Add(out[i] == 0)
    for (h, b), vs in of_bed.items():
        m.Add(sum(vs) <= p["homes"][h]["beds"][b]["count"])
    for members in groups.values():
        y = {}
        for (i, h, b) in found:
            if i in members:
                m.AddImplication(x[i, h, b], y.setdefault(h, m.NewBoolVar("")))
        if y:
            extra = m.NewIntVar(0, len(y), "")
            m.Add(extra >= sum(y.values()) - 1)
            total.append(cost["split"] * extra)
    m.Minimize(sum(total))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    begin = time.time()
    status = solver.Solve(m)
    return round(solver.ObjectiveValue(), 3), solver.StatusName(status), time.time() - begin


def ours(program, path):
    begin = time.time()
    done = subprocess.run([program, path], capture_output=True, text=True)
    found = json.loads(done.stdout)
    return found["objective"], found["status"], time.time() - begin


if __name__ == "__main__":
    program, seconds, paths = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
    differ = 0
    for path in paths:
        with open(path) as f:
            p = json.load(f)
        rows = [ours(program, path), cbc(p, seconds), cpsat(p, seconds)]
        cells = " | ".join(f"{o} {s} {t:.2f} s" for o, s, t in rows)
        proved = [o for o, s, _ in rows if s.lower() == "optimal"]
        same = len(set(proved)) <= 1
        differ += not same
        print(f"{path} | {cells} | {rows[0][2] / max(rows[1][2], 1e-3):.2f} | {rows[0][2] / max(rows[2][2], 1e-3):.2f} | {'same' if same else 'DIFFER'}", flush=True)
    sys.exit(differ)

// PouchDB and ours bring the same facts to a fresh node, in one run: seconds by the wall and of the processor.
//
//     npm install pouchdb express@4 express-pouchdb      (express-pouchdb 4 does not go with express 5; in a folder of its own, FOLDER)
//     node crates/store/rivals/pouchdb.mjs FOLDER target/release/examples/exchange_speed [ENTRIES]
//
// The facts are those of `exchange_speed`: children, each with 19 weighings, one document a fact. PouchDB (LevelDB) replicates
// them over HTTP on loopback from a server in a process of its own, a thousand a batch, and then builds the one list that
// asks most: all facts of a child. Nothing of it is sealed, signed or judged. Ours opens a bundle and joins: every author proved,
// every entry opened and judged, all lists ready.

import { fork, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { randomUUID } from "node:crypto";

const [folder, ours, count = "100000"] = process.argv.slice(2);
const need = createRequire(join(resolve(folder), "package.json"));
const PouchDB = need("pouchdb");
const PER_FILE = 20;
const BATCH = 1000;

function facts(entries) {
  const all = [];
  for (let child = 0; child < Math.ceil(entries / PER_FILE); child += 1) {
    const file = randomUUID();
    all.push({ _id: randomUUID(), file, fact: "registered", name: { given: `Child ${child}`, surname: "Roth" }, sex: "f", birth: "1938-04-02" });
    for (let n = 1; n < PER_FILE; n += 1) {
      const on = new Date(Date.UTC(1941, 0, 7 * n)).toISOString().slice(0, 10);
      all.push({ _id: randomUUID(), file, fact: "weighing", on, weight_g: 14_000 + 50 * n, height_mm: 1_000 + n, oedema: false, by: randomUUID() });
    }
  }
  return all.slice(0, entries);
}

const spent = (usage) => (usage.user + usage.system) / 1e6;

async function serve(at) {
  const express = need("express");
  const app = express();
  app.use("/", need("express-pouchdb")(PouchDB.defaults({ prefix: `${at}/` }), { mode: "minimumForPouchDB" }));
  const server = app.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
  process.on("message", () => process.send({ cpu: spent(process.cpuUsage()) }));
}

const answer = (child) => new Promise((done) => child.once("message", done));

async function compare() {
  const at = mkdtempSync(join(resolve(folder), "pouch-"));
  let server;
  try {
    const entries = facts(Number(count));
    const source = new PouchDB(join(at, "source"));
    for (let from = 0; from < entries.length; from += BATCH) await source.bulkDocs(entries.slice(from, from + BATCH));
    await source.close();
    server = fork(new URL(import.meta.url).pathname, [folder, "serve", at], { cwd: at });
    const { port } = await answer(server);
    const before = process.cpuUsage();
    const begun = performance.now();
    const fresh = new PouchDB(join(at, "fresh"));
    const done = await fresh.replicate.from(`http://127.0.0.1:${port}/source`, { batch_size: BATCH, batches_limit: 4 });
    const came = (performance.now() - begun) / 1000;
    await fresh.put({ _id: "_design/lists", views: { of: { map: "function (d) { emit([d.file, d.on]); }" } } });
    await fresh.query("lists/of", { limit: 1 });
    const listed = (performance.now() - begun) / 1000;
    const own = spent(process.cpuUsage(before));
    server.send("cpu");
    const { cpu } = await answer(server);
    await fresh.close();
    console.log(`PouchDB: ${done.docs_written} facts replicated after ${came.toFixed(1)} s, one list ready after ${listed.toFixed(1)} s; ${(own + cpu).toFixed(1)} CPU s, server included`);
  } finally {
    server?.kill();
    rmSync(at, { recursive: true });
  }
  spawnSync(resolve(ours), [count, resolve(folder)], { stdio: "inherit" });
}

if (ours === "serve") await serve(process.argv[4]);
else await compare();

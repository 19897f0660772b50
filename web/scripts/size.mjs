// What a browser must fetch before the first screen: the scripts and styles that index.html names, compressed.
// The texts of one language come on top; they are counted as the larger of the languages.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 250 * 1024;
const dist = process.argv[2] ?? "dist";
const page = readFileSync(`${dist}/index.html`, "utf8");
const named = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
const compressed = (path) => gzipSync(readFileSync(`${dist}${path}`), { level: 9 }).length;

const rows = named.map((path) => [path, compressed(path)]);

// The first screen is the cockpit: its chunk and what that imports come with it, and the texts of one language.
const assets = readdirSync(`${dist}/assets`);
const cockpit = assets.find((file) => /^CockpitPage-.*\.js$/.test(file));
const later = new Set(cockpit ? closure(cockpit) : []);
const source = named.find((path) => path.startsWith("/assets/shell")) ?? "";
const styles = later.size > 0 ? stylesOf(readFileSync(`${dist}${source}`, "utf8"), cockpit) : [];
for (const file of [...later, ...styles]) {
  const path = `/assets/${file}`;
  if (!named.includes(path)) rows.push([path, compressed(path)]);
}
rows.push(["texts of the shell, the cockpit and charts", Math.max(...["en", "de"].map(textsOf))]);

/** The catalogs themselves: as scripts they are a few bytes larger. */
function textsOf(language) {
  const catalogs = ["../src/app", "../src/features/insight", "../src/ui/charts"].map((folder) =>
    readFileSync(new URL(`${folder}/texts.${language}.json`, import.meta.url)),
  );
  return catalogs.reduce((sum, catalog) => sum + gzipSync(JSON.stringify(JSON.parse(catalog)), { level: 9 }).length, 0);
}

/** A chunk and everything it imports without waiting. */
function closure(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(`${dist}/assets/${file}`, "utf8");
  for (const [, next] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) closure(next, seen);
  return seen;
}

/** The styles that the shell fetches together with a page: the page's list of files stands beside its import. */
function stylesOf(text, file) {
  const names = [...text.matchAll(/"assets\/([^"]+)"/g)].map(([, name]) => name);
  const list = text.match(new RegExp(`import\\(\\s*[\`"']\\./${file}[\`"']\\s*\\)[^\\[]*\\[([\\d,]*)\\]`));
  const chosen = list?.[1] ? list[1].split(",").map((index) => names[Number(index)]) : [];
  return chosen.filter((name) => name?.endsWith(".css"));
}

const total = rows.reduce((sum, [, size]) => sum + size, 0);
for (const [path, size] of rows) console.log(`${(size / 1024).toFixed(1).padStart(7)} KiB  ${path}`);
console.log(`${(total / 1024).toFixed(1).padStart(7)} KiB  first load, of ${limit / 1024} allowed`);
if (named.length === 0 || total > limit) {
  console.error(named.length === 0 ? "No script found: build first." : "The first load is too large.");
  process.exit(1);
}

// Reads pages with one of the tools below and says what that cost: `node extract.mjs PAGES`.
//
// PAGES is a file with a JSON list of [url, html].  One line in, `TOOL NUMBER TIMES`; one line out,
// the CPU milliseconds of one call, of all threads, so with the compiler's and the collector's.
// The first line out names the versions.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const htmlMetadata = require("html-metadata");
const { unfurl } = require("unfurl.js");
const metascraper = require("metascraper")(
  ["author", "date", "description", "image", "lang", "logo", "publisher", "title", "url"].map(
    (rule) => require(`metascraper-${rule}`)(),
  ),
);

// Each gets the page as it likes it best; parsing is in all of them.
const TOOLS = {
  metascraper: (url, html) => metascraper({ url, html }),
  "html-metadata": (_url, html) => htmlMetadata.loadFromString(html),
  // It reads what it fetches and nothing else: the answer is in memory, and no oEmbed is asked for.
  "unfurl.js": (url, html) =>
    unfurl(url, {
      oembed: false,
      fetch: async () => ({
        status: 200,
        headers: new Headers({ "Content-Type": "text/html; charset=utf-8" }),
        arrayBuffer: async () => Buffer.from(html),
      }),
    }),
};

const pages = JSON.parse(readFileSync(process.argv[2], "utf8"));
let counter = 0;

async function cpuMs(tool, [url, html], times) {
  // No text twice: metascraper keeps what it parsed last.
  const texts = Array.from({ length: times }, () => `${html}<!-- ${++counter} -->`);
  const before = process.cpuUsage();
  for (const text of texts) await TOOLS[tool](url, text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

const names = Object.keys(TOOLS);
const versions = names.map((name) => `${name} ${versionOf(name)}`);
console.log([`node ${process.versions.node}`, ...versions].join(", "));

function versionOf(name) {
  const path = new URL(`node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")).version;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [tool, number, times] = line.split(" ");
  console.log(await cpuMs(tool, pages[Number(number)], Number(times)));
}

"use strict";
// Asks this very service, and shows what it says.  Whatever comes back is put in as text; the card
// goes into a sandboxed frame, under this page's own policy.

const $ = (id) => document.getElementById(id);
const MOST = 8; // candidates shown of one field: a byline may have hundreds
const LONG = 299; // characters shown of one value: the service cuts at 300, and does not say so
let asked = null; // the link whose answer is shown
let running = new AbortController();

function key() {
  return $("key") ? $("key").value.trim() : "";
}

function address(route, parameters) {
  return new URL(`${route}?${new URLSearchParams(parameters)}`, document.baseURI);
}

// Returns the answer, its text read; throws what the service says of a failure.
async function ask(route, parameters) {
  const headers = key() ? { Authorization: `Bearer ${key()}` } : {};
  const answer = await fetch(address(route, parameters), {
    headers,
    signal: running.signal,
    cache: "no-cache", // the browser asks whether its copy still holds: the state shown is true
    credentials: "omit",
  });
  const text = await answer.text();
  if (answer.ok || route === "card") return { answer, text };
  let problem = { title: "The service did not answer as it should", detail: `Status ${answer.status}.` };
  try {
    problem = JSON.parse(text);
  } catch {
    // a proxy before the service speaks for itself
  }
  throw Object.assign(new Error(problem.title), { problem });
}

function shownWhile(work) {
  const began = performance.now();
  const tell = () => {
    $("status").textContent = `Asking… ${Math.round((performance.now() - began) / 1000)} s`;
  };
  $("progress").hidden = false;
  tell();
  const clock = setInterval(tell, 1000);
  return work.finally(() => {
    clearInterval(clock);
    $("progress").hidden = true;
  });
}

async function run(url) {
  running.abort();
  running = new AbortController();
  const own = running;
  asked = url;
  for (const id of ["result", "problem"]) $(id).hidden = true;
  $("card").srcdoc = "";
  $("explain").open = false;
  $("why").replaceChildren();
  history.replaceState(null, "", `?${new URLSearchParams({ url })}`);
  try {
    const began = performance.now();
    const { answer, text } = await shownWhile(ask("preview", query()));
    const ms = Math.round(performance.now() - began);
    const state = (answer.headers.get("Cache-Status") || "").replace("paper-preview; ", "");
    showBody(text);
    $("result").hidden = false;
    $("status").textContent = `Done in ${ms} ms (cache: ${state}).`;
    $("card").srcdoc = (await ask("card", { url })).text;
  } catch (error) {
    if (own === running) showProblem(error);
  }
}

function query() {
  const parameters = { url: asked, format: $("format").value, pretty: "1" };
  if (parameters.format === "json") delete parameters.format;
  return parameters;
}

function showBody(text) {
  $("body").textContent = text;
  const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;
  const { pretty, ...parameters } = query();
  const secret = $("key") ? ' -H "Authorization: Bearer $PREVIEW_KEY"' : "";
  $("curl").textContent = `curl${secret} ${quoted(address("preview", parameters).href)}`;
}

function showProblem(error) {
  const problem = error.problem || { title: "The service cannot be reached", detail: error.message };
  $("status").textContent = "";
  $("problem-title").textContent = problem.title;
  const detail = problem.detail || "";
  $("problem-detail").textContent = detail === `${problem.title}.` ? "" : detail;
  $("problem-code").textContent = problem.code || "none";
  $("problem-code").href = problem.code ? `docs#${encodeURIComponent(problem.code)}` : "docs";
  $("problem").hidden = false;
}

function element(tag, text, attributes = {}) {
  const made = Object.assign(document.createElement(tag), attributes);
  if (text !== undefined) made.textContent = text;
  return made;
}

function brief(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}

function table(caption, heads, rows) {
  const made = element("table");
  made.append(element("caption", caption));
  const head = made.createTHead().insertRow();
  for (const name of heads) head.append(element("th", name, { scope: "col" }));
  made.append(...rows);
  return made;
}

function candidateRows(field, judged) {
  const rows = judged.slice(0, MOST).map((one, at) => {
    const row = element("tr", undefined, { className: one.won ? "won" : "" });
    row.append(element("th", at ? "" : field, { scope: "row" }));
    row.append(element("td", brief(one.value)), element("td", one.source));
    row.append(element("td", `${one.won ? "✓ " : ""}${one.reason || ""}`));
    return row;
  });
  if (judged.length > MOST) {
    const row = element("tr");
    row.append(element("th"), element("td", `and ${judged.length - MOST} more`, { colSpan: 3 }));
    rows.push(row);
  }
  return rows;
}

async function explain() {
  if (!$("explain").open || $("why").hasChildNodes()) return;
  try {
    const told = JSON.parse((await ask("explain", { url: asked })).text);
    const rows = Object.entries(told.candidates).flatMap(([field, all]) => candidateRows(field, all));
    const steps = told.steps.map((step) => {
      const row = element("tr");
      for (const cell of [step.source, step.url, step.outcome, `${Math.round(step.seconds * 1000)} ms`])
        row.append(element("td", cell));
      return row;
    });
    $("why").replaceChildren(
      table("What was stated, and what won", ["Field", "Value", "Source", "Why"], rows),
      table("What was asked", ["Host", "Address", "Outcome", "Time"], steps),
    );
  } catch (error) {
    showProblem(error);
  }
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run($("url").value.trim());
});
for (const button of document.querySelectorAll("[data-url]"))
  button.addEventListener("click", () => {
    $("url").value = button.dataset.url;
    run(button.dataset.url);
  });
$("format").addEventListener("change", async () => {
  $("problem").hidden = true;
  try {
    showBody((await ask("preview", query())).text);
  } catch (error) {
    showBody("");
    showProblem(error);
  }
});
$("explain").addEventListener("toggle", explain);
$("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText($("curl").textContent);
    $("copy").textContent = "Copied";
  } catch {
    getSelection().selectAllChildren($("curl")); // no clipboard on a page without TLS
  }
});

const given = new URLSearchParams(location.search).get("url");
if (given) {
  $("url").value = given;
  if (!$("key")) run(given);
}

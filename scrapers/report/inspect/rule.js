// The panel: the verdict on the chosen block, a rule for the spider, and what that would change.
const MOST_STEPS = 12;
const MOST_SHOWN = 30;
const kinds = [...document.querySelectorAll(".kinds input")];
const selector = $("selector");
const kindNow = () => kinds.find((one) => one.checked).value;
let offered = [];
let isTried = false; // whether somebody works on a rule: only then the page shows what it would do

/** Called with each block that is chosen. */
function chosen(at) {
  const one = decided(at);
  isTried = false;
  $("none").hidden = true;
  $("chosen").hidden = false;
  $("verdict").className = `verdict ${coloured(one.fate, one.rule)}`;
  verdictInto($("verdict"), one);
  $("verdict").append(make("code", "", one.path));
  showTab("rule");
  setKind(one.fate === "kept" ? "remove" : "keep");
}

function setKind(kind) {
  for (const one of kinds) one.checked = one.value === kind;
  offered = offers(current);
  if (offered.length) selector.value = best(kind);
  else selector.value = "";
  listOffers();
  preview();
}

/** Selectors around a block, from the narrowest; no positions, no names that a build makes anew. */
function offers(at) {
  THIS.build();
  const found = new Map();
  let node = decided(at).node;
  let below = null;
  for (let step = 0; node > 0 && step < MOST_STEPS; step++) {
    const tag = DATA.nodes[node][1];
    const names = tag === "body" ? [] : (DATA.names[node] || []);
    for (const name of names) {
      const isPlain = name.startsWith("~");
      const own = isPlain ? name.slice(1) : name;
      const telling = own.startsWith("#") || own.startsWith("[") ? own : `${tag}${own}`;
      if (below) offer(found, `${telling} ${below.far ? "" : "> "}${below.tag}`, isPlain);
      offer(found, telling, isPlain);
    }
    if (names.length) below = null;
    else if (!below && step === 0) below = { tag, far: false };
    else if (below) below.far = true;
    node = THIS.parents[node];
  }
  if (!found.size) for (const one of ofTags(at)) offer(found, one, true);
  return [...found.values()];
}

/** Where nothing has a name that lasts: tags that say what they hold. */
function ofTags(at) {
  const found = [];
  for (let node = decided(at).node; node > 0; node = THIS.parents[node]) {
    const tag = DATA.nodes[node][1];
    if (/^(aside|nav|article|main|footer|header|blockquote|figure|figcaption|table|section|form)$/.test(tag)) found.push(tag);
  }
  return found;
}

function offer(found, text, isPlain) {
  if (!found.has(text)) found.set(text, { text, isPlain });
}

/** The offer that does what is wanted to this block, and the least beside it. None, if each that removes it takes
 * most of the article along, or no body that holds it holds the article too. */
function best(kind) {
  const all = DATA.blocks.filter(([, fate]) => fate === 0).length;
  const scored = offered.map((one, at) => {
    const { inside } = THIS.inside(one.text);
    let kept = 0;
    let other = 0;
    for (const [node, fate] of DATA.blocks) {
      if (node >= 0 && inside[node]) {
        if (fate === 0) kept += 1;
        else other += 1;
      }
    }
    const cost = kind === "body" ? other - 2 * kept : kind === "remove" ? kept : other + kept;
    return { text: one.text, cost: cost + (one.isPlain && kind !== "body" ? 0.5 : 0) + (one.text.includes(" ") ? 0.25 : 0), at, kept };
  });
  scored.sort((a, b) => a.cost - b.cost || a.at - b.at);
  const most = 2 * scored[0].kept > all;
  const isWrong = kind === "body" ? !most : kind === "remove" && most;
  return isWrong ? "" : scored[0].text;
}

function listOffers() {
  const buttons = offered.map(({ text }) => {
    const button = make("button", "", text);
    button.type = "button";
    button.setAttribute("aria-pressed", String(text === selector.value));
    button.addEventListener("click", () => take(text));
    return button;
  });
  const none = "No element around this block has a name that would last; write a selector of your own.";
  if (!buttons.length) buttons.push(make("span", "few", none));
  else if (!selector.value) buttons.push(make("span", "few", kindNow() === "body" ? "None of these holds the article as well as this block." : "Each of these takes most of the article along."));
  $("suggestions").replaceChildren(...buttons);
}

function take(text) {
  isTried = true;
  selector.value = text;
  listOffers();
  preview();
}

/** The next narrower (-1) or wider (1) offer. */
function widen(step) {
  if (!offered.length) return;
  const at = offered.findIndex((one) => one.text === selector.value);
  take(offered[Math.max(0, Math.min(offered.length - 1, at + step))].text);
  say(selector.value);
}

/** A text as Python writes it. */
function python(text) {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  return quote + text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replaceAll("\n", " ") + quote;
}

function lineNow() {
  const written = `css(${python(selector.value.trim())})`;
  const kind = kindNow();
  if (DATA.has[kind].length) return `${written},`;
  return kind === "body" ? `body = ${written}` : `${kind} = [${written}]`;
}

function preview() {
  const kind = kindNow();
  const text = selector.value.trim();
  $("problem").textContent = "";
  $("line").textContent = text ? lineNow() : "";
  $("ready").hidden = !text;
  const known = DATA.has[kind];
  const place = DATA.site ? `the spider ${DATA.site}` : "a spider of this site";
  $("line-hint").textContent = known.length
    ? `${place} has ${kind} already: ${known.join(", ")}. Put it into that list.`
    : `For ${place}.`;
  clearMarks();
  if (!text) return $("preview").replaceChildren();
  try {
    showPreview(kind, text);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    $("preview").replaceChildren();
    $("problem").textContent = "A browser cannot try this selector: mind brackets and quotes. css() in a spider knows more than a browser, such as :contains().";
  }
}

function clearMarks() {
  for (const one of page.querySelectorAll(".goes, .comes")) one.classList.remove("goes", "comes");
}

function showPreview(kind, text) {
  const here = effect(THIS, kind, text);
  if (isTried) {
    for (const at of here.goes) blockAt(at).classList.add("goes");
    for (const at of here.comes) blockAt(at).classList.add("comes");
  }
  const others = PAGES.map((tree) => ({ tree, result: effect(tree, kind, text) }));
  const results = [here, ...others.map((one) => one.result)];
  const rows = [tried("This page", "this", here, (at) => blockAt(at).textContent)];
  for (const { tree, result } of others) {
    const row = tried(tree.page.title || tree.page.url, "", result, (at) => tree.page.blocks[at][4]);
    row.title = [tree.page.day, tree.page.url].filter(Boolean).join(" · ");
    rows.push(row);
  }
  $("preview").replaceChildren(make("p", "sum", total(results)), ...rows, aside(results));
}

function total(results) {
  const touched = results.filter((one) => one.goes.length || one.comes.length).length;
  const sum = (name) => results.reduce((all, one) => all + one[name].length, 0);
  const pages = results.length === 1 ? "this page alone" : `${touched} of ${results.length} pages`;
  if (!touched) return results.some((one) => one.count) ? `It changes nothing on ${results.length === 1 ? "this page" : `${results.length} pages`}.` : "It finds nothing.";
  return `${sum("goes")} would go, ${sum("comes")} would come, on ${pages}.`;
}

function aside(results) {
  const lines = [];
  if (kindNow() !== "body" && results.some((one) => one.goes.length > one.stay)) {
    lines.push("It takes most of an article: the extraction will look for another text on that page, which is not shown here.");
  }
  if (!PAGES.length) lines.push(`No other page of the site is recorded${DATA.folder ? ` under ${DATA.folder}` : ""}: this page alone is tried. scrapy record keeps more.`);
  if (DATA.left) lines.push(`${DATA.left} more recorded pages are left out here, for size.`);
  if (kindNow() !== "remove") lines.push("Cleaning runs again on what comes; inspect the page once more to see all of it.");
  return make("p", "hint", lines.join(" "));
}

function tried(title, style, result, textOf) {
  const name = make("span", `title ${style}`, title);
  name.dir = "auto";
  const figures = [];
  if (result.goes.length) figures.push(make("span", "num minus", `−${result.goes.length}`));
  if (result.comes.length) figures.push(make("span", "num plus", `+${result.comes.length}`));
  if (!figures.length) figures.push(make("span", "num stay", result.count ? "no change" : "not found"));
  figures.push(make("span", "num stay", `${result.stay} stay`));
  const row = make("details", "try", make("summary", "", name, ...figures));
  row.open = style === "this" && result.goes.length + result.comes.length > 0;
  const changes = [...result.goes.map((at) => ["minus", at]), ...result.comes.map((at) => ["plus", at])];
  const list = changes.slice(0, MOST_SHOWN).map(([kind, at]) => {
    const entry = make("li", kind, textOf(at).slice(0, 160));
    entry.dir = "auto";
    return entry;
  });
  if (changes.length > MOST_SHOWN) list.push(make("li", "more", `and ${changes.length - MOST_SHOWN} more`));
  if (!changes.length) list.push(make("li", "more", result.count ? "nothing changes" : "the selector finds nothing here"));
  row.append(make("ul", "", ...list));
  return row;
}

async function copyLine() {
  const line = $("line").textContent;
  if (!line) return;
  try {
    await navigator.clipboard.writeText(line);
  } catch {
    getSelection().selectAllChildren($("line"));
    document.execCommand("copy");
  }
  say(`copied: ${line}`);
  $("copy").textContent = "Copied";
  setTimeout(() => $("copy").replaceChildren("Copy ", make("kbd", "", "c")), 1200);
}

function tryKind(kind) {
  isTried = true;
  setKind(kind);
}

for (const one of kinds) one.addEventListener("change", () => tryKind(one.value));
selector.addEventListener("input", () => {
  isTried = true;
  listOffers();
  preview();
});
$("copy").addEventListener("click", copyLine);

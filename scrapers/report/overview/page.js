"use strict";
// Sorts and filters rows that are there already; nothing is asked for, nothing is made of texts.
const $ = (id) => document.getElementById(id);
const body = document.querySelector("#table tbody");
const rows = [...body.rows];
const heads = [...document.querySelectorAll("thead button")];

/** What the reader chose outlives a reload; where that may not be kept, it does not. */
const kept = {
  get(name) { try { return sessionStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { sessionStorage.setItem(name, value); } catch { /* as said */ } },
};

function say(words) {
  $("said").textContent = words;
}

/** Rows by column `at`; what is not known comes last either way. */
function sort(at, down) {
  const value = (row) => row.cells[at].dataset.v;
  const order = (a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === "" || y === "") return (x === "") - (y === "");
    return down ? y - x : x - y;
  };
  body.append(...rows.sort(order));
  for (const one of heads) {
    const head = one.parentElement;
    if (Number(one.dataset.at) === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  kept.set("sort", `${at} ${down ? 1 : 0}`);
}

function choose(button) {
  const now = button.parentElement.getAttribute("aria-sort");
  const at = Number(button.dataset.at);
  const down = now ? now === "ascending" : at > 0;
  sort(at, down);
  say(`sorted by ${button.textContent}, ${down ? "most" : "least"} first`);
}

function find() {
  const words = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) row.hidden = !words.every((word) => row.dataset.words.includes(word));
  const left = rows.filter((row) => !row.hidden).length;
  $("shown").textContent = left === rows.length ? left : `${left} of ${rows.length}`;
  kept.set("find", $("find").value);
}

const THEMES = ["auto", "dark", "light"];
function theme(name) {
  if (name === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  $("theme-name").textContent = name;
  kept.set("theme", name);
}
const nextTheme = () => theme(THEMES[(THEMES.indexOf($("theme-name").textContent) + 1) % THEMES.length]);

const open = () => document.querySelector(".detail:target");
let from = null;
function close() {
  location.hash = "sites";
}

for (const button of heads) button.addEventListener("click", () => choose(button));
$("find").addEventListener("input", find);
$("theme").addEventListener("click", nextTheme);
body.addEventListener("click", (event) => {
  const link = event.target.closest("tr")?.querySelector("a");
  if (link && event.target.closest("a") !== link) link.click();
});
addEventListener("hashchange", () => {
  const shown = open();
  if (shown) {
    from = document.querySelector(`tbody a[href="#${shown.id}"]`);
    shown.focus({ preventScroll: true });
    shown.scrollTop = 0;
  } else if (from) {
    from.focus({ preventScroll: true });
    from = null;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && open()) close();
  if (event.target === $("find")) return;
  if (event.key === "t") nextTheme();
  if (event.key === "/") {
    event.preventDefault();
    $("find").focus();
  }
});
document.addEventListener("click", (event) => {
  if (open() && !event.target.closest(".detail, a, tr")) close();
});

if (THEMES.includes(kept.get("theme"))) theme(kept.get("theme"));
if (kept.get("sort")) {
  const [at, down] = kept.get("sort").split(" ").map(Number);
  if (heads.some((one) => Number(one.dataset.at) === at)) sort(at, down === 1);
}
if (kept.get("find")) {
  $("find").value = kept.get("find");
  find();
}
const seconds = Number(document.body.dataset.reload);
if (seconds) setTimeout(() => location.reload(), 1000 * seconds);

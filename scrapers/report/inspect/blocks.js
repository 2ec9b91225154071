// The page block by block: walking, the tooltip, the filters.
const page = $("page");
const tip = $("tip");
let current = -1;

const blockAt = (at) => $(`b${at}`);
const numberOf = (element) => Number(element.id.slice(1));
const isShown = (element) => !element.closest("[hidden]");

/** Make a block the chosen one, and tell all who follow. */
function choose(element, { focus = true } = {}) {
  const at = numberOf(element);
  if (current >= 0) {
    const before = blockAt(current);
    before.tabIndex = -1;
    before.setAttribute("aria-selected", "false");
  }
  current = at;
  element.tabIndex = 0;
  element.setAttribute("aria-selected", "true");
  page.tabIndex = -1;
  chosen(at);
  if (focus) element.focus({ preventScroll: true });
}

/** The next block that is shown, or the first of the next run; `step` is 1 or -1. */
function walk(step, byRun) {
  const all = [...page.querySelectorAll(byRun ? ".run:not([hidden]) .b:first-child" : ".run:not([hidden]) .b")];
  if (!all.length) return;
  const after = all.findIndex((one) => numberOf(one) > current);
  const last = after < 0 ? all.length : after;
  let to = step > 0 ? last : last - 1;
  if (step < 0 && current >= 0 && to >= 0 && numberOf(all[to]) === current) to -= 1;
  const element = all[Math.max(0, Math.min(all.length - 1, to))];
  element.scrollIntoView({ block: "nearest" });
  choose(element);
}

function showTip(element) {
  page.querySelector("[aria-describedby]")?.removeAttribute("aria-describedby");
  const one = decided(numberOf(element));
  tip.className = coloured(one.fate, one.rule);
  verdictInto(tip, one);
  tip.hidden = false;
  const box = element.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const below = box.bottom + 6 + height < innerHeight;
  const least = page.getBoundingClientRect().left + 124;
  tip.style.left = `${Math.max(8, Math.min(Math.max(box.right - width, least), innerWidth - width - 8))}px`;
  tip.style.top = `${Math.max(8, below ? box.bottom + 6 : box.top - height - 6)}px`;
  element.setAttribute("aria-describedby", "tip");
}

function hideTip() {
  tip.hidden = true;
}

page.addEventListener("mouseover", (event) => {
  const block = event.target.closest(".b");
  if (block) showTip(block);
  else hideTip();
});
page.addEventListener("mouseleave", hideTip);
page.addEventListener("focusin", (event) => {
  if (event.target.matches(".b")) showTip(event.target);
});
page.addEventListener("focusout", hideTip);
page.closest("main").addEventListener("scroll", () => {
  const active = document.activeElement;
  if (tip.hidden || active.getAttribute("aria-describedby") !== "tip") hideTip();
  else showTip(active);
}, { passive: true });
page.addEventListener("click", (event) => {
  const block = event.target.closest(".b");
  if (block) {
    choose(block);
    hideTip();
  }
});

// Filters: each shows or hides the runs of one rule.
const filters = [...document.querySelectorAll(".filter")];

function applyFilters() {
  const hidden = new Set(filters.filter((one) => one.getAttribute("aria-pressed") === "false").map((one) => one.dataset.rule));
  for (const run of page.children) run.hidden = hidden.has(run.dataset.rule);
}

const setFilter = (one, shown) => one.setAttribute("aria-pressed", String(shown));

$("filters").addEventListener("click", (event) => {
  const filter = event.target.closest(".filter");
  if (!filter) return;
  if (event.shiftKey) for (const one of filters) setFilter(one, one === filter);
  else setFilter(filter, filter.getAttribute("aria-pressed") === "false");
  applyFilters();
  say(`${page.querySelectorAll(".run:not([hidden]) .b").length} blocks are shown`);
});
$("filters").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = filters.indexOf(document.activeElement);
  filters[(at + step + filters.length) % filters.length].focus();
});
$("all").addEventListener("click", () => {
  for (const one of filters) setFilter(one, true);
  applyFilters();
});
page.tabIndex = 0;
page.addEventListener("focus", () => {
  if (current < 0) walk(1, false);
});

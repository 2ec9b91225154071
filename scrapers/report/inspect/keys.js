// Keys, tabs, theme, help.
const tabs = ["fields", "rule"];

function showTab(name) {
  for (const tab of tabs) {
    const on = tab === name;
    $(`tab-${tab}`).setAttribute("aria-selected", String(on));
    $(`tab-${tab}`).tabIndex = on ? 0 : -1;
    $(tab).hidden = !on;
  }
}

const otherTab = () => (($("rule").hidden) ? "rule" : "fields");
for (const tab of tabs) $(`tab-${tab}`).addEventListener("click", () => showTab(tab));
document.querySelector(".tabs").addEventListener("keydown", (event) => {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const name = otherTab();
  showTab(name);
  $(`tab-${name}`).focus();
});

const THEMES = ["auto", "dark", "light"];
function nextTheme() {
  const name = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme || "auto") + 1) % THEMES.length];
  if (name === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  $("theme-name").textContent = name;
  say(`theme: ${name}`);
}

$("theme").addEventListener("click", nextTheme);
$("help").addEventListener("click", () => $("keys").showModal());
$("close").addEventListener("click", () => $("keys").close());

function nextKind() {
  if (current < 0) return;
  const at = kinds.findIndex((one) => one.checked);
  tryKind(kinds[(at + 1) % kinds.length].value);
  say(`${kindNow()}: ${selector.value}`);
}

const onPage = (step, byRun) => () => {
  if (!compare.hidden) toggleSides();
  walk(step, byRun);
};

const KEYS = {
  j: onPage(1, false),
  k: onPage(-1, false),
  J: onPage(1, true),
  K: onPage(-1, true),
  f: () => filters[0]?.focus(),
  r: nextKind,
  "[": () => widen(-1),
  "]": () => widen(1),
  c: copyLine,
  e: () => current >= 0 && (showTab("rule"), selector.focus()),
  v: toggleSides,
  d: () => showTab(otherTab()),
  t: nextTheme,
  "?": () => $("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
  if (event.key === "Escape") {
    hideTip();
    if (current >= 0 && isTried) {
      isTried = false;
      preview();
    }
    if (current >= 0 && compare.hidden) blockAt(current).focus();
    return;
  }
  if (event.target === selector) return;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
page.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    walk(step, false);
  }
});

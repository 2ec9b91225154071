// Site rules and the generic way in two columns; what is alike is folded.
const compare = $("compare");
const FOLD = 3;

function toggleSides() {
  const on = compare.hidden;
  if (on && !compare.childElementCount) compare.append(...sides());
  compare.hidden = !on;
  page.hidden = on;
  hideTip();
  $("sides").setAttribute("aria-pressed", String(on));
  $("sides").firstChild.data = on ? "Back to the page " : "Side by side ";
  if (on) {
    compare.tabIndex = -1;
    compare.focus();
  } else if (current >= 0) blockAt(current).focus();
}

function sides() {
  if (!DATA.site) {
    return [make("p", "hint", "No spider holds this address, so there are no rules to compare: all of this page was read the generic way. --site NAME takes those of a spider.")];
  }
  const unlike = DATA.blocks.map((_, at) => at).filter(isUnlike);
  const heads = make("div", "pair heads", make("div", "", `Rules of ${DATA.site}`), make("div", "", "The generic way"));
  const told = unlike.length
    ? `${unlike.length} of ${DATA.blocks.length} blocks met with another fate.`
    : "Both ways keep and remove the same blocks.";
  return [make("p", "sum", told), ...fieldTable(), make("h2", "", "Blocks"), heads, ...rows()];
}

function isUnlike(at) {
  const one = decided(at);
  return one.fate !== one.generic.fate;
}

function rows() {
  const found = [];
  let alike = [];
  const flush = () => {
    if (alike.length > FOLD) found.push(folded(alike));
    else found.push(...alike.map(pair));
    alike = [];
  };
  DATA.blocks.forEach((_, at) => {
    const one = decided(at);
    if (!isUnlike(at) && (one.fate !== "removed" || one.rule === one.generic.rule)) return alike.push(at);
    flush();
    found.push(pair(at));
  });
  flush();
  return found;
}

function folded(alike) {
  const button = make("button", "alike", `${alike.length} blocks alike: show`);
  button.type = "button";
  button.addEventListener("click", () => {
    const shown = alike.map(pair);
    button.replaceWith(...shown);
    shown[0].tabIndex = -1;
    shown[0].focus();
  });
  return button;
}

function pair(at) {
  const one = decided(at);
  const text = blockAt(at).textContent;
  return make("div", isUnlike(at) ? "pair unlike" : "pair", side(one, text), side(one.generic, text));
}

function side(one, text) {
  const box = make("div", `side ${coloured(one.fate, one.rule)}`, make("span", "why", fateWords(one)), text);
  box.dir = "auto";
  if (one.reason) box.title = one.reason;
  return box;
}

/** Fields that differ, as the panel beside says them. */
function fieldTable() {
  const different = [...document.querySelectorAll(".field.differs")];
  if (!different.length) return [make("p", "hint", "No field differs.")];
  const table = make("table", "", make("tr", "", ...["Field", `Rules of ${DATA.site}`, "The generic way"].map((name) => make("th", "", name))));
  for (const field of different) {
    const texts = [field.querySelector("dt"), field.querySelector(".value"), field.querySelector(".generic")];
    table.append(make("tr", "", ...texts.map((cell) => make("td", "", (cell?.textContent || "").replace(/^generic way: /, "")))));
  }
  return [make("h2", "", "Fields that differ"), table];
}

$("sides").addEventListener("click", toggleSides);

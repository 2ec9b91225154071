// A selector is tried on trees without text, in documents that belong to no window: nothing in them
// can run or load. What a rule would do is reckoned as the extraction does it.
const ADDRESSES = /\[\s*(href|src|srcset|action|formaction|poster|background|cite|data|ping)(?=[\s~|^$*!=\]])/gi;

class Tree {
  constructor(page) {
    this.page = page;
    this.doc = null;
  }

  /** Built when first asked for. */
  build() {
    if (this.doc) return;
    const { nodes } = this.page;
    this.doc = document.implementation.createHTMLDocument("");
    this.doc.head.remove();
    this.elements = [];
    this.parents = new Int32Array(nodes.length).fill(-1);
    this.numbers = new Map();
    const above = [];
    nodes.forEach(([depth, tag, ...attributes], at) => {
      let element;
      if (at === 0) element = this.doc.documentElement;
      else if (tag === "body" && depth === 1) element = this.doc.body;
      else {
        element = this.doc.createElement(tag);
        this.elements[above[depth - 1]].append(element);
      }
      if (at > 0) this.parents[at] = above[depth - 1];
      for (let i = 0; i < attributes.length; i += 2) element.setAttribute(attributes[i], attributes[i + 1]);
      above[depth] = at;
      this.elements.push(element);
      this.numbers.set(element, at);
    });
  }

  /** For each node whether it is, or lies in, an element that the selector selects; throws on a bad one. */
  inside(selector) {
    this.build();
    const found = this.doc.querySelectorAll(selector.replace(ADDRESSES, "[data-url-$1"));
    const inside = new Uint8Array(this.elements.length);
    for (const element of found) inside[this.numbers.get(element)] = 1;
    for (let at = 1; at < inside.length; at++) inside[at] |= inside[this.parents[at]];
    return { inside, count: found.length };
  }
}

const THIS = new Tree(DATA);
const PAGES = DATA.pages.map((page) => new Tree(page));

/** What a rule would do to a page: numbers of the blocks that go, that come, that stay. */
function effect(tree, kind, selector) {
  const { inside, count } = tree.inside(selector);
  const result = { goes: [], comes: [], stay: 0, count };
  tree.page.blocks.forEach(([node, fateNumber, ruleNumber, mark], at) => {
    const fate = FATES[fateNumber];
    const rule = word(ruleNumber);
    const within = node >= 0 && inside[node] === 1;
    let kept = fate === "kept";
    if (kind === "remove") kept = kept && !within;
    else if (kind === "keep") kept = kept || (within && !isCertain(fate, rule));
    else if (count > 0) kept = inBody(tree, inside, within, fate, rule, mark);
    if (fate === "kept" && !kept) result.goes.push(at);
    else if (fate !== "kept" && kept) result.comes.push(at);
    else if (kept) result.stay += 1;
  });
  return result;
}

/** A body by a site's rule loses what cleaning, the site, or a mark inside of it takes out; no more. */
function inBody(tree, inside, within, fate, rule, mark) {
  if (!within) return false;
  if (isCertain(fate, rule)) return false;
  const isMarked = mark > 0 && inside[tree.parents[mark]] === 1;
  return fate === "kept" || !isMarked;
}

/** What another rule of the site or a cleaning pipeline took out, no rule of this kind brings back. */
const isCertain = (fate, rule) => fate === "removed" && !rule.startsWith("extraction.");

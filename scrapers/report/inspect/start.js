"use strict";
// What all parts share. Texts of a page only ever go into textContent.
const DATA = JSON.parse(document.getElementById("data").textContent);
const FATES = ["kept", "removed", "outside"];
const $ = (id) => document.getElementById(id);
const word = (at) => (at < 0 ? null : DATA.words[at]);

/** An element of ours, its class, and what stands in it: texts or elements. */
function make(tag, style, ...inside) {
  const element = document.createElement(tag);
  if (style) element.className = style;
  element.append(...inside);
  return element;
}

/** What was decided on block `at` of this page. */
function decided(at) {
  const [node, fate, rule, mark, reason, score, likely, path, gFate, gRule, gReason] = DATA.blocks[at];
  return {
    at, node, mark, score, likely, fate: FATES[fate], rule: word(rule), reason: word(reason), path: word(path),
    generic: { fate: FATES[gFate], rule: word(gRule), reason: word(gReason) },
  };
}

const COLOURS = new Map(
  [...document.querySelectorAll(".filter.removed")].map((one) => [one.dataset.rule, one.className.match(/\bc\d\b/)?.[0] || ""]),
);
/** Classes that give an element the colour of a fate and a rule. */
const coloured = (fate, rule) => (fate === "removed" ? `removed ${COLOURS.get(rule) || ""}` : fate);

/** The verdict in a few lines: of the tooltip, and of the panel. */
function verdictInto(box, one) {
  const said = { kept: "Kept", removed: `Removed by ${one.rule}`, outside: "Never considered" }[one.fate];
  const lines = [make("strong", "", said)];
  if (one.fate === "outside") lines.push(make("p", "", outsideReason(one)));
  else if (one.reason) lines.push(make("p", "", one.reason));
  const facts = [];
  if (one.score !== null) facts.push(`score ${one.score.toFixed(1).replace("-", "−")}`);
  if (one.likely !== null) facts.push(`model ${(100 * one.likely).toFixed(1)}%`);
  if (facts.length) lines.push(make("p", "facts", facts.join(" · ")));
  if (DATA.site && (one.generic.fate !== one.fate || one.generic.rule !== one.rule)) {
    lines.push(make("p", "facts", `generic way: ${fateWords(one.generic)}`));
  }
  box.replaceChildren(...lines);
}

const outsideReason = (one) =>
  one.rule ? `not read: ${one.reason}` : one.reason || "stands outside the part of the page that was taken for the article";

const fateWords = (one) =>
  ({ kept: "kept", removed: `removed by ${one.rule}`, outside: one.rule ? `not read (${one.rule})` : "never considered" })[one.fate];

function say(words) {
  $("said").textContent = words;
}

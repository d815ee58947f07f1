// Why something looks as it does: the line it was made from and the rules that apply, for the box
// that was clicked, or that was reached with the arrow keys.

import { $, $$, draw, make, shortPath } from "./dom.js";
import { copyable } from "./findings.js";
import { onSwitch, say } from "./language.js";
import { area, boxAt, mapFor } from "./maps.js";
import { currentPage, point, sheetOf, state } from "./pages.js";
import { explain } from "./server.js";

let at = null; // { page, box, map }
let last = null;

export const inspecting = () => at !== null;

export function startInspector() {
  $(".sheets").addEventListener("click", (event) => {
    const paper = event.target.closest(".paper");
    if (paper) inspectPoint(paper, event);
  });
  $("#close-inspector").addEventListener("click", leave);
}

async function inspectPoint(paper, event) {
  const page = Number(paper.closest(".sheet").dataset.page);
  const [width] = state.sheets[page - 1];
  const frame = paper.getBoundingClientRect();
  const points = width / frame.width;
  const map = await mapFor(page);
  if (!map) return unexplained();
  await inspect(page, boxAt(map, (event.clientX - frame.left) * points, (event.clientY - frame.top) * points), map);
}

export async function inspectPage() {
  const page = currentPage();
  const map = await mapFor(page);
  if (!map) return unexplained();
  const first = map.boxes.findIndex(([, , , , , , line]) => line > 0);
  await inspect(page, Math.max(first, 0), map);
}

async function inspect(page, box, map) {
  at = { page, box, map };
  const { x, y, width, height } = area(map.boxes[box]);
  $$(".inspected").forEach((old) => old.remove());
  $(".over", sheetOf(page))?.append(draw("rect", { class: "inspected", x, y, width, height }));
  const found = await explain(map.build ?? state.build, page, box);
  if (at?.box !== box || at?.page !== page) return;
  last = found;
  tell(found);
}

function unexplained() {
  $("#inspector").hidden = false;
  $("#explanation").replaceChildren(make("p", {}, say("gone")));
}

function tell(found) {
  $("#inspector").hidden = false;
  if (!found) return unexplained();
  const parts = [make("h3", { className: "label" }, make("code", {}, found.label)), source(found), type(found)];
  const around = ancestors();
  if (around) parts.push(around);
  parts.push(make("h3", {}, say("rules")));
  parts.push(...(found.rules.length ? found.rules.map(rule) : [make("p", {}, say("noRules"))]));
  $("#explanation").replaceChildren(...parts);
}

function source({ source: from }) {
  if (!from) return make("p", { className: "source" }, say("fromTemplate"));
  const place = `${from.file}:${from.line}:${from.column}`;
  return make("p", { className: "source" }, `${say("source")} `, copyable(place), make("q", {}, from.text));
}

function type({ families, size, leading, colour }) {
  const height = leading ? ` / ${leading.toFixed(2).replace(/\.?0+$/, "")} pt` : "";
  const text = `${size.toFixed(2).replace(/\.?0+$/, "")} pt${height} · ${families.join("、")} · ${colour}`;
  return make("p", { className: "type" }, text);
}

function ancestors() {
  const row = make("p", { className: "around" }, `${say("around")} `);
  let index = at.map.boxes[at.box][0];
  while (index >= 0) {
    const box = index;
    const button = make("button", { type: "button" }, at.map.boxes[box][1]);
    button.addEventListener("click", () => inspect(at.page, box, at.map));
    row.append(button, " ");
    index = at.map.boxes[box][0];
  }
  return row.children.length ? row : null;
}

function rule({ file, line, column, selector, origin, declarations }) {
  const head = make("p", {}, make("code", { className: "selector" }, selector), " ", copyable(`${file}:${line}:${column}`));
  if (origin) head.append(make("span", { className: "origin" }, ` ${say("inheritedFrom", origin)}`));
  const list = make("ul", { className: "declarations" });
  for (const [name, value, , effective] of declarations) {
    const text = `${name}: ${value}`;
    list.append(make("li", {}, make(effective ? "code" : "s", {}, text)));
  }
  return make("div", { className: "rule" }, head, list);
}

// Arrow keys: to the next and the previous box, outwards and inwards.
export function move(key) {
  if (!at) return;
  const { page, box, map } = at;
  const inward = map.boxes.findIndex(([parent]) => parent === box);
  const to = { ArrowDown: box + 1, ArrowUp: box - 1, ArrowLeft: map.boxes[box][0], ArrowRight: inward }[key];
  if (to >= 0 && to < map.boxes.length) {
    point({ page, ...area(map.boxes[to]) });
    $$(".flash").forEach((flash) => flash.remove());
    inspect(page, to, map);
  }
}

export function leave() {
  at = null;
  $("#inspector").hidden = true;
  $$(".inspected").forEach((old) => old.remove());
}

// The pages are others now: what was inspected is looked up again.
export async function again() {
  if (!at) return;
  const { page, box } = at;
  const label = at.map.boxes[box][1];
  const map = page <= state.sheets.length ? await mapFor(page) : null;
  if (map?.boxes[box]?.[1] === label) await inspect(page, box, map);
  else leave();
}

onSwitch(() => at && tell(last));

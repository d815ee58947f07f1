// Type area, grid, trim and bleed, boxes: drawn over the pages that are near.

import { $, $$, draw, isPressed, press } from "./dom.js";
import { area, mapFor } from "./maps.js";
import { onPage, setView, sheetOf, state } from "./pages.js";

const on = new Set();

export function toggle(name) {
  if (on.has(name)) on.delete(name);
  else on.add(name);
  press($(`[data-overlay=${name}]`), on.has(name));
  if (name === "bleed") setView({ bleed: on.has("bleed") });
  repaint();
  sessionStorage.setItem("overlays", JSON.stringify([...on]));
}

// Also when a build has the same pictures: its grid or its bleed may be others.
export function repaint() {
  $$(".sheet").forEach((sheet) => paint(Number(sheet.dataset.page)));
}

async function paint(page) {
  const over = sheetOf(page) && $(".over", sheetOf(page));
  if (!over) return;
  if (!on.size) {
    $(".overlays", over)?.remove();
    return;
  }
  if (!$("img", sheetOf(page))) return;
  const map = await mapFor(page);
  if (!map) return;
  const group = draw("g", { class: "overlays" });
  if (on.has("grid") && map.grid) group.append(...grid(map));
  if (on.has("boxes")) group.append(...map.boxes.slice(1).map((box) => draw("rect", { class: "box", ...area(box) })));
  if (on.has("area")) group.append(frame("type-area", ...map.typeArea));
  if (on.has("bleed")) group.append(...trimAndBleed(map));
  $(".overlays", over)?.remove();
  over.prepend(group);
}

const frame = (name, x, y, width, height) => draw("rect", { class: name, x, y, width, height });

function grid({ typeArea: [x, y, width, height], grid: { character, line } }) {
  const columns = Math.floor(width / character + 0.01);
  const rows = Math.floor(height / line + 0.01);
  let cells = "";
  for (let column = 0; column <= columns; column++) cells += `M${x + column * character} ${y}v${rows * line}`;
  let lines = "";
  for (let row = 0; row <= rows; row++) lines += `M${x} ${y + row * line}h${columns * character}`;
  return [draw("path", { class: "cells", d: cells }), draw("path", { class: "lines", d: lines })];
}

function trimAndBleed({ width, height, bleed: [top, right, bottom, left] }) {
  const frames = [frame("trim", 0, 0, width, height)];
  if (top + right + bottom + left) {
    frames.push(frame("bleed", -left, -top, width + left + right, height + top + bottom));
  }
  return frames;
}

export function startOverlays() {
  for (const button of $$("[data-overlay]")) {
    button.addEventListener("click", () => toggle(button.dataset.overlay));
  }
  for (const name of JSON.parse(sessionStorage.getItem("overlays") ?? "[]")) {
    if (!isPressed($(`[data-overlay=${name}]`))) toggle(name);
  }
  onPage(paint);
  if (state.bleed && !on.has("bleed")) toggle("bleed");
}

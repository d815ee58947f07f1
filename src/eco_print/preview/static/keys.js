// Keys. A letter alone is a command; while something is inspected the arrows move through it.

import { $, $$, make } from "./dom.js";
import { flip, pinThis, toggleCompare } from "./compare.js";
import { step } from "./findings.js";
import { inspecting, inspectPage, leave, move } from "./inspector.js";
import { onSwitch, say, switchLanguage } from "./language.js";
import { toggle } from "./overlays.js";
import { turn } from "./pages.js";
import { setZoom, toggleSpreads, zoomStep } from "./view.js";

const COMMANDS = {
  "+": () => zoomStep(1),
  "=": () => zoomStep(1),
  "-": () => zoomStep(-1),
  0: () => setZoom("width"),
  9: () => setZoom("page"),
  1: () => setZoom("1"),
  s: toggleSpreads,
  t: () => toggle("area"),
  g: () => toggle("grid"),
  b: () => toggle("bleed"),
  x: () => toggle("boxes"),
  c: toggleCompare,
  v: flip,
  p: pinThis,
  j: () => turn(1),
  k: () => turn(-1),
  n: () => step(1),
  N: () => step(-1),
  i: inspectPage,
  l: switchLanguage,
  "?": () => $("#keys").showModal(),
  Escape: leave,
};

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("#keys").open) return;
    if (event.target.matches("input, textarea, select")) return;
    if (event.key.startsWith("Arrow") && inspecting()) {
      event.preventDefault();
      move(event.key);
      return;
    }
    const command = COMMANDS[event.key];
    if (command) {
      event.preventDefault();
      command();
    }
  });
  $("#help").addEventListener("click", COMMANDS["?"]);
  $("#language").addEventListener("click", switchLanguage);
  listKeys();
  onSwitch(listKeys);
}

function listKeys() {
  const rows = $$("button[data-key]")
    .filter(({ id }) => !["zoom-in", "zoom-out", "flip", "language"].includes(id))
    .map((button) => [button.dataset.key, button.textContent]);
  rows.unshift(["− +", say("key_zoom")], ["k j", say("key_page")], ["N n", say("key_finding")]);
  rows.push(["v", say("key_flip")], ["i", say("key_inspect")], ["l", say("key_language")]);
  $("#keys dl").replaceChildren(
    ...rows.flatMap(([key, text]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, text)]),
  );
}

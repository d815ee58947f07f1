// Two builds compared: areas that differ are marked, and the old page can be put in place of the new.

import { $, $$, draw, isPressed, press } from "./dom.js";
import { say } from "./language.js";
import { onPage, refresh, sheetOf, state } from "./pages.js";
import { compare, pin } from "./server.js";
import { status } from "./status.js";

let others = { before: null, pinned: null };
let answers = new Map();

const comparing = () => isPressed($("#compare"));
const other = () => $("#compared").value;

export function startCompare() {
  $("#compare").addEventListener("click", toggleCompare);
  $("#flip").addEventListener("click", flip);
  $("#compared").addEventListener("change", again);
  $("#pin").addEventListener("click", pinThis);
  onPage(mark);
}

export function built({ before, pinned }) {
  others = { before, pinned };
  press($("#flip"), false);
  again();
}

export function toggleCompare() {
  press($("#compare"), !comparing());
  if (!comparing() && isPressed($("#flip"))) flip();
  again();
}

function again() {
  answers = new Map();
  if (comparing() && !others[other()]) status(say("nothingToCompare"));
  $$(".sheet").forEach((sheet) => mark(Number(sheet.dataset.page)));
}

async function mark(page) {
  const over = sheetOf(page) && $(".over", sheetOf(page));
  if (!over) return;
  if (!comparing() || !others[other()]) {
    $(".changes", over)?.remove();
    return;
  }
  const key = `${page}:${state.digests[page]}`;
  if (!answers.has(key)) answers.set(key, compare(other(), page).catch(() => null));
  const answer = await answers.get(key);
  $(".changes", over)?.remove();
  if (!answer || !comparing()) return;
  const [, , top, , , left] = state.sheets[page - 1];
  const group = draw("g", { class: "changes" });
  for (const [x, y, width, height] of answer.marks) {
    group.append(draw("rect", { class: "changed", x: x - left, y: y - top, width, height }));
  }
  over.append(group);
  count();
}

function count() {
  const number = $$(".changed").length;
  status(say("changed", number));
}

export async function flip() {
  const now = !isPressed($("#flip"));
  if (now && !others[other()]) {
    status(say("nothingToCompare"));
    return;
  }
  press($("#flip"), now);
  if (now) {
    const pages = $$(".sheet").map((sheet) => Number(sheet.dataset.page)).filter((page) => $("img", sheetOf(page)));
    const found = await Promise.all(pages.map(async (page) => [page, (await compare(other(), page))?.digest]));
    state.old = Object.fromEntries(found.filter(([, digest]) => digest));
  } else {
    state.old = null;
  }
  refresh();
}

export async function pinThis() {
  const answer = await pin();
  if (!answer?.pinned) return;
  others.pinned = answer.pinned;
  $("#compared").value = "pinned";
  status(say("pinned", answer.pinned));
  again();
}

// The pages: their pictures at the size they are looked at, one below the other or in spreads.
// Only what changed is fetched again, a picture replaces another when it is ready to be shown, and
// the place on the page stays where it is.

import { $, $$, draw, later, make } from "./dom.js";
import { say } from "./language.js";
import { look, pictureAddress } from "./server.js";

const RESOLUTIONS = [48, 72, 96, 120, 144, 192, 240, 288, 384];
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const PIXELS = 96 / 72; // of CSS in a point, at 100 %
const MARGIN = 24;

export const state = {
  build: 0,
  sheets: [], // [width, height, painted top, right, bottom, left] in points
  digests: {}, // of the pictures that the build has, by page
  old: null, // digests of an older build while that is shown
  zoom: "width",
  spreads: false,
  bleed: false,
};

const main = $("#pages");
const list = $(".sheets");
const near = new Set();
const inView = new Set();
let kept = null; // the place to come back to after a reload
const changes = []; // called with a page's number when its picture or size is another

export const onPage = (listener) => changes.push(listener);
export const sheetOf = (page) => $(`#page-${page}`);

const nearby = new IntersectionObserver((entries) => note(entries, near), {
  root: main, rootMargin: "60% 0px",
});
const visible = new IntersectionObserver((entries) => note(entries, inView), { root: main });

function note(entries, pages) {
  for (const entry of entries) {
    const page = Number(entry.target.dataset.page);
    if (entry.isIntersecting) pages.add(page);
    else pages.delete(page);
  }
  if (pages === near) refresh();
  else tellView();
}

const tellView = later(60, () => {
  const shown = [...inView].sort((a, b) => a - b);
  look(shown.length ? shown.slice(0, 8) : [1], resolution());
});

export const scale = () => {
  const [width = 595, height = 842] = state.sheets[0] ?? [];
  const columns = state.spreads ? 2 : 1;
  const extra = state.bleed ? bleedSpace() : 0;
  const room = (main.clientWidth - MARGIN * (columns + 1)) / columns - extra;
  const fit = room / (width * PIXELS);
  if (state.zoom === "width") return Math.max(0.1, fit);
  if (state.zoom === "page") {
    return Math.max(0.1, Math.min(fit, (main.clientHeight - 3 * MARGIN - extra) / (height * PIXELS)));
  }
  return Number(state.zoom);
};

const bleedSpace = () => {
  const painted = state.sheets[0]?.slice(2) ?? [0];
  return 2 * Math.max(...painted) * PIXELS;
};

function resolution() {
  const needed = 72 * scale() * PIXELS * devicePixelRatio;
  return RESOLUTIONS.find((dpi) => dpi >= needed * 0.98) ?? RESOLUTIONS.at(-1);
}

// The page at the top of the view and how far it is scrolled, to come back to.
function place() {
  const top = main.scrollTop;
  for (const sheet of list.children) {
    const end = sheet.offsetTop + sheet.offsetHeight;
    if (end > top) return { page: Number(sheet.dataset.page), part: (top - sheet.offsetTop) / sheet.offsetHeight };
  }
  return null;
}

function goTo(where) {
  const sheet = where && (sheetOf(where.page) ?? list.lastElementChild);
  if (sheet) main.scrollTop = sheet.offsetTop + where.part * sheet.offsetHeight;
}

export function keepingPlace(action) {
  const where = place();
  action();
  goTo(where);
}

export function show(build, sheets, digests) {
  keepingPlace(() => {
    const same = JSON.stringify(sheets) === JSON.stringify(state.sheets);
    Object.assign(state, { build, sheets, digests, old: null });
    if (!same) arrange();
  });
  goTo(kept);
  kept = null;
  refresh();
}

export function more(digests) {
  Object.assign(state.digests, digests);
  refresh();
}

// Give every sheet its element and its size.
function arrange() {
  while (list.children.length > state.sheets.length) {
    nearby.unobserve(list.lastElementChild);
    visible.unobserve(list.lastElementChild);
    list.lastElementChild.remove();
  }
  while (list.children.length < state.sheets.length) list.append(sheet(list.children.length + 1));
  list.classList.toggle("spreads", state.spreads);
  list.classList.toggle("with-bleed", state.bleed);
  resize();
}

function sheet(page) {
  const over = draw("svg", { class: "over", "aria-hidden": "true" });
  const paper = make("div", { className: "paper" }, over);
  const folio = make("p", { className: "folio" }, String(page));
  const item = make("li", { className: "sheet", id: `page-${page}` }, paper, folio);
  item.dataset.page = page;
  nearby.observe(item);
  visible.observe(item);
  return item;
}

function resize() {
  const pixels = scale() * PIXELS;
  for (const item of list.children) {
    const [width, height, top, right, bottom, left] = state.sheets[item.dataset.page - 1];
    const paper = $(".paper", item);
    paper.style.width = `${width * pixels}px`;
    paper.style.height = `${height * pixels}px`;
    item.style.padding = state.bleed
      ? [top, right, bottom, left].map((side) => `${side * pixels}px`).join(" ") : "";
    $(".over", item).setAttribute("viewBox", `0 0 ${width} ${height}`);
    const image = $("img", paper);
    if (image) fit(image, item);
  }
  changes.forEach((listener) => near.forEach(listener));
}

function fit(image, item) {
  const pixels = scale() * PIXELS;
  const [width, height, top, right, bottom, left] = state.sheets[item.dataset.page - 1];
  image.style.left = `${-left * pixels}px`;
  image.style.top = `${-top * pixels}px`;
  image.style.width = `${(width + left + right) * pixels}px`;
  image.style.height = `${(height + top + bottom) * pixels}px`;
}

// Fetch what is near and not as it should be.
export function refresh() {
  const dpi = resolution();
  main.dataset.whole = String(state.sheets.every((_, index) => state.digests[index + 1]));
  for (const page of near) {
    const item = sheetOf(page);
    const digest = (state.old ?? state.digests)[page];
    if (!item || !digest) continue;
    const wanted = `${digest}-${dpi}`;
    if (item.dataset.shown !== wanted && item.dataset.coming !== wanted) fetchPicture(item, digest, dpi);
  }
}

async function fetchPicture(item, digest, dpi) {
  const wanted = `${digest}-${dpi}`;
  item.dataset.coming = wanted;
  const image = make("img", { src: pictureAddress(digest, dpi), draggable: false });
  image.alt = say("page", item.dataset.page);
  try {
    await image.decode();
  } catch {
    if (item.dataset.coming === wanted) delete item.dataset.coming;
    return; // the build is gone: its successor's pictures are on their way
  }
  if (item.dataset.coming !== wanted || !item.isConnected) return;
  delete item.dataset.coming;
  fit(image, item);
  const paper = $(".paper", item);
  $("img", paper)?.remove();
  paper.prepend(image);
  item.dataset.shown = wanted;
  changes.forEach((listener) => listener(Number(item.dataset.page)));
}

export function setView(changed) {
  keepingPlace(() => {
    Object.assign(state, changed);
    arrange();
  });
  refresh();
  tellView();
  remember();
}

export function zoomBy(direction) {
  const now = scale();
  const next = direction > 0
    ? STEPS.find((step) => step > now * 1.02) : STEPS.findLast((step) => step < now * 0.98);
  if (next) setView({ zoom: next });
}

export const currentPage = () => {
  const middle = main.scrollTop + main.clientHeight / 3;
  const item = [...list.children].findLast((sheet) => sheet.offsetTop <= middle);
  return Number(item?.dataset.page ?? 1);
};

export function turn(direction) {
  const step = state.spreads ? 2 : 1;
  goTo({ page: Math.max(1, Math.min(state.sheets.length, currentPage() + direction * step)), part: 0 });
}

// Bring an area of a page into view and flash it.
export function point({ page, x, y, width, height }) {
  const item = sheetOf(page);
  if (!item) return;
  const pixels = scale() * PIXELS;
  const paper = $(".paper", item);
  const top = item.offsetTop + paper.offsetTop + y * pixels;
  if (top < main.scrollTop || top + Math.min(height * pixels, 80) > main.scrollTop + main.clientHeight) {
    main.scrollTop = top - main.clientHeight / 3;
  }
  const left = item.offsetLeft + paper.offsetLeft + x * pixels;
  if (left < main.scrollLeft || left > main.scrollLeft + main.clientWidth) main.scrollLeft = left - 80;
  $$(".flash").forEach((old) => old.remove());
  const flash = draw("rect", { class: "flash", x, y, width, height });
  $(".over", item).append(flash);
  setTimeout(() => flash.remove(), 2400);
}

const remember = later(100, () => {
  const { zoom, spreads, bleed } = state;
  sessionStorage.setItem("view", JSON.stringify({ zoom, spreads, bleed, place: place() }));
});

export function recall() {
  const { place: last, ...view } = JSON.parse(sessionStorage.getItem("view") ?? "{}");
  Object.assign(state, view);
  kept = last ?? null;
  tellView();
}

new ResizeObserver(later(80, () => keepingPlace(() => { resize(); refresh(); tellView(); }))).observe(main);
main.addEventListener("scroll", remember, { passive: true });

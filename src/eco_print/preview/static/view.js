// Zoom and spreads, as the toolbar shows them.

import { $, press } from "./dom.js";
import { setView, state, zoomBy } from "./pages.js";

export function startView() {
  $("#zoom").addEventListener("change", (event) => setZoom(event.target.value));
  $("#zoom-in").addEventListener("click", () => zoomStep(1));
  $("#zoom-out").addEventListener("click", () => zoomStep(-1));
  $("#spreads").addEventListener("click", toggleSpreads);
  press($("#spreads"), state.spreads);
  showZoom();
}

export function zoomStep(direction) {
  zoomBy(direction);
  showZoom();
}

export function setZoom(zoom) {
  setView({ zoom });
  showZoom();
}

export function toggleSpreads() {
  setView({ spreads: !state.spreads });
  press($("#spreads"), state.spreads);
}

// The list has the usual sizes; another is added while it is the one in use.
export function showZoom() {
  const select = $("#zoom");
  const value = String(state.zoom);
  $("option.own", select)?.remove();
  if (![...select.options].some((option) => option.value === value)) {
    const option = new Option(`${Math.round(Number(value) * 100)}%`, value);
    option.className = "own";
    select.append(option);
  }
  select.value = value;
}

// One line that says how things stand.

import { $ } from "./dom.js";

export function status(text, name = "") {
  const line = $("#status");
  line.textContent = text;
  line.dataset.state = name;
}

// Findings: listed by weight, each leads to its place on the page and names its place in the file.

import { $, $$, make, shortPath } from "./dom.js";
import { onSwitch, say, told } from "./language.js";
import { point } from "./pages.js";
import { status } from "./status.js";

let shown = [];
let failure = null;
let failed = false;
let chosen = -1;

export function showFindings(findings, withErrors = failed) {
  [shown, failed, chosen] = [findings, withErrors, -1];
  const list = $("#findings");
  list.replaceChildren(...findings.map(item));
  $("#counts").textContent = findings.length ? counts(findings) : say("noFindings");
}

export function showFailure(findings, atFirst) {
  failure = findings && { findings, atFirst };
  const section = $("#failure");
  section.hidden = !failure;
  if (!failure) return;
  $("h2", section).textContent = say(atFirst ? "failedAtFirst" : "failed");
  $(".findings", section).replaceChildren(...findings.map(item));
}

function counts(findings) {
  const parts = ["error", "warning", "note"]
    .map((severity) => [severity, findings.filter((each) => each.severity === severity).length])
    .filter(([, number]) => number)
    .map(([severity, number]) => say(`count_${severity}`, number));
  if (failed) parts.push(say("notIssued"));
  return parts.join(" · ");
}

function item(finding) {
  const kind = make("span", { className: "kind" }, say(finding.severity));
  const button = make("button", { type: "button", className: "message" }, kind, told(finding.message));
  button.addEventListener("click", () => choose(button, finding));
  const place = placeOf(finding);
  return make(
    "li", { className: `finding ${finding.severity}` }, button,
    place ? copyable(place) : "",
    finding.place ? make("p", { className: "where" }, told(finding.place)) : "",
    finding.excerpt ? excerpt(finding.excerpt) : "",
    finding.hint ? make("p", { className: "hint" }, say("hint"), told(finding.hint)) : "",
  );
}

const placeOf = ({ file, line, column }) => file && [file, line, column].filter(Boolean).join(":");

export function copyable(place) {
  const button = make("button", { type: "button", className: "copy", title: place }, shortPath(place));
  button.setAttribute("aria-label", `${say("copy")} ${place}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(place).catch(() => {});
    status(say("copied", place));
  });
  return button;
}

const excerpt = ([before, at, after]) =>
  make("pre", {}, make("code", {}, before, make("mark", {}, at || " "), after));

function choose(button, finding) {
  $$(".finding [aria-current]").forEach((old) => old.removeAttribute("aria-current"));
  button.setAttribute("aria-current", "true");
  if (finding.area) point(finding.area);
}

export function step(direction) {
  const buttons = $$("#findings .message");
  if (!buttons.length) return;
  chosen = (chosen + direction + buttons.length) % buttons.length;
  buttons[chosen].focus();
  buttons[chosen].click();
}

onSwitch(() => {
  showFindings(shown);
  showFailure(failure?.findings, failure?.atFirst);
});

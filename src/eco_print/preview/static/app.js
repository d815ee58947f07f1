// The preview's page: it shows what the server tells it of.

import * as comparing from "./compare.js";
import { $ } from "./dom.js";
import { showFailure, showFindings } from "./findings.js";
import { again, startInspector } from "./inspector.js";
import { startKeys } from "./keys.js";
import { onSwitch, say, speak } from "./language.js";
import { repaint, startOverlays } from "./overlays.js";
import { more, recall, show, state } from "./pages.js";
import { listen } from "./server.js";
import { status } from "./status.js";
import { startView } from "./view.js";

let report = null;

function built(event) {
  report = event;
  $("#waiting").hidden = true;
  show(event.build, event.sheets, event.digests);
  showFindings(event.findings, event.failed);
  showFailure(event.failure ?? null, false);
  tellBuilt();
  comparing.built(event);
  repaint();
  again();
}

function tellBuilt() {
  if (report) status(say("built", report.build, report.sheets.length, Math.round(report.milliseconds.all)), "built");
}

speak();
recall();
startView();
startOverlays();
startInspector();
comparing.startCompare();
startKeys();

const nameLanguage = () => { $("#language").textContent = say("switchTo"); };
nameLanguage();
onSwitch(() => { nameLanguage(); tellBuilt(); });

listen({
  waiting: (event) => event.failure && failed({ findings: event.failure }),
  built,
  building: () => status(say("building"), "building"),
  pages: (event) => event.build === state.build && more(event.digests),
  findings: (event) => event.build === state.build && showFindings(event.findings),
  failed,
  connected: () => status(say("waiting"), "connected"),
  disconnected: () => status(say("disconnected"), "disconnected"),
});

function failed({ findings }) {
  $("#waiting").hidden = true;
  showFailure(findings, !report);
  status(say(report ? "failed" : "failedAtFirst"), "failed");
}

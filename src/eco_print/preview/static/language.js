// What the page says, in Chinese and in English.

const TEXTS = {
  skip: ["跳到版面", "Skip to the pages"],
  zoom: ["缩放", "Zoom"],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  fitWidth: ["适合宽度", "Fit width"],
  fitPage: ["整页", "Fit page"],
  spreads: ["对开", "Spreads"],
  overlays: ["参考线", "Overlays"],
  typeArea: ["版心", "Type area"],
  grid: ["版格", "Grid"],
  bleed: ["裁切与出血", "Trim & bleed"],
  boxes: ["方框", "Boxes"],
  comparing: ["比较", "Comparing"],
  compare: ["比较", "Compare"],
  comparedWith: ["和哪一版比较", "Compared with"],
  withBefore: ["和上一版", "with the one before"],
  withPinned: ["和钉住的一版", "with the pinned one"],
  flip: ["看旧版", "Show the old"],
  pin: ["钉住这一版", "Pin this one"],
  pinned: ["已钉住第 {0} 次排版", "Build {0} is pinned"],
  keys: ["按键", "Keys"],
  close: ["关闭", "Close"],
  failed: ["没有排成，下面还是上一次的版面", "Not set: below are the last good pages"],
  failedAtFirst: ["没有排成", "Not set"],
  pages: ["版面", "Pages"],
  page: ["第 {0} 页", "Page {0}"],
  waiting: ["正在排版……", "Setting the pages…"],
  side: ["问题与说明", "Findings and explanation"],
  findings: ["问题", "Findings"],
  noFindings: ["没有问题", "Nothing to complain of"],
  inspector: ["这里为什么是这样", "Why it looks like this"],
  error: ["错误", "Error"],
  warning: ["警告", "Warning"],
  note: ["提示", "Note"],
  hint: ["办法：", "Hint: "],
  count_error: ["错误 {0}", "errors {0}"],
  count_warning: ["警告 {0}", "warnings {0}"],
  count_note: ["提示 {0}", "notes {0}"],
  notIssued: ["有错误，这样不能付印", "with errors it cannot be issued"],
  building: ["正在重排……", "Setting again…"],
  built: ["第 {0} 次，{1} 页，{2} 毫秒", "Build {0}, {1} pages, {2} ms"],
  changed: ["{0} 处不同", "{0} areas differ"],
  nothingToCompare: ["还没有可比的一版", "There is no other build yet"],
  disconnected: ["预览程序已停止，重新运行后请打开新的地址", "The preview has stopped: run it again and open its new address"],
  source: ["原文", "Source"],
  fromTemplate: ["模板里的内容", "From the template"],
  type: ["字体", "Type"],
  rules: ["样式规则", "CSS rules"],
  inheritedFrom: ["继承自 {0}", "inherited from {0}"],
  noRules: ["没有规则直接作用于它", "No rule applies to it directly"],
  gone: ["版面正在更新，请再点一次", "The pages are being set again: click once more"],
  copy: ["复制位置", "Copy place"],
  copied: ["已复制 {0}", "Copied {0}"],
  leading: ["行距", "leading"],
  around: ["外层", "Around it"],
  switchTo: ["English", "中文"],
  key_page: ["上一页、下一页", "previous, next page"],
  key_zoom: ["缩小、放大；0 适合宽度，9 整页，1 原大", "zoom out, in; 0 fit width, 9 fit page, 1 full size"],
  key_finding: ["上一个、下一个问题", "previous, next finding"],
  key_inspect: ["看这一页的方框；方向键走动，Esc 离开", "inspect this page: arrows move, Esc leaves"],
  key_language: ["中文、English", "中文, English"],
  key_flip: ["看旧版、看新版", "show the old, the new"],
};

let current = document.documentElement.lang.startsWith("zh") ? 0 : 1;
const listeners = [];

export const say = (name, ...values) =>
  TEXTS[name][current].replace(/\{(\d)\}/g, (_, index) => values[index]);

// A text that came in both languages.
export const told = (text) => (text ? text[current ? "en" : "zh"] : "");

export const onSwitch = (listener) => listeners.push(listener);

export function speak(root = document) {
  for (const element of root.querySelectorAll("[data-say]")) {
    element.textContent = say(element.dataset.say);
  }
  for (const element of root.querySelectorAll("[data-say-label]")) {
    element.setAttribute("aria-label", say(element.dataset.sayLabel));
  }
  for (const element of root.querySelectorAll("[data-key]")) {
    const name = element.getAttribute("aria-label") ?? element.textContent;
    element.title = `${name} (${element.dataset.key})`;
    element.setAttribute("aria-keyshortcuts", element.dataset.key);
  }
}

export function switchLanguage() {
  current = 1 - current;
  const tag = current ? "en" : "zh";
  document.documentElement.lang = current ? "en" : "zh-Hans";
  document.cookie = `lang=${tag}; path=${location.pathname}; SameSite=Strict`;
  speak();
  listeners.forEach((listener) => listener());
}

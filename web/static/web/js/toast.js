// kam:toast {text, undo, open, tone} from HX-Trigger: says it for eight seconds, longer under the pointer
// or the focus; on a page opened meanwhile it is said again for what is left of them.
const STAYS = 8000;
const KEPT = "kam.toast";
const box = document.querySelector(".k-toasts");
let latest = null;

document.addEventListener("kam:toast", (event) => {
  const { text, undo, open, tone } = event.detail;
  show({ text, undo, open, tone }, STAYS);
  sessionStorage.setItem(KEPT, JSON.stringify({ text, undo, open, tone, until: Date.now() + STAYS }));
});

function show({ text, undo, open, tone }, stays) {
  const toast = document.createElement("div");
  toast.className = tone ? `k-toast k-toast-${tone}` : "k-toast";
  const words = document.createElement("span");
  words.textContent = text;
  toast.append(words);
  if (open) toast.append(openLink(open, box.dataset.open));
  if (undo) toast.append(undoButton(undo, box.dataset.undo, toast));
  box.replaceChildren();
  latest = toast;
  // Later: the dialog it came from may close with it, and what comes together with its region is not read out.
  setTimeout(() => setTimeout(() => latest === toast && box.append(toast), place() ? 100 : 0));
  let timer = setTimeout(() => away(toast), stays);
  const wait = () => clearTimeout(timer);
  const resume = () => { wait(); timer = setTimeout(() => away(toast), STAYS); };
  toast.addEventListener("pointerenter", wait);
  toast.addEventListener("focusin", wait);
  toast.addEventListener("pointerleave", resume);
  toast.addEventListener("focusout", resume);
}

// A dialog makes all outside it unreachable, for hands and for screen readers: what there is to say goes in.
function place() {
  const home = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  if (box.parentNode === home) return false;
  home.append(box);
  return true;
}
document.addEventListener("close", place, true);
document.addEventListener("htmx:beforeSwap", ({ detail }) => detail.target?.contains(box) && document.body.append(box));
document.addEventListener("htmx:afterSwap", () => box.hasChildNodes() && place());

function away(toast) {
  if (latest !== toast) return; // another came since
  latest = null;
  toast.remove();
  sessionStorage.removeItem(KEPT);
}

function openLink(href, label) {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = label;
  return link;
}

function undoButton(token, label, toast) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", () => {
    away(toast);
    if (typeof token === "function") token(); // what only this browser knew
    else htmx.ajax("POST", "/undo/", { values: { token }, swap: "none" });
  });
  return button;
}

const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
if (kept && kept.until > Date.now() && document.querySelector(".k-shell")) show(kept, kept.until - Date.now());

// What nobody asked for fails in silence; what is kept on the device says so itself (waiting.js).
document.addEventListener("htmx:sendError", (event) => {
  const { verb, triggeringEvent } = event.detail.requestConfig;
  const asked = verb !== "get" || !["load", "kam:changed", undefined].includes(triggeringEvent?.type);
  if (asked && !event.detail.elt.matches("form[data-keeps]")) say("offline");
});
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  if (xhr.status === 401 || /kam:(toast|token)/.test(xhr.getResponseHeader("HX-Trigger"))) return;
  say(xhr.status >= 500 ? "failed" : xhr.status === 404 ? "gone" : "refused");
});

function say(key) {
  const text = box.dataset[key];
  document.dispatchEvent(new CustomEvent("kam:toast", { detail: { text, tone: "danger" } }));
}

// kam:toast {text, undo, open, tone} from HX-Trigger: says it for eight seconds, longer under the pointer
// or the focus; on a page opened meanwhile it is said again for what is left of them.
const STAYS = 8000;
const KEPT = "kam.toast";

document.addEventListener("kam:toast", (event) => {
  const { text, undo, open, tone } = event.detail;
  show({ text, undo, open, tone }, STAYS);
  sessionStorage.setItem(KEPT, JSON.stringify({ text, undo, open, tone, until: Date.now() + STAYS }));
});

function show({ text, undo, open, tone }, stays) {
  const box = document.querySelector(".k-toasts");
  const toast = document.createElement("div");
  toast.className = tone ? `k-toast k-toast-${tone}` : "k-toast";
  const words = document.createElement("span");
  words.textContent = text;
  toast.append(words);
  if (open) toast.append(openLink(open, box.dataset.open));
  if (undo) toast.append(undoButton(undo, box.dataset.undo, toast));
  box.replaceChildren(toast);
  let timer = setTimeout(() => away(toast), stays);
  const wait = () => clearTimeout(timer);
  const resume = () => { wait(); timer = setTimeout(() => away(toast), STAYS); };
  toast.addEventListener("pointerenter", wait);
  toast.addEventListener("focusin", wait);
  toast.addEventListener("pointerleave", resume);
  toast.addEventListener("focusout", resume);
}

function away(toast) {
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
    htmx.ajax("POST", "/undo/", { values: { token }, swap: "none" });
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
  const { status } = event.detail.xhr;
  if (status >= 500) say("failed");
  if (status === 404) say("gone");
});

function say(key) {
  const text = document.querySelector(".k-toasts").dataset[key];
  document.dispatchEvent(new CustomEvent("kam:toast", { detail: { text, tone: "danger" } }));
}

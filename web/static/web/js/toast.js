// kam:toast {text, undo, tone} from HX-Trigger: says it for eight seconds, longer under the pointer.
const STAYS = 8000;

document.addEventListener("kam:toast", (event) => {
  const { text, undo, tone } = event.detail;
  const box = document.querySelector(".k-toasts");
  const toast = document.createElement("div");
  toast.className = tone ? `k-toast k-toast-${tone}` : "k-toast";
  const words = document.createElement("span");
  words.textContent = text;
  toast.append(words);
  if (undo) toast.append(undoButton(undo, box.dataset.undo, toast));
  box.replaceChildren(toast);
  let timer = setTimeout(() => toast.remove(), STAYS);
  const wait = () => clearTimeout(timer);
  const resume = () => { wait(); timer = setTimeout(() => toast.remove(), STAYS); };
  toast.addEventListener("pointerenter", wait);
  toast.addEventListener("focusin", wait);
  toast.addEventListener("pointerleave", resume);
  toast.addEventListener("focusout", resume);
});

function undoButton(token, label, toast) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", () => {
    toast.remove();
    htmx.ajax("POST", "/undo/", { values: { token }, swap: "none" });
  });
  return button;
}

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

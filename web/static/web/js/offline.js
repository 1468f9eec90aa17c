// What one sees of working without a network: the note, how many calls wait, and what became of each.
import { change, forget, mine, send, words } from "./waiting.js";

const A_DAY = 24 * 3600 * 1000;
const note = () => document.getElementById("k-waiting");
const box = () => document.getElementById("k-kept");
const as_of = () => document.body.dataset.asOf;
const lang = document.documentElement.lang;

navigator.serviceWorker?.register("/sw.js").catch(() => null); // a page without one is a page as before

function clock(at) {
  const day = new Date(at).toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "short" };
  return new Date(at).toLocaleString(lang, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: words().zone, timeZoneName: "short" });
}

async function show() {
  if (!note()) return;
  const calls = await mine();
  const away = note().querySelector("[data-away-note]");
  away.hidden = !as_of() && navigator.onLine;
  away.querySelector("span").textContent = as_of() ? words().asOf.replace("{at}", clock(as_of())) : words().away;
  const count = note().querySelector("[data-count-note]");
  const text = summary(calls);
  count.hidden = !text;
  if (count.querySelector("span").textContent !== text) count.querySelector("span").textContent = text;
  note().hidden = away.hidden && count.hidden;
  box().querySelector("ul").replaceChildren(...calls.map(row));
  mark(calls.filter((call) => call.state === "waiting"));
}

function summary(calls) {
  const count = (...states) => calls.filter((call) => states.includes(call.state)).length;
  const waiting = count("waiting"), sent = count("sent"), refused = count("refused");
  const parts = [];
  if (waiting) parts.push(waiting === 1 ? words().oneWaiting : words().waiting.replace("{n}", waiting));
  if (sent) parts.push(words().sent.replace("{n}", sent));
  if (refused) parts.push(words().refused.replace("{n}", refused));
  return parts.join(" · ");
}

function row(call) {
  const item = document.getElementById("k-kept-call").content.firstElementChild.cloneNode(true);
  const fill = (name, text) => { item.querySelector(`[data-${name}]`).textContent = text ?? ""; };
  item.dataset.is = call.state === "sending" ? "waiting" : call.state;
  fill("name", call.name);
  fill("how", call.how);
  fill("when", clock(call.at));
  fill("said", call.fields.find(([name]) => name === "details")?.[1]);
  fill("text", call.text);
  item.querySelector("[data-account]").href = call.path.replace("log-call/", "");
  item.querySelector("[data-retry]").addEventListener("click", async () => { await change(call, { state: "waiting", text: "" }); send({ asked: true }); });
  item.querySelector("[data-drop]").addEventListener("click", () => forget(call.key));
  return item;
}

// On the list of Today, a call that waits says so.
function mark(calls) {
  const leads = new Set(calls.map((call) => call.path.replace("log-call/", "")));
  for (const line of document.querySelectorAll(".k-call:not(.k-call-done)")) {
    line.querySelector("[data-state]")?.remove();
    if (!leads.has(line.querySelector(".k-call-name").getAttribute("href"))) continue;
    const pill = document.getElementById("k-kept-call").content.querySelector("[data-state=waiting]");
    line.querySelector(".k-call-why .k-row").prepend(pill.cloneNode(true));
  }
}

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-again]")) { event.preventDefault(); location.reload(); }
  if (event.target.closest("[data-show-kept]")) box().showModal();
  if (event.target === box()) box().close();
  if (event.target.closest("[data-send-kept]")) send({ asked: true });
  if (event.target.closest("[data-forget-sent]")) {
    await forget(...(await mine()).filter((call) => call.state === "sent").map((call) => call.key));
    box().close();
  }
});

// The worker's form is of no lead yet: the page knows the name.
document.addEventListener("htmx:afterSwap", (event) => {
  const form = event.detail.target?.id === "k-dialog" && event.detail.target.querySelector('[data-keeps="…"]');
  if (!form) return;
  const account = form.getAttribute("hx-post").replace("log-call/", "");
  const name = document.querySelector(`a.k-call-name[href="${account}"]`) ?? (location.pathname === account ? document.querySelector("h1") : null);
  if (!name) return;
  form.dataset.keeps = name.textContent.trim();
  const title = form.querySelector("h2");
  title.textContent = title.textContent.replace("…", form.dataset.keeps);
});

// The list was read anew: it is of now.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id === "board") delete document.body.dataset.asOf;
  show();
});

async function tidy() {
  const old = (await mine()).filter((call) => call.state === "sent" && Date.now() - call.sent > A_DAY);
  if (old.length) await forget(...old.map((call) => call.key));
}

addEventListener("online", () => {
  show();
  if (as_of()) document.body.dispatchEvent(new CustomEvent("kam:changed", { bubbles: true, detail: { quiet: true } }));
});
addEventListener("offline", show);
document.addEventListener("kam:kept", show);
tidy();
show();

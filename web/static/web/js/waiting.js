// Calls outlive the network. A form with data-keeps is written down on this device, with the key it is
// sent under, before it is sent. What got no answer waits, and is sent again under the same key: the
// server does a thing once for each key, so a lost answer, two tabs or a crash log nothing twice.
import { all, put, remove } from "./kept.js";

const AGAIN = 15_000; // ms between two attempts, and until a call another page was sending counts as lost
const AWAY = [429, 502, 503, 504];
const shell = () => document.querySelector(".k-shell[data-person]");
const person = () => shell()?.dataset.person;
const told = new BroadcastChannel("kam-waiting");
const writing = new WeakSet();
const inForm = new WeakMap(); // a form and its call, until it is answered

export const words = () => document.getElementById("k-waiting").dataset;
export const toast = (detail) => document.dispatchEvent(new CustomEvent("kam:toast", { detail }));

export async function mine() {
  const calls = await all().catch(() => []);
  return calls.filter((call) => call.person === person()).sort((a, b) => a.at.localeCompare(b.at));
}

export async function change(call, columns) {
  await put(Object.assign(call, columns));
  tell();
}

export async function forget(...keys) {
  for (const key of keys) await remove(key);
  tell();
}

function tell() {
  told.postMessage("");
  document.dispatchEvent(new CustomEvent("kam:kept"));
}
told.onmessage = () => document.dispatchEvent(new CustomEvent("kam:kept"));

// --- Before it is sent ---------------------------------------------------------------------------

document.addEventListener("htmx:confirm", (event) => {
  const { elt, path, verb, triggeringEvent } = event.detail;
  if (verb !== "post" || !elt.matches("[data-keeps]") || !person()) return;
  event.preventDefault();
  if (writing.has(elt)) return; // a second click while the first is written down
  writing.add(elt);
  const by = triggeringEvent?.submitter;
  const call = inForm.get(elt) ?? { key: newKey(), at: new Date().toISOString() };
  const fields = [...new FormData(elt, by?.form === elt ? by : null), ["date", call.at]];
  inForm.set(elt, Object.assign(call, { person: person(), path, fields, name: elt.dataset.keeps, how: by?.textContent.trim() ?? "", state: "sending", tried: Date.now() }));
  put(call).catch(() => null).finally(() => { writing.delete(elt); event.detail.issueRequest(true); });
});

document.addEventListener("htmx:configRequest", (event) => {
  const call = event.detail.verb === "post" && inForm.get(event.detail.elt);
  if (!call) return;
  event.detail.headers["Idempotency-Key"] = call.key;
  event.detail.formData.set("date", call.at);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, requestConfig, xhr } = event.detail;
  const call = requestConfig.verb === "post" && inForm.get(elt);
  if (!call) return;
  if (xhr.getResponseHeader("HX-Trigger")?.includes("kam:token")) return; // sent again at once (sign-in.js)
  if (xhr.status === 401) return void change(call, { state: "waiting" }).catch(() => null);
  inForm.delete(elt);
  if (xhr.status === 0 || AWAY.includes(xhr.status)) return keep(elt, call);
  forget(call.key).catch(() => null); // done, or refused before the eyes of who sent it
});

async function keep(form, call) {
  await change(call, { state: "waiting" });
  toast({ text: words().kept });
  over(form);
}

// What stands in the form is kept, or sent: it is not to be sent again under another key.
function over(form) {
  inForm.delete(form);
  if (form.closest("dialog")) form.closest("dialog").close(); else form.reset();
}

// Only a secure page has randomUUID.
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// --- Once the network is back --------------------------------------------------------------------

const isDue = (call) => call.state === "waiting" || (call.state === "sending" && Date.now() - call.tried > AGAIN);

/** Send what waits, one after the other; only one page of this browser does. */
export async function send({ asked = false } = {}) {
  if (!person() || !(await mine()).some(isDue)) return;
  const work = () => sendAll(asked);
  if (!navigator.locks) return work();
  await navigator.locks.request("kam-waiting", { ifAvailable: true }, (lock) => lock && work());
}

async function sendAll(asked) {
  const me = await whoIsLoggedIn(asked);
  if (me?.person !== person()) return;
  const sent = [];
  for (const call of (await mine()).filter(isDue)) {
    const answer = await sendOne(call, me.token);
    if (!answer || AWAY.includes(answer.status) || answer.status === 401) break;
    if (answer.ok) sent.push(call);
  }
  if (!sent.length) return;
  for (const form of document.querySelectorAll("form[data-keeps]")) if (sent.some((call) => call.key === inForm.get(form)?.key)) over(form);
  toast(sent.length === 1 ? sent[0].toast : { text: words().allSent.replace("{n}", sent.length) });
  refresh();
}

// Null without a network. Who was logged out is asked to log in: once, then only when they want to send.
let askedToLogIn = false;
async function whoIsLoggedIn(asked) {
  const answer = await fetch("/offline/me/", { headers: { "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  if (answer?.status === 401 && (asked || !askedToLogIn)) {
    askedToLogIn = true;
    document.dispatchEvent(new CustomEvent("kam:signed-out"));
  }
  return answer?.ok ? answer.json() : null;
}

async function sendOne(call, token) {
  const headers = { "HX-Request": "true", "X-CSRFToken": token, "Idempotency-Key": call.key };
  const answer = await fetch(call.path, { method: "POST", body: new URLSearchParams(call.fields), headers }).catch(() => null);
  if (answer?.ok) {
    const said = JSON.parse(answer.headers.get("HX-Trigger") ?? "{}")["kam:toast"];
    await change(call, { state: "sent", text: said?.text ?? "", toast: said, sent: Date.now() });
  } else if (answer && !AWAY.includes(answer.status) && answer.status !== 401) {
    await change(call, { state: "refused", text: await why(answer) });
  }
  return answer;
}

async function why(answer) {
  if (answer.status >= 500) return words().failed;
  if (answer.status === 404) return words().gone;
  const text = await answer.text();
  if (!answer.headers.get("Content-Type")?.includes("html")) return text;
  const page = new DOMParser().parseFromString(text, "text/html");
  const errors = [...page.querySelectorAll(".k-error, [role=alert], h1")].map((node) => node.textContent.trim());
  return errors.join(" ") || words().failed;
}

// Regions read themselves anew, unless somebody is just writing in one.
function refresh() {
  if (document.querySelector("dialog[open]:not(#k-kept)") || document.activeElement?.matches("input, textarea, select")) return;
  document.body.dispatchEvent(new CustomEvent("kam:changed", { bubbles: true, detail: { quiet: true } }));
}

addEventListener("online", () => send());
document.addEventListener("kam:signed-in", (event) => String(event.detail.person) === person() && send({ asked: true }));
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
setInterval(() => document.visibilityState === "visible" && send(), AGAIN);
send();

// The service worker: our files, the last Today list of one person, a page for when nothing can be had.
// Calls that wait are not its business: pages keep and send them (waiting.js).
const { files, version, hashed, statics, longest } = {{ kept|safe }};
const FILES = `kam-files-${version}`;
const PERSON = "kam-person";
const PAGE = "/offline/";
const FORM = "/offline/call/";
const CALL = /^\/leads\/\d+\/log-call\/$/;
const FRESH = 15 * 60 * 1000; // ms for which a kept list need not be read again behind a narrowed one
const SLOW = 8000; // ms until the kept list is better than waiting

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function install() {
  const cache = await caches.open(FILES);
  const fresh = (url) => new Request(url, { cache: hashed ? "default" : "reload" });
  await cache.addAll([...files, PAGE, FORM].map(fresh));
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith("kam-files-") && name !== FILES) await caches.delete(name);
  }
  await self.clients.claim();
  // The kept list names the files of its day.
  if (await keptToday()) await fetch("/").then((answer) => remember(new URL("/", location), answer), () => null);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (request.method !== "GET") return;
  else if (url.pathname.startsWith(statics)) event.respondWith(file(request));
  else if (CALL.test(url.pathname)) event.respondWith(form(request, url));
});

async function page(event, url) {
  if (url.pathname === "/log-out/") await caches.delete(PERSON);
  try {
    const asked = fetch(event.request);
    const kept = url.pathname === "/" && await keptToday();
    const answer = await (kept ? inTime(asked) : asked);
    event.waitUntil(remember(url, answer.clone()));
    return answer;
  } catch {
    return (url.pathname === "/" && await today()) || await caches.match(PAGE, { ignoreVary: true }) || Response.error();
  }
}

async function file(request) {
  const kept = () => caches.match(request, { ignoreVary: true });
  if (hashed) return await kept() ?? fetch(request);
  return fetch(request).catch(async () => await kept() ?? Response.error());
}

async function form(request, url) {
  try {
    return await inTime(fetch(request));
  } catch {
    const kept = await caches.match(FORM, { ignoreVary: true });
    if (!kept) return Response.error();
    const text = await kept.text();
    return new Response(text.replaceAll("/leads/0/log-call/", url.pathname), { headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
}

function inTime(answer) {
  return Promise.race([answer, new Promise((_, late) => setTimeout(late, SLOW))]);
}

// Keep Today, of the person it was made for; forget it once somebody else, or nobody, is logged in.
async function remember(url, answer) {
  const person = answer.headers.get("KAM-Person");
  if (url.pathname === "/log-in/" && answer.type === "basic") await caches.delete(PERSON);
  if (!person) return;
  const kept = await keptToday();
  if (kept && kept.headers.get("KAM-Person") !== person) await caches.delete(PERSON);
  if (url.pathname === "/" && answer.ok) await keepWhole(url, answer, person);
  await speak(answer.headers.get("Content-Language"));
}

async function keptToday() {
  return await caches.has(PERSON) ? (await caches.open(PERSON)).match("/") : null;
}

// A narrowed list is not kept itself: the whole one is, so that it opens whatever the address asks for.
async function keepWhole(url, answer, person) {
  if (!url.search) return keepToday(answer, person);
  const kept = await keptToday();
  if (kept && Date.now() - Date.parse(kept.headers.get("KAM-At")) < FRESH) return;
  const whole = await fetch("/").catch(() => null);
  if (whole?.ok && whole.headers.get("KAM-Person") === person) await keepToday(whole, person);
}

async function keepToday(answer, person) {
  const headers = { "KAM-Person": person, "KAM-At": new Date().toISOString() };
  for (const name of ["Content-Type", "Content-Language", "Content-Security-Policy"]) headers[name] = answer.headers.get(name) ?? "";
  await (await caches.open(PERSON)).put("/", new Response(await answer.blob(), { headers }));
}

async function today() {
  const kept = await keptToday();
  const at = kept?.headers.get("KAM-At");
  if (!kept || Date.now() - Date.parse(at) > longest) return null;
  const text = await kept.text();
  return new Response(text.replace("<body ", `<body data-as-of="${at}" `), { headers: kept.headers });
}

// Our own pages, in the language the person reads now.
async function speak(language) {
  const cache = await caches.open(FILES);
  const page = await cache.match(PAGE, { ignoreVary: true });
  if (language && page && page.headers.get("Content-Language") !== language) await cache.addAll([PAGE, FORM]);
}

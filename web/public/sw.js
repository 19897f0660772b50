// Keeps Today within reach without a connection: the page's own files, who is signed in, and today's touches.
//
// Everything else goes to the server as if this were not here. What is kept of a person goes away with their session:
// when somebody signs out or in, when the organization changes, and when the server says that nobody is signed in.

const files = "touchstone-files";
const data = "touchstone-data";
const page = "/";
/** What Today needs to know, and nothing else. */
const known = ["/v1/me", "/v1/today"];
/** A network that does not answer is none. */
const patienceMs = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page says which files it is made of; others of an older version are dropped.
self.addEventListener("message", (event) => {
  if (event.data?.kind === "keep") event.waitUntil(keep(event.data.urls));
  if (event.data?.kind === "forget") event.waitUntil(caches.delete(data));
});

async function keep(urls) {
  const cache = await caches.open(files);
  const wanted = new Set([page, ...urls].map((url) => new URL(url, self.location.origin).href));
  for (const url of wanted) {
    const there = url.includes("/assets/") && (await cache.match(url));
    if (there) continue;
    try {
      const answer = await fetch(url, { cache: "no-cache" });
      if (answer.ok) await cache.put(url, answer);
    } catch {
      // Tried again when the page opens the next time.
      return;
    }
  }
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  // The page asked for these before there was a worker, or before it was signed in.
  const kept = await caches.open(data);
  for (const path of known) {
    if (!(await kept.match(path))) await fresh(new Request(path)).catch(() => undefined);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method !== "GET") {
    // Another person, another organization, nobody: what was kept is not theirs.
    if (url.pathname.startsWith("/v1/session")) event.waitUntil(caches.delete(data));
    return;
  }
  if (request.mode === "navigate") {
    if (url.pathname.startsWith("/v1/")) return;
    event.respondWith(fromServer(request).catch(() => orNothing(files, page)));
  } else if (known.includes(url.pathname) && url.search === "") {
    event.respondWith(fresh(request));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(caches.match(request.url).then((kept) => kept ?? fetch(request)));
  } else if (!url.pathname.startsWith("/v1/")) {
    event.respondWith(fetch(request).catch(() => orNothing(files, request.url)));
  }
});

/** The server's answer, or a failure when it takes too long. */
function fromServer(request) {
  let timer;
  const tooLong = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), patienceMs);
  });
  return Promise.race([fetch(request), tooLong]).finally(() => clearTimeout(timer));
}

async function orNothing(name, url) {
  return (await (await caches.open(name)).match(url)) ?? Response.error();
}

/** The newest there is: the server's answer, else the one from before, which says that it is old. */
async function fresh(request) {
  const cache = await caches.open(data);
  const path = new URL(request.url).pathname;
  try {
    const answer = await fromServer(request);
    if (answer.ok) {
      const copy = answer.clone();
      const headers = new Headers(copy.headers);
      // The body was unpacked on its way here.
      headers.delete("content-encoding");
      headers.delete("content-length");
      headers.set("x-kept-at", new Date().toISOString());
      await cache.put(path, new Response(await copy.blob(), { headers }));
    } else if (answer.status === 401) {
      await caches.delete(data);
    }
    return answer;
  } catch (cause) {
    const kept = await cache.match(path);
    if (kept) return kept;
    throw cause;
  }
}

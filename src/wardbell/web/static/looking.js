/* The confirmer's phone. What is said without a network waits here and is sent by itself; who is told to leave sees it at once.
   Nothing of where the phone is is asked or kept. Without this script the pages are plain forms. */
(() => {
  "use strict";
  const WAITS = "wardbell.observations", PAGES = "wardbell-looking", A_DAY_MS = 24 * 3600 * 1000;
  const SEND_EVERY_MS = 15000, WATCH_EVERY_MS = 10000, LIVE_EVERY_MS = 5000;
  const told = document.getElementById("kept");
  const form = document.getElementById("observation");
  const watched = document.querySelector("[data-state]");

  const say = (text) => { if (told) { told.textContent = text; told.hidden = !text; } };
  const waiting = () => {
    try { return JSON.parse(localStorage.getItem(WAITS) || "[]").filter((one) => Date.now() - one.at < A_DAY_MS); } catch { return []; }
  };
  const keep = (all) => all.length ? localStorage.setItem(WAITS, JSON.stringify(all)) : localStorage.removeItem(WAITS);
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || ["", ""])[1];
  const freshKey = () => {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };

  let isSending = false;
  async function send() {
    if (isSending) return;
    isSending = true;
    try { for (const one of waiting()) if (!await sendOne(one)) break; } finally { isSending = false; }
  }

  /* Returns whether the next may be sent: only our own answer, yes or no, takes one off the phone. */
  async function sendOne(one) {
    const body = new URLSearchParams([...one.fields, ["csrfmiddlewaretoken", token()]]);
    let answer;
    try { answer = await fetch(one.to, { method: "POST", body, headers: { Accept: "application/json" } }); } catch { return say(told.dataset.kept); }
    if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) {
      return say(answer.status === 403 ? told.dataset.signIn : told.dataset.kept);
    }
    keep(waiting().filter((other) => other.key !== one.key));
    say((await answer.json()).said);
    return true;
  }

  function queue(event) {
    event.preventDefault();
    if (!form.reportValidity()) return;
    form.elements.written_at.value = new Date().toISOString();
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    try { keep([...waiting(), { key: form.elements.key.value, to: form.action, at: Date.now(), fields }]); } catch { return form.submit(); }
    form.reset();
    form.elements.key.value = freshKey();
    form.elements.written_at.value = "";
    say(told.dataset.kept);
    told.scrollIntoView({ block: "center" });
    send();
  }

  /* The checklist opens without a network: this page and what it loads, until nothing is asked of this confirmer any more. */
  async function keepPage() {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(form.dataset.worker);
    const loaded = [...document.querySelectorAll("link[href], script[src]")].map((one) => new URL(one.href || one.src).pathname);
    await (await caches.open(PAGES)).addAll([location.pathname, ...loaded]);
    document.documentElement.dataset.kept = "yes";
  }
  async function forgetPages() {
    if (!("serviceWorker" in navigator)) return;
    await caches.delete(PAGES);
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  }

  async function watch() {
    try {
      const { state } = await (await fetch(watched.dataset.stateAt, { headers: { Accept: "application/json" } })).json();
      if (state === watched.dataset.state) return;
      if (!form) return location.reload();
      watched.dataset.state = state;
      document.getElementById("leave").hidden = state !== "stood_down";
    } catch { /* no network: the next look tells */ }
  }

  async function refresh(part) {
    try {
      const answer = await fetch(part.dataset.live);
      if (!answer.ok || answer.redirected) return;
      const fresh = document.createElement("template");
      fresh.innerHTML = await answer.text();
      if (fresh.content.textContent.trim() !== part.textContent.trim()) part.replaceChildren(fresh.content);
    } catch { /* no network: what stands there stays */ }
  }

  if (form) { form.addEventListener("submit", queue); if (window.isSecureContext) keepPage().catch(() => {}); }
  if (watched && ["offered", "accepted", "on_site"].includes(watched.dataset.state)) {
    setInterval(watch, WATCH_EVERY_MS);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) watch(); });
  }
  for (const part of document.querySelectorAll("[data-live]")) setInterval(() => refresh(part), LIVE_EVERY_MS);
  if (told) {
    if (document.querySelector("[data-idle]") && !waiting().length) forgetPages();
    addEventListener("online", send);
    setInterval(() => { if (waiting().length) send(); }, SEND_EVERY_MS);
    if (waiting().length) send();
  }
})();

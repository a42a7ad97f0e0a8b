/* The confirmer's picture. For the desk it is drawn anew, small, so that nothing beside its pixels leaves the phone; for counsel the
   original is locked here and never sent. Nothing is kept on the phone. Without this script the form sends the file, and the server strips it. */
(() => {
  "use strict";
  const LONGEST = 1280, QUALITY = 0.8, AGAIN_MS = 15000;
  const form = document.getElementById("picture"), told = document.getElementById("told"), counsel = document.getElementById("counsel");
  const chosen = () => form.elements.picture.files[0];
  const token = () => form.elements.csrfmiddlewaretoken.value;
  let waiting = null, isSending = false;

  const say = (text) => { told.textContent = text; told.hidden = !text; if (text) told.scrollIntoView({ block: "center" }); };

  /* Answers undefined without a network. */
  async function ask(to, body) {
    body.append("csrfmiddlewaretoken", token());
    let answer;
    try { answer = await fetch(to, { method: "POST", body, headers: { Accept: "application/json" } }); } catch { return undefined; }
    const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    return { isWell: isOurs && answer.ok, said: isOurs ? (await answer.json()).said : told.dataset.signIn };
  }

  async function drawn(file) {
    const found = await createImageBitmap(file, { imageOrientation: "from-image" });
    const shrink = Math.min(1, LONGEST / Math.max(found.width, found.height)), canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(found.width * shrink));
    canvas.height = Math.max(1, Math.round(found.height * shrink));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(found, 0, 0, canvas.width, canvas.height);
    found.close();
    return new Promise((done, failed) => canvas.toBlob((blob) => blob ? done(blob) : failed(new Error("empty")), "image/jpeg", QUALITY));
  }

  async function send() {
    if (!waiting || isSending) return;
    isSending = true;
    try {
      const body = new FormData();
      body.append("picture", waiting, "picture.jpg");
      const answer = await ask(form.action, body);
      if (!answer) return say(told.dataset.waits);
      waiting = null;
      if (answer.isWell) form.reset();
      say(answer.said);
    } finally { isSending = false; }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!chosen()) return say(told.dataset.choose);
    say(told.dataset.working);
    try { waiting = await drawn(chosen()); } catch { return say(told.dataset.unreadable); }
    send();
  });
  addEventListener("online", send);
  setInterval(send, AGAIN_MS);

  if (!counsel || !window.isSecureContext) return;
  counsel.hidden = false;
  let sealed = null;
  form.elements.picture.addEventListener("change", () => { sealed = null; });
  document.getElementById("key").addEventListener("change", () => { sealed = null; });

  async function give(name, bytes) {
    const file = new File([bytes], name, { type: "application/octet-stream" });
    if (navigator.canShare && navigator.canShare({ files: [file] })) {
      try { return await navigator.share({ files: [file] }); } catch (error) { if (error.name === "AbortError") throw error; }
    }
    window.wardbellSealing.save(name, bytes, file.type);
  }

  document.getElementById("hand").addEventListener("click", async () => {
    if (!chosen()) return say(told.dataset.choose);
    const key = document.getElementById("key").selectedOptions[0];
    say(told.dataset.working);
    if (!sealed) {
      const bytes = await window.wardbellSealing.seal(chosen(), key.dataset.key);
      sealed = { bytes, digest: await window.wardbellSealing.digest(bytes) };
    }
    try { await give(`for-counsel-${sealed.digest.slice(0, 8)}.sealed`, sealed.bytes); } catch { return say(""); }
    const answer = await ask(form.dataset.handed, new URLSearchParams({ key: key.value, digest: sealed.digest }));
    say(answer ? answer.said : told.dataset.notTold);
  });
})();

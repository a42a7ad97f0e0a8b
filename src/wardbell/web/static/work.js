"use strict";
// A little work for each form, so that a flood costs its sender something: see web/public/challenges.py.
(function () {
  const form = document.querySelector("form[data-bits]");
  if (!form || !window.crypto || !window.crypto.subtle) return;
  const mark = form.elements.mark.value, bits = Number(form.dataset.bits), coder = new TextEncoder();
  const AT_ONCE = 256;
  let isWorking = form.elements.number.value !== "";

  function noughts(bytes) {
    let n = 0;
    for (const byte of bytes) {
      if (byte === 0) { n += 8; continue; }
      return n + Math.clz32(byte) - 24;
    }
    return n;
  }

  async function tried(number) {
    const digest = await window.crypto.subtle.digest("SHA-256", coder.encode(`${mark}.${number}`));
    return noughts(new Uint8Array(digest)) >= bits ? number : null;
  }

  async function work() {
    if (isWorking) return;
    isWorking = true;
    for (let from = 0; ; from += AT_ONCE) {
      const found = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => tried(from + n)));
      const number = found.find((one) => one !== null);
      if (number !== undefined) { form.elements.number.value = String(number); return; }
    }
  }

  if (form.dataset.now) work();
  else form.addEventListener("input", work, { once: true });
})();

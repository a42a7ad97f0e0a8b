/* Counsel's keys and counsel's sealed files. Neither a private key nor a file nor what it holds is ever sent. */
(() => {
  "use strict";
  if (!window.isSecureContext) return;
  const { pair, open, save, digest } = window.wardbellSealing, by = (id) => document.getElementById(id);
  const say = (where, text) => { where.textContent = text; where.hidden = !text; };

  if (by("make")) {
    by("make").hidden = false;
    by("make_pair").addEventListener("click", async () => {
      const made = await pair();
      save("wardbell-private-key.json", made.privateText, "application/json");
      by("public_key").value = made.publicPem;
      say(by("made"), by("made").dataset.made);
    });
  }

  if (by("open")) {
    by("open").hidden = false;
    by("needs").hidden = true;
    const told = by("opened"), why = { "not-ours": told.dataset.notOurs, "not-key": told.dataset.notKey, wrong: told.dataset.wrong };
    by("unseal").addEventListener("click", async () => {
      const [file, key] = [by("sealed").files[0], by("private").files[0]];
      by("original").hidden = true;
      if (!file || !key) return say(told, told.dataset.both);
      const bytes = new Uint8Array(await file.arrayBuffer());
      by("digest").textContent = await digest(bytes);
      try {
        const found = await open(bytes, await key.text());
        by("save").href = URL.createObjectURL(new Blob([found.bytes], { type: "application/octet-stream" }));
        by("save").download = found.name || "original";
        by("original").hidden = false;
        say(told, told.dataset.open);
      } catch (error) { say(told, why[error.message] || told.dataset.wrong); }
    });
  }
})();

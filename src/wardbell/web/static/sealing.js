/* Locks a file on this device to a public key, and opens it again with the private one: ECDH on P-256 with a key used once,
   HKDF-SHA-256, AES-256-GCM. A sealed file is: mark | that one key, 65 bytes | nonce, 12 bytes | ciphertext and tag.
   Within stand four bytes of length, the file's name and type as JSON, and its bytes as they were. */
window.wardbellSealing = (() => {
  "use strict";
  const MARK = new TextEncoder().encode("WARDBELL-SEALED-1\n"), POINT_BYTES = 65, NONCE_BYTES = 12;
  const CURVE = { name: "ECDH", namedCurve: "P-256" }, coder = new TextEncoder(), { subtle } = crypto;

  const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join(""));
  const fromBase64 = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");
  const digest = async (bytes) => hex(await subtle.digest("SHA-256", bytes));
  function joined(...parts) {
    const whole = new Uint8Array(parts.reduce((n, one) => n + one.length, 0));
    parts.reduce((at, one) => { whole.set(one, at); return at + one.length; }, 0);
    return whole;
  }

  async function keyOf(ownPrivate, theirs, once, recipient) {
    const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, ownPrivate, 256);
    const root = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: joined(once, recipient), info: coder.encode("wardbell:counsel:1") };
    return subtle.deriveKey(how, root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }

  async function seal(file, publicKey) {
    const theirs = await subtle.importKey("spki", fromBase64(publicKey), CURVE, true, []);
    const recipient = new Uint8Array(await subtle.exportKey("raw", theirs));
    const pair = await subtle.generateKey(CURVE, false, ["deriveBits"]);
    const once = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
    const about = coder.encode(JSON.stringify({ name: file.name, type: file.type })), length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, about.length);
    const plain = joined(length, about, new Uint8Array(await file.arrayBuffer()));
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const key = await keyOf(pair.privateKey, theirs, once, recipient);
    return joined(MARK, once, iv, new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv, additionalData: MARK }, key, plain)));
  }

  /* Throws "not-ours", "not-key" or "wrong". */
  async function open(sealed, privateText) {
    const body = MARK.length + POINT_BYTES + NONCE_BYTES;
    if (sealed.length <= body || MARK.some((one, at) => sealed[at] !== one)) throw new Error("not-ours");
    const once = sealed.slice(MARK.length, MARK.length + POINT_BYTES), iv = sealed.slice(MARK.length + POINT_BYTES, body);
    let own, recipient;
    try {
      const { kty, crv, x, y, d } = JSON.parse(privateText);
      own = await subtle.importKey("jwk", { kty, crv, x, y, d }, CURVE, false, ["deriveBits"]);
      const half = await subtle.importKey("jwk", { kty, crv, x, y }, CURVE, true, []);
      recipient = new Uint8Array(await subtle.exportKey("raw", half));
    } catch { throw new Error("not-key"); }
    try {
      const key = await keyOf(own, await subtle.importKey("raw", once, CURVE, true, []), once, recipient);
      const plain = new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv, additionalData: MARK }, key, sealed.slice(body)));
      const length = new DataView(plain.buffer).getUint32(0);
      return { ...JSON.parse(new TextDecoder().decode(plain.slice(4, 4 + length))), bytes: plain.slice(4 + length) };
    } catch { throw new Error("wrong"); }
  }

  async function pair() {
    const made = await subtle.generateKey(CURVE, true, ["deriveBits"]);
    const pem = base64(await subtle.exportKey("spki", made.publicKey)).match(/.{1,64}/g).join("\n");
    return {
      publicPem: `-----BEGIN PUBLIC KEY-----\n${pem}\n-----END PUBLIC KEY-----\n`,
      privateText: JSON.stringify(await subtle.exportKey("jwk", made.privateKey)),
    };
  }

  /* Gives a file to whoever holds this device; nothing of it goes over the network. */
  function save(name, bytes, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  return { seal, open, pair, save, digest };
})();

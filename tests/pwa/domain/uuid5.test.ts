import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { uuid5 } from "../../../pwa/src/domain/uuid5";

const DNS = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

it("gives the id that RFC 9562 gives for www.example.com", () => {
  expect(uuid5(DNS, "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});

it("agrees with the platform's SHA-1 at every length around the block edges", () => {
  const space = Buffer.from(DNS.replaceAll("-", ""), "hex");
  for (let length = 0; length < 150; length++) {
    const name = "ä".repeat(length % 3) + "x".repeat(length);
    const hash = createHash("sha1").update(space).update(name).digest("hex");
    const version = (parseInt(hash.slice(16, 18), 16) & 63) | 128;
    const wanted = `${hash.slice(0, 12)}5${hash.slice(13, 16)}${version.toString(16)}${hash.slice(18, 32)}`;
    expect(uuid5(DNS, name).replaceAll("-", "")).toBe(wanted);
  }
});

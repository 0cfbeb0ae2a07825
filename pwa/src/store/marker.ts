/** Who used this device last, readable before IndexedDB opens; and the marks that tell an evicted storage from a new one. */
import type { Pocket, Ports } from "../device/ports";
import { readJson, writeJson } from "./pocketJson";
import type { Language, Role, Session } from "./types";

/** The last person's session as far as a page can know it without asking anybody. */
export interface Marker {
  person: string | null;
  name: string;
  email: string;
  roles: Role[];
  organisation: string;
  zone: string;
  status: Session["status"];
}

export const NOBODY: Marker = {
  person: null,
  name: "",
  email: "",
  roles: [],
  organisation: "",
  zone: "Europe/Helsinki",
  status: "signed_out",
};

const SESSION = "leima.session";
const DEVICE = "leima.device";
const TWIN = "leima_twin";
const YEAR_S = 34_560_000;

export function readMarker(pocket: Pocket): Marker {
  return readJson(pocket, SESSION, NOBODY);
}

export function writeMarker(pocket: Pocket, marker: Marker): void {
  writeJson(pocket, SESSION, marker);
}

/** One id for this browser, made once and kept. */
export function deviceId(ports: Pick<Ports, "pocket" | "uuid">): string {
  const known = ports.pocket.get(DEVICE);
  if (known) return known;
  const made = ports.uuid();
  try {
    ports.pocket.set(DEVICE, made);
  } catch {
    // The label of this visit; the next one may get another.
  }
  return made;
}

/** "Chrome, Android" and the like: how the device is named in the person's list. */
export function deviceName(agent: string): string {
  const browser = /Edg\//.test(agent)
    ? "Edge"
    : /Firefox\//.test(agent)
      ? "Firefox"
      : /Chrom/.test(agent)
        ? "Chrome"
        : "Safari";
  const systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];
  const system = systems.find((name) => agent.includes(name)) ?? "";
  return [browser, system].filter(Boolean).join(", ");
}

/** A readable cookie beside the server's own: it outlives an eviction of the storage. */
export function setTwin(person: string | null): void {
  if (typeof document === "undefined") return;
  const life = person ? `${YEAR_S}` : "0";
  document.cookie = `${TWIN}=${person ?? ""}; path=/; max-age=${life}; samesite=strict`;
}

export function readTwin(): string | null {
  if (typeof document === "undefined") return null;
  return new RegExp(`(?:^|; )${TWIN}=([^;]+)`).exec(document.cookie)?.[1] ?? null;
}

export function readLanguage(pocket: Pocket): Language {
  const kept = pocket.get("leima.language");
  if (kept === "fi" || kept === "sv" || kept === "en") return kept;
  const wanted = typeof navigator === "undefined" ? "fi" : navigator.language.slice(0, 2);
  return wanted === "sv" || wanted === "en" ? wanted : "fi";
}

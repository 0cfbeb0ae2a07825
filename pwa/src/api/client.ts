/** The only place that calls `fetch`. */
import { type HttpReply, type HttpRequest, NoReply } from "./exchange";

const USUAL_TIMEOUT = 15_000;

/** One request and its answer, whatever its status; throws NoReply when none came in time. */
export async function http(request: HttpRequest): Promise<HttpReply> {
  try {
    const reply = await fetch(request.path, {
      method: request.method,
      headers: {
        Accept: request.file ? "*/*" : "application/json",
        ...(request.body ? { "Content-Type": "application/json" } : {}),
        ...(request.bytes ? { "Content-Type": "application/octet-stream" } : {}),
        ...request.headers,
      },
      body: request.bytes ?? request.body ?? null,
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(request.timeout ?? USUAL_TIMEOUT),
    });
    const retryAfter = secondsOf(reply.headers.get("Retry-After"));
    if (request.file && reply.ok) {
      const file = { blob: await reply.blob(), name: fileName(reply.headers.get("Content-Disposition")) };
      return { status: reply.status, json: null, retryAfter, file };
    }
    return { status: reply.status, json: jsonOf(await reply.text()), retryAfter };
  } catch (error) {
    throw new NoReply(String(error));
  }
}

/**
 * Reads a stream of lines until it ends, is stopped or breaks; answers with its HTTP status. It stands open for hours and
 * nobody waits for it, so the browser gives way to every other request before it.
 */
export async function stream(
  path: string,
  headers: Record<string, string>,
  line: (text: string) => void,
  stop: AbortSignal,
): Promise<number> {
  const quiet = { cache: "no-store", credentials: "same-origin", priority: "low" } as const;
  const reply = await fetch(path, { headers, signal: stop, ...quiet });
  if (!reply.ok || !reply.body) return reply.status;
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return reply.status;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) line(text);
  }
}

/** The name that a Content-Disposition gives; `leima` without one. */
export function fileName(disposition: string | null): string {
  return /filename="([\w.-]+)"/.exec(disposition ?? "")?.[1] ?? "leima";
}

function jsonOf(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Retry-After as seconds or as an HTTP date. */
export function secondsOf(value: string | null, now = Date.now()): number | null {
  if (value === null || value.trim() === "") return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.round((at - now) / 1000));
}

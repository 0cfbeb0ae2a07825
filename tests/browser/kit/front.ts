/** Stands between the browser and the server, so that a story can publish a newer version of the app. */
import { type IncomingMessage, type ServerResponse, createServer, request } from "node:http";

export interface Front {
  address: string;
  /**
   * From now on the service worker's file is another one. With the name of a screen's file, such as `Reports`, the new
   * version has that file under another name, and the server does not know the old one any more.
   */
  publish(screen?: string): void;
  close(): Promise<void>;
}

interface Version {
  newer: boolean;
  screen: string | null;
}

const NEXT = "-next.js";

/** The new version's worker: the old one with another line, and with the screen's file under its new name. */
function nextWorker(text: string, { screen }: Version): string {
  const renamed = screen ? text.replace(new RegExp(`assets/${screen}-[\\w-]+\\.js`), `assets/${screen}${NEXT}`) : text;
  return `${renamed}\n// a newer one\n`;
}

function isGone(path: string, { newer, screen }: Version): boolean {
  return newer && screen !== null && path.startsWith(`/assets/${screen}-`) && path.endsWith(".js") && !isNext(path);
}

const isNext = (path: string): boolean => path.endsWith(NEXT);

function passOn(behind: string, version: Version, asked: IncomingMessage, answer: ServerResponse): void {
  const { method, url: path = "/" } = asked;
  const { port } = new URL(behind);
  const headers = { ...asked.headers };
  const { newer } = version;
  for (const name of ["if-none-match", "if-modified-since", "accept-encoding"]) if (newer) delete headers[name];
  const passed = request({ host: "127.0.0.1", port, method, path, headers }, (reply) => {
    const given = { ...reply.headers };
    const worker = newer && path === "/sw.js";
    if (worker) for (const name of ["content-length", "content-encoding", "etag"]) delete given[name];
    answer.writeHead(worker ? 200 : (reply.statusCode ?? 502), given);
    if (!worker) return void reply.pipe(answer);
    const parts: Buffer[] = [];
    reply.on("data", (part: Buffer) => parts.push(part));
    reply.on("end", () => answer.end(nextWorker(Buffer.concat(parts).toString("utf8"), version)));
  });
  passed.on("error", () => answer.destroy());
  asked.pipe(passed);
  answer.on("close", () => passed.destroy());
}

export async function openFront(behind: string): Promise<Front> {
  const version: Version = { newer: false, screen: null };
  const server = createServer((asked, answer) => {
    const path = asked.url ?? "/";
    if (isGone(path, version)) return void answer.writeHead(404).end();
    if (version.newer && isNext(path)) return void answer.writeHead(200, { "content-type": "text/javascript" }).end();
    passOn(behind, version, asked, answer);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    address: `http://localhost:${(server.address() as { port: number }).port}`,
    publish: (screen) => Object.assign(version, { newer: true, screen: screen ?? null }),
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** Stands between the browser and the server, so that a story can publish a newer version of the app. */
import { createServer, request } from "node:http";

export interface Front {
  address: string;
  /** From now on the service worker's file is another one. */
  publish(): void;
  close(): Promise<void>;
}

export async function openFront(behind: string): Promise<Front> {
  let newer = false;
  const { port } = new URL(behind);
  const server = createServer((asked, answer) => {
    const { method, url: path } = asked;
    const headers = { ...asked.headers };
    for (const name of ["if-none-match", "if-modified-since", "accept-encoding"]) if (newer) delete headers[name];
    const passed = request({ host: "127.0.0.1", port, method, path, headers }, (reply) => {
      const grows = newer && path === "/sw.js";
      const given = { ...reply.headers };
      if (grows) for (const name of ["content-length", "content-encoding", "etag"]) delete given[name];
      answer.writeHead(grows ? 200 : (reply.statusCode ?? 502), given);
      reply.pipe(answer, { end: !grows });
      if (grows) reply.on("end", () => answer.end("\n// a newer one\n"));
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
    answer.on("close", () => passed.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    address: `http://localhost:${(server.address() as { port: number }).port}`,
    publish: () => {
      newer = true;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** One file after another becomes a page, in a worker: the screen goes on, and one large photo at a time is in memory. */
import { trusted } from "../../scripts";
import type { Page, Unfit } from "./page";
import address from "./pageWorker?worker&url";

let last: Promise<unknown> = Promise.resolve();

export function takePage(file: Blob): Promise<Page | Unfit> {
  const page = last.then(() => inWorker(file));
  last = page;
  return page;
}

/** A worker that dies, for want of memory for instance, says nothing: the file could not be read. */
function inWorker(file: Blob): Promise<Page | Unfit> {
  return new Promise((resolve) => {
    const worker = new Worker(trusted(address), { type: "module" });
    const ended = (page: Page | Unfit): void => {
      worker.terminate();
      resolve(page);
    };
    worker.addEventListener("message", (event: MessageEvent<Page | Unfit>) => ended(event.data));
    worker.addEventListener("error", () => ended("unreadable"));
    worker.addEventListener("messageerror", () => ended("unreadable"));
    worker.postMessage(file);
  });
}

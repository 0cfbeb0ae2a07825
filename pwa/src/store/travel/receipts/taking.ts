/** One file after another becomes a page, in a worker: the screen goes on, and one large photo at a time is in memory. */
import { trusted } from "../../scripts";
import type { Page, Unfit } from "./page";
import address from "./pageWorker?worker&url";

let last: Promise<unknown> = Promise.resolve();

export function takePage(file: Blob): Promise<Page | Unfit> {
  const page = last.then(() => inWorker(file)).catch(() => onPage(file));
  last = page;
  return page;
}

/** Without a worker the screen waits a moment, and the picture is taken all the same. Never throws. */
function onPage(file: Blob): Promise<Page | Unfit> {
  return import("./page").then(
    ({ pageOf }) => pageOf(file),
    () => "unreadable" as const,
  );
}

/** Rejects when the worker cannot be started, or dies. */
function inWorker(file: Blob): Promise<Page | Unfit> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(trusted(address), { type: "module" });
    const ended = (page: Page | Unfit): void => {
      worker.terminate();
      resolve(page);
    };
    worker.addEventListener("message", (event: MessageEvent<Page | Unfit>) => ended(event.data));
    const failed = (): void => {
      worker.terminate();
      reject(new Error("the worker of pages failed"));
    };
    worker.addEventListener("error", failed);
    worker.addEventListener("messageerror", failed);
    worker.postMessage(file);
  });
}

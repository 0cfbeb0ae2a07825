/** Pages of receipts when the worker that makes them does not work. */
import { afterEach, expect, test, vi } from "vitest";
import { takePage } from "../../../pwa/src/store/travel/receipts/taking";

afterEach(() => vi.unstubAllGlobals());

const pdf = (): Blob => new Blob(["%PDF-1.7 a page"], { type: "application/pdf" });

test("a worker that cannot be started loses no page, and holds back none after it", async () => {
  vi.stubGlobal(
    "Worker",
    class {
      constructor() {
        throw new Error("no worker here");
      }
    },
  );
  for (const file of [pdf(), pdf()]) expect(await takePage(file)).toMatchObject({ media: "application/pdf" });
});

test("a worker that dies loses no page either", async () => {
  vi.stubGlobal(
    "Worker",
    class extends EventTarget {
      postMessage = () => setTimeout(() => this.dispatchEvent(new Event("error")));
      terminate = () => {};
    },
  );
  expect(await takePage(pdf())).toMatchObject({ media: "application/pdf" });
});

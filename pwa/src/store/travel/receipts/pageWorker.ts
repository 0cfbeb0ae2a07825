/** Makes pages of files away from the screen: a photo of 48 megapixels takes seconds. One file in, one answer out. */
import { pageOf } from "./page";

interface Scope {
  addEventListener(type: "message", hear: (event: MessageEvent<Blob>) => void): void;
  postMessage(answer: unknown, transfer: Transferable[]): void;
}
declare const self: Scope;

self.addEventListener("message", (event) => {
  void pageOf(event.data).then((page) => {
    const moved = typeof page === "string" ? [] : [page.bytes, ...(page.small ? [page.small] : [])];
    self.postMessage(page, moved);
  });
});

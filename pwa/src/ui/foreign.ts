/**
 * Another hand in the page: a browser's translator takes texts out and puts elements of its own in their place. Preact
 * would go on writing into the texts that are gone, so before it draws, what was taken out is put back where it stood.
 * The translator then sees the new text and translates it.
 */
import { options } from "preact";

const WATCHED = { childList: true, subtree: true };

/** Elements in which something of ours was taken out or moved; what was only added there troubles nobody. */
function robbed(records: readonly MutationRecord[]): Set<Node> {
  return new Set(records.filter(({ removedNodes }) => removedNodes.length > 0).map(({ target }) => target));
}

/** Takes back what was done to these elements, the last change first, so that every place is found again. */
function takeBack(records: readonly MutationRecord[]): void {
  const elements = robbed(records);
  for (const { target, addedNodes, removedNodes, nextSibling } of [...records].reverse()) {
    if (!elements.has(target)) continue;
    for (const node of addedNodes) if (node.parentNode === target) target.removeChild(node);
    const before = nextSibling?.parentNode === target ? nextSibling : null;
    for (const node of removedNodes) target.insertBefore(node, before);
  }
}

/** From now on whatever is drawn under `root` is drawn on what Preact itself left there. */
export function drawOverForeignHands(root: Node): void {
  let done: MutationRecord[] = [];
  const observer = new MutationObserver((records) => done.push(...records));
  observer.observe(root, WATCHED);
  const before = options.debounceRendering ?? queueMicrotask;
  options.debounceRendering = (draw) =>
    before(() => {
      done.push(...observer.takeRecords());
      observer.disconnect();
      takeBack(done);
      done = [];
      try {
        draw();
      } finally {
        observer.observe(root, WATCHED);
      }
    });
}

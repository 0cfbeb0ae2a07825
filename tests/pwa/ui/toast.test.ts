import { afterEach, expect, test } from "vitest";
import { hush, say, takeTurn, Toasts } from "../../../pwa/src/ui/toast";

/** What stands on the screen, as one text. */
const shown = (): string => JSON.stringify(Toasts());

afterEach(hush);

test("the word of an earlier act that comes late leaves what a later one offers", () => {
  const [earlier, later] = [takeTurn(), takeTurn()];
  say("Leimattu ulos", false, { label: "Kumoa", run: () => {} }, later);
  say("Kumottu", false, undefined, earlier);
  expect(shown()).toContain("Leimattu ulos");
  expect(shown()).toContain("Kumoa");
});

test("what went wrong is said however late it comes, and a later word takes an earlier one's place", () => {
  const earlier = takeTurn();
  say("Tauko alkoi");
  say("Ei tallessa", true, undefined, earlier);
  expect(shown()).toContain("Ei tallessa");
  hush();
  say("Tauko alkoi");
  say("Tauko päättyi");
  expect(shown()).not.toContain("Tauko alkoi");
});

import preact from "@preact/preset-vite";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [preact()],
  resolve: { alias: { "@shared": fileURLToPath(new URL("./shared", import.meta.url)) } },
  test: {
    include: ["tests/pwa/**/*.test.{ts,tsx}"],
    environment: "node",
    testTimeout: 20_000,
    // Left to itself it keeps one core free for a person who works beside it: of two cores that is half.
    maxWorkers: "100%",
  },
});

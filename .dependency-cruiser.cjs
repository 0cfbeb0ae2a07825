/** Who may import whom in the PWA. Read with docs/index.md's map of rooms. */
const room = (...names) => `^pwa/src/(${names.join("|")})(/|\\.tsx?$)`;
const app = "^pwa/src/";

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Put what both need, a type too, in a file of its own below them.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "domain-is-pure",
      comment: "The rules take plain values: hand in what they need.",
      severity: "error",
      from: { path: room("domain") },
      to: { pathNot: [room("domain"), "^shared/"] },
    },
    {
      name: "ui-knows-nothing-of-the-app",
      comment: "A part of ui/ is given its words and values; one that knows the app belongs in features/.",
      severity: "error",
      from: { path: room("ui") },
      to: { path: app, pathNot: room("ui") },
    },
    {
      name: "features-see-ui-domain-and-the-live-types",
      comment: "A screen asks the store through useLive().",
      severity: "error",
      from: { path: room("features") },
      to: { path: app, pathNot: [room("features", "ui", "domain"), "^pwa/src/store/appState\\.ts$"] },
    },
    {
      name: "features-take-only-types-of-the-store",
      comment: "Write `import type`: the store itself comes by useLive().",
      severity: "error",
      from: { path: room("features") },
      to: { path: "^pwa/src/store/appState\\.ts$", dependencyTypesNot: ["type-only", "type-import"] },
    },
    {
      name: "a-feature-leaves-other-features-alone",
      comment: "Move what both screens need to pwa/src/features/_shared.",
      severity: "error",
      from: { path: "^pwa/src/features/([^/]+)/" },
      to: { path: "^pwa/src/features/[^/]+/", pathNot: ["^pwa/src/features/$1/", "^pwa/src/features/_shared/"] },
    },
    {
      name: "api-stands-alone",
      comment: "The client knows the contract alone: hand in what it needs.",
      severity: "error",
      from: { path: room("api") },
      to: { path: app, pathNot: room("api", "domain") },
    },
    {
      name: "the-device-stands-below-sync-and-store",
      comment: "What a page keeps and seals knows nothing of who sends or shows it: hand that in.",
      severity: "error",
      from: { path: room("device") },
      to: { path: app, pathNot: room("device", "api", "domain") },
    },
    {
      name: "sync-stands-below-the-store",
      comment: "Move what both need to pwa/src/device, or hand it to the engine.",
      severity: "error",
      from: { path: room("sync") },
      to: { path: app, pathNot: room("sync", "device", "api", "domain") },
    },
    {
      name: "store-and-worker-do-not-see-screens",
      comment:
        "The store says what is; a screen decides how it looks. Move the part to pwa/src/domain or into the store.",
      severity: "error",
      from: { path: room("store", "sw") },
      to: { path: room("features", "shell", "ui", "main") },
    },
    {
      name: "dexie-only-on-the-device",
      comment: "Ask LeimaDb in pwa/src/device/db.ts, or give it what it lacks.",
      severity: "error",
      from: { pathNot: room("device") },
      to: { path: "node_modules/dexie" },
    },
  ],
  options: {
    tsConfig: { fileName: require("node:path").resolve(__dirname, "pwa/tsconfig.json") },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
  },
};

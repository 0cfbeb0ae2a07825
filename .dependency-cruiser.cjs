/** Who may import whom in the PWA. Read with docs/index.md's map of rooms. */
const room = (...names) => `^pwa/src/(${names.join("|")})(/|\\.tsx?$)`;
const app = "^pwa/src/";

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: room("domain") },
      to: { pathNot: [room("domain"), "^shared/"] },
    },
    {
      name: "ui-knows-nothing-of-the-app",
      severity: "error",
      from: { path: room("ui") },
      to: { path: app, pathNot: room("ui") },
    },
    {
      name: "features-see-ui-domain-and-the-live-types",
      severity: "error",
      from: { path: room("features") },
      to: { path: app, pathNot: [room("features", "ui", "domain"), "^pwa/src/store/live\\.ts$"] },
    },
    {
      name: "features-take-only-types-of-the-store",
      severity: "error",
      from: { path: room("features") },
      to: { path: "^pwa/src/store/live\\.ts$", dependencyTypesNot: ["type-only", "type-import"] },
    },
    {
      name: "a-feature-leaves-other-features-alone",
      severity: "error",
      from: { path: "^pwa/src/features/([^/]+)/" },
      to: { path: "^pwa/src/features/[^/]+/", pathNot: "^pwa/src/features/$1/" },
    },
    {
      name: "api-stands-alone",
      severity: "error",
      from: { path: room("api") },
      to: { path: app, pathNot: room("api", "domain") },
    },
    {
      name: "store-and-sync-do-not-see-screens",
      severity: "error",
      from: { path: room("store", "sync", "sw") },
      to: { path: room("features", "ui", "main") },
    },
    {
      name: "dexie-only-in-store",
      severity: "error",
      from: { pathNot: room("store") },
      to: { path: "node_modules/dexie" },
    },
  ],
  options: {
    tsConfig: { fileName: require("node:path").resolve(__dirname, "pwa/tsconfig.json") },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
  },
};

const WORKER = "/sw.js";

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The one address that the policy `leima` lets through: the service worker's own. */
export function allowedScript(url: string): string {
  if (url === WORKER) return url;
  throw new TypeError("only the service worker may be loaded by address");
}

/** Registers the service worker once the page is there; a browser without one works as long as it is open. */
export function registerWorker(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const types = (window as { trustedTypes?: Policies }).trustedTypes;
  const policy = types?.createPolicy("leima", { createScriptURL: allowedScript });
  const address = policy ? policy.createScriptURL(WORKER) : WORKER;
  navigator.serviceWorker.register(address, { scope: "/", updateViaCache: "none" }).catch(() => undefined);
}

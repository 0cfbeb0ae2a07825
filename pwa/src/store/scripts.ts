/** The addresses of scripts that this page may start. Where Trusted Types are enforced nothing else is taken. */

interface Policy {
  createScriptURL(url: string): unknown;
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

/** The service worker, and the worker that makes pages of photos. */
const OURS = /^\/(sw|assets\/pageWorker-[\w-]+)\.js$/;

let policy: Policy | null = null;

/** The address as the browser takes it. A policy of a name can be made once on a page. */
export function trusted(address: string): string {
  const types = (window as unknown as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!types || !import.meta.env.PROD) return address;
  const only = (url: string): string => {
    if (!OURS.test(url)) throw new TypeError(url);
    return url;
  };
  policy ??= types.createPolicy("leima", { createScriptURL: only });
  return policy.createScriptURL(address) as string;
}

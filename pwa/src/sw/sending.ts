/**
 * The sending part is fetched once, when a version is installed; from then on the browser has it in store beside the
 * worker, also without a network, and only a `sync` event asks for it. Browsers without that event never load it.
 */
const SENDER = "/send.js";

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

export interface SendingScope {
  importScripts(url: string): void;
  trustedTypes?: TrustedTypes;
  sendOutbox?: () => Promise<void>;
  registration: { sync?: unknown };
}

/** Runs the sending part once in this worker's life. Throws when the browser has not kept it. */
export function bringSender(scope: SendingScope): void {
  if (scope.sendOutbox) return;
  address ??= trusted(scope);
  scope.importScripts(address);
}

/** A policy can be made once in a worker's life; the address stays for a second try. */
let address: string | null = null;

function trusted({ trustedTypes }: SendingScope): string {
  const only = (url: string) => {
    if (url !== SENDER) throw new TypeError(url);
    return url;
  };
  return trustedTypes?.createPolicy("leima", { createScriptURL: only }).createScriptURL(SENDER) ?? SENDER;
}

/** At installation: a version whose sending part did not arrive is not installed. */
export function keepSender(scope: SendingScope): void {
  if (scope.registration.sync) bringSender(scope);
}

/** Sends what waits; rejects when the browser is to try again later. */
export async function sendNow(scope: SendingScope): Promise<void> {
  bringSender(scope);
  if (!scope.sendOutbox) throw new Error("the sending part is not in store");
  await scope.sendOutbox();
}

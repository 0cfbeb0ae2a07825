/**
 * Parts of the worker that no start of the app has to read. They are fetched once, when a version is installed; from
 * then on the browser has them in store beside the worker, also without a network, and only the events that need them
 * ask for them. Browsers without those events never load them.
 */
const SENDER = "/send.js";
const PUSHER = "/push.js";

interface Policy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

export interface SendingScope {
  importScripts(url: string): void;
  trustedTypes?: TrustedTypes;
  sendOutbox?: () => Promise<void>;
  healPush?: () => Promise<void>;
  showPush?: (data: { json(): unknown } | null) => Promise<void>;
  openNotice?: (data: unknown) => Promise<void>;
  registration: { sync?: unknown; pushManager?: unknown };
}

/** Runs the sending part once in this worker's life. Throws when the browser has not kept it. */
export function bringSender(scope: SendingScope): void {
  if (!scope.sendOutbox) bring(scope, SENDER);
}

/** The same of the part that shows what a push says. */
export function bringPusher(scope: SendingScope): void {
  if (!scope.showPush) bring(scope, PUSHER);
}

function bring(scope: SendingScope, part: string): void {
  scope.importScripts(trusted(scope, part));
}

/** A policy can be made once in a worker's life; it stays for a second try. */
let policy: Policy | null = null;

function trusted({ trustedTypes }: SendingScope, part: string): string {
  const only = (url: string) => {
    if (url !== SENDER && url !== PUSHER) throw new TypeError(url);
    return url;
  };
  policy ??= trustedTypes?.createPolicy("leima", { createScriptURL: only }) ?? { createScriptURL: only };
  return policy.createScriptURL(part);
}

/** At installation: a version whose parts did not arrive is not installed. */
export function keepSender(scope: SendingScope): void {
  const pushes = Boolean(scope.registration.pushManager);
  if (scope.registration.sync || pushes) bringSender(scope);
  if (pushes) bringPusher(scope);
}

/** Sends what waits; rejects when the browser is to try again later. */
export async function sendNow(scope: SendingScope): Promise<void> {
  bringSender(scope);
  if (!scope.sendOutbox) throw new Error("the sending part is not in store");
  await scope.sendOutbox();
}

/** The browser has changed the device's subscription: the server hears of the new one. */
export async function healNow(scope: SendingScope): Promise<void> {
  bringSender(scope);
  await scope.healPush?.();
}

/** Shows what a push says. Something is shown in any case: a browser takes the right away from those who show nothing. */
export async function showNow(scope: SendingScope & Shows, data: { json(): unknown } | null): Promise<void> {
  try {
    bringPusher(scope);
    await scope.showPush!(data);
  } catch {
    await scope.registration.showNotification("Leima", { tag: "waits", icon: ICON });
  }
}

export const ICON = "/icons/leima-192.png";

export interface Shows {
  registration: { showNotification(title: string, options: object): Promise<void> };
}

/** A notification was tapped: the app comes forward with what it is about. */
export async function openNow(scope: SendingScope, data: unknown): Promise<void> {
  bringPusher(scope);
  await scope.openNotice?.(data);
}

/** The part of the worker that speaks with the server by itself: a script of its own, which no start has to read. */
import { browserPorts } from "../sync/browser";
import type { Subscriber } from "../sync/pushing";
import { sendAll } from "./background";
import { healAll } from "./healing";

const scope = self as unknown as {
  sendOutbox?: () => Promise<void>;
  healPush?: () => Promise<void>;
  registration: { pushManager: Subscriber };
};

scope.sendOutbox = () => sendAll(browserPorts());
scope.healPush = () => healAll(browserPorts(), scope.registration.pushManager);

/** The part of the worker that sends by itself: a script of its own, which no start of the app has to read. */
import { browserPorts } from "../sync/browser";
import { sendAll } from "./background";

(self as unknown as { sendOutbox?: () => Promise<void> }).sendOutbox = () => sendAll(browserPorts());

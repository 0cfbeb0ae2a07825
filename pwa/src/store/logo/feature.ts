/** The organisation's logo: fetched when a screen first shows it, and kept on the device from then on. */
import { later } from "../feature";

export const logo = { later: later(() => import("./acts").then((m) => m.logoActs), ["logo"]) };

/** Coming in without a password: by the company's own sign-in, and by a passkey. */
import type { HttpReply } from "../../api/exchange";
import type { Reply } from "../../api/replies";
import type { DeviceStore } from "../deviceStore";
import type { KeptOut, OtherWays } from "./types";

/** What the sign-in acts have that this needs. */
interface Door {
  post(path: string, body: object): Promise<HttpReply>;
  enter(path: string, credentials: object): Promise<{ ok: true } | KeptOut>;
  keptOut(reply: HttpReply | null): KeptOut;
}

/** The word of the company that was last signed in to on this device. */
const COMPANY = "leima.company";

export function otherWays({ ports }: DeviceStore, door: Door): OtherWays {
  const ask = (path: string, body: object): Promise<HttpReply | null> => door.post(path, body).catch(() => null);
  return {
    look: async (word) => {
      const company_word = word || (ports.pocket.get(COMPANY) ?? "");
      const reply = await ask("/api/v1/auth/company/look", { company_word });
      if (reply?.status !== 200) return null;
      return reply.json as Reply<"post", "/api/v1/auth/company/look">;
    },
    begin: async (word) => {
      const reply = await ask("/api/v1/auth/company/begin", { company_word: word });
      if (reply?.status !== 200) return door.keptOut(reply);
      ports.pocket.set(COMPANY, word);
      const { address } = reply.json as Reply<"post", "/api/v1/auth/company/begin">;
      return { ok: true, address };
    },
    finish: (back, code) => door.enter("/api/v1/auth/company/finish", { ...back, one_time_code: code }),
    askPasskey: async () => {
      const reply = await ask("/api/v1/auth/passkeys/ask", {});
      if (reply?.status !== 200) return door.keptOut(reply);
      return { ok: true, options: (reply.json as Reply<"post", "/api/v1/auth/passkeys/ask">).options };
    },
    enterByPasskey: (credential) => door.enter("/api/v1/auth/passkeys/enter", { credential }),
  };
}

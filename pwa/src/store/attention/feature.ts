/** What waits for a word of the person: refused operations, forgotten clock-outs. */
import { attentionActs } from "./acts";

export const attention = {
  acts: attentionActs,
};

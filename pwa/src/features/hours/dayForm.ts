/** What the person is doing in the day: nothing yet, changing or dividing an entry, adding one, or copying a day. */
export interface DayForm {
  what: "look" | "edit" | "split" | "add" | "copy";
  entry?: string;
  /** Epoch minutes to begin a new entry's fields with. */
  start?: number;
  end?: number;
  /** An entry is opened to add a break to it. */
  adding?: boolean;
}

import "./agreements.css";
import { within } from "../../ui/router";
import { Compare } from "./Compare";
import { List } from "./List";
import { One } from "./One";

/** The rules that hold here: every agreement with its dates and its source, one with all its rows, two side by side. */
export function Agreements() {
  const which = within.value;
  if (which === "") return <List />;
  return which === "vertailu" ? <Compare /> : <One key={which} id={which} />;
}

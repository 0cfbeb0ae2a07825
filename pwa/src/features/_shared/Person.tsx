import "./person.css";
import { openSheet } from "../../ui/router";
import { useApp } from "./useApp";

interface Props {
  id: string | null | undefined;
  name: string;
  /** What is shown for the name where that stands already. */
  shown?: string;
  /** The list holds nobody but the reader's own people. */
  own?: boolean;
}

/** A person's name; whoever may see them opens their card from it. */
export function Person({ id, name, shown, own = false }: Props) {
  const sees = useSees(own);
  if (!id || !sees(id)) return <>{shown === undefined ? name : ""}</>;
  return (
    <button type="button" class="person-name" aria-haspopup="dialog" onClick={() => openSheet("person", id)}>
      {shown ?? name}
    </button>
  );
}

/** A sentence in which somebody's name opens their card. */
export function Named({ text, ...who }: Props & { text: string }) {
  const at = who.name ? text.indexOf(who.name) : -1;
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <Person {...who} />
      {text.slice(at + who.name.length)}
    </>
  );
}

/** Whose card the reader may open: the office everybody's, a supervisor those of their people. The server has the last word. */
function useSees(own: boolean): (id: string) => boolean {
  const { session, team } = useApp();
  const { roles, person } = session.value;
  if (roles.includes("admin") || roles.includes("payroll")) return () => true;
  if (!roles.includes("supervisor")) return () => false;
  if (own) return (id) => id !== person;
  const shown = team.value?.teams.flatMap(({ members }) => members.map((one) => one.person)) ?? [];
  return (id) => id !== person && shown.includes(id);
}

interface ChoicesProps<T extends string> {
  title: string;
  all: readonly T[];
  chosen: readonly T[];
  /** The name of one, and what more there is to say of it. */
  named: (one: T) => string;
  told?: (one: T) => string;
  onChoose: (chosen: T[]) => void;
}

/** Several of a few, each with what it means. */
export function Choices<T extends string>({ title, all, chosen, named, told, onChoose }: ChoicesProps<T>) {
  const turn = (one: T): void => onChoose(all.filter((other) => chosen.includes(other) !== (other === one)));
  return (
    <fieldset class="integrations-choices">
      <legend>{title}</legend>
      {all.map((one) => (
        <label key={one}>
          <input type="checkbox" checked={chosen.includes(one)} onChange={() => turn(one)} />
          <span>
            {named(one)}
            {told ? <small>{told(one)}</small> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

import type { ComponentChildren } from "preact";

interface Props {
  /** What each column is called and how much of the width it has, in per cent; 0: its share of what is left. */
  columns: readonly (readonly [name: string, width: number])[];
  children: ComponentChildren;
}

/** A table of the office with a head; on a phone each row is a card. */
export function Columns({ columns, children }: Props) {
  return (
    <table class="desk-grid agreements-columns">
      <colgroup>
        {columns.map(([name, width]) => (
          <col key={name} style={width ? { width: `${width}%` } : {}} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(([name]) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

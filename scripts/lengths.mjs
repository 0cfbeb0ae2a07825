/** Prints [file, function, line, lines] for every function of the TypeScript and JavaScript files named on stdin. */
import { readFileSync } from "node:fs";
import ts from "typescript";

const kinds = [
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
];

const nameOf = (node) => node.name?.getText() ?? node.parent?.name?.getText?.() ?? "(nameless)";

function measure(file) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const rows = [];
  const line = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node) => {
    if (kinds.includes(node.kind) && node.body) {
      const [first, last] = [line(node.getStart()), line(node.end)];
      rows.push([file, nameOf(node), first, last - first + 1]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return rows;
}

const files = readFileSync(0, "utf8").split("\n").filter(Boolean);
console.log(JSON.stringify(files.flatMap(measure)));

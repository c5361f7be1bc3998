/** Roots that are read from so often that a path of them in a plain text is hardly meant as one. */
const ROOT = '(?:spec|metadata|status|children|inputs|data)';
const PATH = `${ROOT}(?:\\.[A-Za-z_][\\w-]*)+`;
const WHOLE_PATH = new RegExp(`^\\s*\\.(${PATH})\\s*$`);
const ONE_BRACE = new RegExp(
  `^\\s*(?:\\$?\\{|\\$\\(|<|%|\\{%)\\s*\\.?(?:schema\\.|self\\.|object\\.)?(${PATH})\\s*[})>%]?\\s*$`,
);
const LOST_OPENING = new RegExp(`^[^{]*?\\.?(${PATH})\\s*[%}]\\}`);
const VARIABLE = /^\s*\$\{?[A-Z_][A-Z0-9_]*\}?\s*$/;
const TYPOGRAPHIC = /^\s*[\u2018\u2019\u201C-\u201F\u00AB\u00BB]/;

/** Why a plain text looks as if something else were meant; `undefined` when it does not. */
export function literalDoubt(text: string): string | undefined {
  if (text.length > 200) return undefined;
  const [, path] = WHOLE_PATH.exec(text) ?? ONE_BRACE.exec(text) ?? LOST_OPENING.exec(text) ?? [];
  if (path !== undefined) return `a template has two braces: "{{ .${path} }}"`;
  if (VARIABLE.test(text)) return 'variables are not replaced here';
  return TYPOGRAPHIC.test(text) ? 'typographic quotes are part of the text' : undefined;
}

/** Where JSONata is opened and never closed, -1 when it is not. */
export function unclosedJsonata(text: string, roots: ReadonlySet<string>): number {
  const open = text.indexOf('{%');
  if (open < 0 || text.includes('%}') || text.includes('{{')) return -1;
  const [, root] = /^\{%-?\s*\$?([A-Za-z]\w*)/.exec(text.slice(open)) ?? [];
  // Formats such as {%s} and {%Y-%m} are texts; a name that can be read is not.
  const isMeant = /^\{%-?\s/.test(text.slice(open)) || (root !== undefined && roots.has(root));
  return isMeant ? open : -1;
}

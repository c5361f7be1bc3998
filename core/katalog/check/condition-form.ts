import { DAYS } from '../../notes/time-layout.ts';
import type { NodePath } from '../source/source-node.ts';

const EQUATION = /^"?\s*\.?([A-Za-z_][\w.-]*)\s*(==?|!=)\s*['"\\]*([^'"\\=]*?)['"\\]*\s*"?$/;

/** How conditions and what they hold are written, where something else stands for them. */
export function conditionForm(path: NodePath, found: string | undefined): string {
  const list = path.at(-1) === 'when' || path.at(-1) === 'or';
  const item = typeof path.at(-1) === 'number' && (path.at(-2) === 'when' || path.at(-2) === 'or');
  if (!list && !item) return partForm(path, found);
  const [, field, sign, value] = EQUATION.exec(found ?? '') ?? [];
  const key = sign === '!=' ? 'notEquals' : 'equals';
  const like =
    field === undefined ? '{ field: spec.x, equals: y }' : `{ field: ${field}, ${key}: ${value} }`;
  const condition = list ? `[${like}]` : like;
  return `: write ${condition}, or { expr: "…" } with JSONata`;
}

/** How the parts of a condition are written whose form is not that of a plain text. */
const PARTS: Readonly<Record<string, string>> = {
  field: 'field: spec.x, one condition for each field',
  equals: 'equals: y, or in: [y, z] for one of several',
  notEquals: 'notEquals: y, or notIn: [y, z] for none of several',
  in: 'in: [a, b]',
  notIn: 'notIn: [a, b]',
  between: 'between: [1, 5]',
  notBetween: 'notBetween: [1, 5]',
  exists: '{ field: spec.x, exists: true }',
  notExists: '{ field: spec.x, exists: false }',
  time: 'time: { after: "09:00", before: "17:00" }',
  cron: 'cron: "0 9 * * *"',
  duration: 'duration: 2h',
  expr: 'expr: "spec.x = 1 and spec.y = 2"',
};

function partForm(path: NodePath, found: string | undefined): string {
  const isPart =
    typeof path.at(-2) === 'number' && (path.at(-3) === 'when' || path.at(-3) === 'or');
  const key = String(path.at(-1));
  if (!isPart) return '';
  if (key === 'dayOfWeek') return `: write dayOfWeek: { in: [${dayOf(found)}] }`;
  return Object.hasOwn(PARTS, key) ? `: write ${PARTS[key]}` : '';
}

/** The day that a text begins like. */
function dayOf(found = ''): string {
  const word = found.replaceAll('"', '').slice(0, 3).toLowerCase();
  return (
    DAYS.find((day) => word.length === 3 && day.toLowerCase().startsWith(word)) ?? DAYS[1] ?? ''
  );
}

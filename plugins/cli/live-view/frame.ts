import {
  type ChildSummary,
  isObject,
  type KubeObject,
  keyOf,
  printableLine,
  refOf,
} from '../../../core/index.ts';
import { formatTable } from '../output.ts';
import type { Style } from '../style.ts';
import { wrap } from './wrap.ts';

/** A custom resource with what it has. */
export interface ViewedObject {
  readonly crd: string;
  readonly object: KubeObject;
  readonly children: readonly ChildSummary[];
  /** What its last cycle did. */
  readonly last: string;
  /** Why that failed; shown in full. */
  readonly cause?: string;
}

/** Everything the live view shows. */
export interface ViewedState {
  readonly title: string;
  readonly objects: readonly ViewedObject[];
  /** Newest last. */
  readonly decisions: readonly string[];
}

const MOST_OBJECTS = 12;
const MOST_CAUSE_LINES = 16;

interface Line {
  readonly text: string;
  readonly paint: (text: string) => string;
}

/** The live view as lines, cut to the width of the terminal except for causes, and to its height. */
export function frameOf(
  { decisions, objects, title }: ViewedState,
  style: Style,
  columns: number,
  rows?: number,
): readonly string[] {
  const hidden = objects.length - Math.min(objects.length, MOST_OBJECTS);
  const below = [
    ...(hidden > 0 ? [{ text: `and ${hidden} more`, paint: style.dim }] : []),
    ...decisions.map((text) => ({ text, paint: style.dim })),
  ];
  const table = tableOf(objects.slice(0, MOST_OBJECTS), style, columns);
  // What is higher than the terminal cannot be drawn over itself.
  const room = rows === undefined ? table.length : Math.max(rows - below.length - 2, 2);
  const above = [{ text: title, paint: style.bold }, ...table.slice(0, room)];
  return [...above, ...below]
    .slice(0, rows === undefined ? undefined : Math.max(rows - 1, 1))
    .map(({ paint, text }) => {
      const shown = printableLine(text);
      return paint(shown.length > columns ? `${shown.slice(0, columns - 1)}…` : shown);
    });
}

/** A row for each custom resource and child; under one that failed stands why. */
function tableOf(objects: readonly ViewedObject[], style: Style, columns: number): readonly Line[] {
  if (objects.length === 0) return [{ text: 'no custom resource yet', paint: style.dim }];
  const groups = objects.map((object) => ({ rows: rowsOf(object), cause: object.cause ?? '' }));
  const cells = [['RESOURCE', 'READY', 'PHASE', 'LAST'], ...groups.flatMap(({ rows }) => rows)];
  const [head = '', ...texts] = formatTable(cells).split('\n');
  let at = 0;
  const lines = groups.flatMap(({ cause, rows }): readonly Line[] => {
    const [first = '', ...children] = texts.slice(at, at + rows.length);
    at += rows.length;
    const why = wrap(cause, columns - 4, MOST_CAUSE_LINES).map((text) => `    ${text}`);
    return [
      { text: first, paint: plain },
      ...why.map((text) => ({ text, paint: style.red })),
      ...children.map((text) => ({ text, paint: plain })),
    ];
  });
  return [{ text: head, paint: style.dim }, ...lines];
}

function rowsOf({ children, crd, last, object }: ViewedObject): readonly (readonly string[])[] {
  const status = isObject(object['status']) ? object['status'] : {};
  const phase = typeof status['phase'] === 'string' ? status['phase'] : '';
  return [
    [`${crd} ${keyOf(refOf(object))}`, readyOf(status), phase, last],
    ...children.map((child) => [
      `  ${child.kind} ${child.name}`,
      child.ready ? 'True' : 'False',
      '',
      '',
    ]),
  ].map((row) => row.map(printableLine));
}

function readyOf(status: Readonly<Record<string, unknown>>): string {
  const conditions = Array.isArray(status['conditions']) ? status['conditions'] : [];
  const ready: unknown = conditions.find((each) => isObject(each) && each['type'] === 'Ready');
  return isObject(ready) ? String(ready['status']) : 'Unknown';
}

function plain(text: string): string {
  return text;
}

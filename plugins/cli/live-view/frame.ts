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

/** A custom resource with what it has. */
export interface ViewedObject {
  readonly crd: string;
  readonly object: KubeObject;
  readonly children: readonly ChildSummary[];
  /** What its last cycle did. */
  readonly last: string;
}

/** Everything the live view shows. */
export interface ViewedState {
  readonly title: string;
  readonly objects: readonly ViewedObject[];
  /** Newest last. */
  readonly decisions: readonly string[];
}

const MOST_OBJECTS = 12;

/** The live view as lines, cut to the width of the terminal. */
export function frameOf(state: ViewedState, style: Style, columns: number): readonly string[] {
  const { decisions, objects, title } = state;
  const rows = objects.slice(0, MOST_OBJECTS).flatMap(rowsOf);
  const hidden = objects.length - Math.min(objects.length, MOST_OBJECTS);
  const table =
    rows.length === 0
      ? ['no custom resource yet']
      : formatTable([['RESOURCE', 'READY', 'PHASE', 'LAST'], ...rows]).split('\n');
  const lines = [
    { text: title, paint: style.bold },
    ...table.map((text, index) => ({ text, paint: index === 0 ? style.dim : plain })),
    ...(hidden > 0 ? [{ text: `and ${hidden} more`, paint: style.dim }] : []),
    ...decisions.map((text) => ({ text, paint: style.dim })),
  ];
  return lines.map(({ paint, text }) => {
    const shown = printableLine(text);
    return paint(shown.length > columns ? `${shown.slice(0, columns - 1)}…` : shown);
  });
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
  ];
}

function readyOf(status: Readonly<Record<string, unknown>>): string {
  const conditions = Array.isArray(status['conditions']) ? status['conditions'] : [];
  const ready: unknown = conditions.find((each) => isObject(each) && each['type'] === 'Ready');
  return isObject(ready) ? String(ready['status']) : 'Unknown';
}

function plain(text: string): string {
  return text;
}

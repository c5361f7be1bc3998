import { at, isRecord } from '../json/record.ts';

/**
 * Reads the simple JSON paths of printer columns: `.spec.replicas`, `.metadata.labels['a\.b']`, `.spec.list[0].name`,
 * `.status.conditions[?(@.type=="Ready")].status`, `.spec.list[*].name`.
 *
 * @returns undefined when the path is of no such form.
 */
export function compileCellPath(path: string): ((object: unknown) => unknown) | undefined {
  const text = path.replace(/^\{(.*)\}$/s, '$1').replace(/^\$/, '');
  const steps: ((values: readonly unknown[]) => readonly unknown[])[] = [];
  let rest = text.startsWith('.') || text.startsWith('[') ? text : `.${text}`;
  while (rest !== '') {
    const step = nextStep(rest);
    if (step === undefined) return undefined;
    steps.push((values) => values.flatMap(step.read));
    rest = rest.slice(step.length);
  }
  return (object) => {
    const found = steps.reduce((values, step) => step(values), [object] as readonly unknown[]);
    return found.length > 1 ? found.map(String).join(',') : found[0];
  };
}

interface Step {
  readonly length: number;
  readonly read: (value: unknown) => readonly unknown[];
}

const FIELD = /^\.((?:\\.|[^.[\]\\])+)/;
const QUOTED = /^\[['"]((?:\\.|[^'"\\])+)['"]\]/;
const INDEX = /^\[(-?\d+)\]/;
const ALL = /^(?:\[\*\]|\.\*)/;
const FILTER = /^\[\?\(\s*@\.([^=!\s)]+)\s*(==|!=)\s*(?:"([^"]*)"|'([^']*)'|([^\s)]+))\s*\)\]/;

function nextStep(rest: string): Step | undefined {
  const all = ALL.exec(rest);
  if (all !== null) return { length: all[0].length, read: childrenOf };
  const named = FIELD.exec(rest) ?? QUOTED.exec(rest);
  if (named !== null) {
    const field = (named[1] ?? '').replaceAll(/\\(.)/g, '$1');
    return { length: named[0].length, read: (value) => present(at(value, field)) };
  }
  const index = INDEX.exec(rest);
  if (index !== null) {
    const position = Number(index[1]);
    return {
      length: index[0].length,
      read: (value) => present(Array.isArray(value) ? value.at(position) : undefined),
    };
  }
  return filterStep(rest);
}

function filterStep(rest: string): Step | undefined {
  const filter = FILTER.exec(rest);
  if (filter === null) return undefined;
  const [text, field = '', operator, ...values] = filter;
  const wanted = values.find((value) => value !== undefined) ?? '';
  const holds = (item: unknown) =>
    (String(at(item, ...field.split('.')) ?? '') === wanted) === (operator === '==');
  return { length: text.length, read: (value) => childrenOf(value).filter(holds) };
}

function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? Object.values(value) : [];
}

function present(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : [value];
}

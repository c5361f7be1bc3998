import type { DocumentRules, SchemaProblem } from '../../../schemas/index.ts';
import { placeAt, scalarAt } from '../source/edit-node.ts';
import { formatPath } from '../source/node-path.ts';
import type { NodePath, SourceNode } from '../source/source-node.ts';
import type { DocumentContext } from './document-context.ts';
import { type EntryKinds, entryProblems } from './entry-problems.ts';
import { plainValue } from './plain-value.ts';
import { reportSchemaProblem } from './report-schema-problem.ts';
import { tellTwoReadings } from './tell-two-readings.ts';
import { refusalOf } from './unbuilt.ts';

/** What of a document can be compiled: faulty parts are told and left out, so that the rest is checked too. */
export interface PrunedDocument {
  readonly context: DocumentContext;
  /** Fits the schema; `undefined` when the document as a whole cannot be used. */
  readonly value: unknown;
  /** Parts that were left out although nothing else need be wrong in them: what they hold is not compiled. */
  readonly leftOut: readonly NodePath[];
}

/** Removing a part may break its parent, so it goes on until the document fits; its depth is the limit. */
const MAX_ROUNDS = 20;

/** Validates a document in canonical form and leaves out what does not fit. */
export function pruneDocument(
  context: DocumentContext,
  rules: DocumentRules,
  kinds: EntryKinds,
): PrunedDocument {
  let current = context;
  let leftOut: readonly NodePath[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const value = plainValue(current.root, rules.schema);
    const problems = [...rules.validate(value), ...entryProblems(current.root, kinds)];
    // Later rounds find only what the removals of the first one broke.
    if (round === 0) {
      const told = tellTwoReadings(current, rules.schema);
      const others = problems.filter((each) => !isToldIn(told, each));
      for (const problem of others) reportSchemaProblem(current, problem, kinds);
      leftOut = partsOf(problems.filter(isHarmless)).filter((path) => path.length > 0);
    }
    if (problems.length === 0) return { context: current, value, leftOut };
    const nameless = problems.filter(isNameless);
    const whole = nameless.length === 0 ? current.root : named(current.root);
    const wrong = problems.filter((problem) => !nameless.includes(problem));
    const root = partsOf(wrong).reduce<SourceNode | undefined>(without, whole);
    if (root === undefined) break;
    current = current.withRoot(root);
  }
  return { context: current, value: undefined, leftOut: [] };
}

/** A part that only lacks a key, or has a wrong name; what is refused by name is not looked into. */
function isHarmless({ kind, path }: SchemaProblem): boolean {
  return kind === 'missing' || (kind === 'unknown' && refusalOf(path) === undefined);
}

/** Without a name a document cannot be used; with any it can be checked to its end. */
function isNameless({ kind, path }: SchemaProblem): boolean {
  const [root, field, ...rest] = path;
  const isName = field === undefined || (field === 'name' && rest.length === 0);
  return kind === 'missing' && root === 'metadata' && isName;
}

function named(root: SourceNode): SourceNode {
  if (root.kind !== 'map') return root;
  const name = { key: 'name', keyStart: root.start, value: scalarAt(root, 'unnamed') };
  return placeAt(root, ['metadata'], name);
}

/** A wrong type is no second mistake where the value has another type for kubectl. */
function isToldIn(told: ReadonlySet<string>, { kind, path }: SchemaProblem): boolean {
  return kind === 'invalid' && told.has(formatPath(path));
}

/** What goes: the value itself, or the map that lacks a key; from the end on, so that indexes of lists stay true. */
function partsOf(problems: readonly SchemaProblem[]): readonly NodePath[] {
  const parts = new Map(
    problems.map(({ path, kind }) => {
      const part = wholeItem(kind === 'missing' ? path.slice(0, -1) : path);
      return [formatPath(part), part];
    }),
  );
  return [...parts.values()].sort(laterFirst);
}

/** Half a condition, rule or status field would only lead to further complaints. */
function wholeItem(path: NodePath): NodePath {
  const list = path.findLastIndex(
    (step, index) => WHOLE_ITEMS.has(step) && typeof path[index + 1] === 'number',
  );
  return list < 0 ? path : path.slice(0, list + 2);
}

const WHOLE_ITEMS: ReadonlySet<string | number> = new Set(['when', 'or', 'rules', 'fields']);

function laterFirst(a: NodePath, b: NodePath): number {
  for (const [index, step] of a.entries()) {
    const other = b[index];
    if (other === undefined) return -1;
    if (step === other) continue;
    if (typeof step === 'number' && typeof other === 'number') return other - step;
    return step < other ? 1 : -1;
  }
  return b.length - a.length;
}

function without(node: SourceNode | undefined, path: NodePath): SourceNode | undefined {
  const [step, ...rest] = path;
  if (node === undefined || step === undefined) return undefined;
  if (node.kind === 'map') {
    const entries = node.entries.flatMap((entry) => {
      if (entry.key !== step) return [entry];
      const value = without(entry.value, rest);
      return value === undefined ? [] : [{ ...entry, value }];
    });
    return { ...node, entries };
  }
  if (node.kind === 'scalar') return node;
  const items = node.items.flatMap((item, index) => {
    const kept = index === step ? without(item, rest) : item;
    return kept === undefined ? [] : [kept];
  });
  return { ...node, items };
}

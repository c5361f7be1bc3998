import type { JointBlock } from '../../provider/block-check.ts';
import { ProblemCode } from '../problem-code.ts';
import type { ConditionalEntry } from './check-collisions.ts';
import { reads } from './compile-for-each.ts';
import type { CrdContext } from './crd-context.ts';
import { entryPath } from './entry-place.ts';
import { areExclusive, areSame } from './exclusive-conditions.ts';
import type { WrittenConditions } from './expression-compilers.ts';
import type { ProviderKinds } from './provider-kinds.ts';

/** An entry with every set of conditions that it needs: that of its block and its own. */
export interface GatedEntry extends Pick<ConditionalEntry, 'entry'> {
  readonly gates: readonly WrittenConditions[];
}

/** Lets providers look at all entries of a CRD at once; what is certain is an error, all else a warning. */
export async function checkTogether(
  entries: readonly GatedEntry[],
  kinds: ProviderKinds,
  { document, path }: CrdContext,
): Promise<void> {
  for (const [provider, check] of kinds.jointChecks) {
    const own = entries.filter(({ entry }) => entry.provider === provider);
    for (const problem of await check(own.map((each) => jointBlock(each, own)))) {
      const { entry, expected, isCertain, message, nearest, path: inner } = problem;
      const [first] = inner;
      const text = {
        code: ProblemCode.ChoiceOpen,
        message: `${String(first ?? entry)} ${message}`,
        expected,
        nearest,
      };
      const at = [...entryPath(entry, path), ...inner];
      if (isCertain) document.error(at, text);
      else document.warning(at, text);
    }
  }
}

function jointBlock(one: GatedEntry, all: readonly GatedEntry[]): JointBlock {
  const { forEach, id, identity, kind, written } = one.entry;
  const roots = ['item', 'index', 'value', forEach?.as ?? 'item'];
  const idsOf = (list: readonly GatedEntry[]): ReadonlySet<string> =>
    new Set(list.map(({ entry }) => entry.id));
  return {
    entry: id,
    kind,
    block: written,
    isRepeated: forEach !== undefined && reads(identity, roots),
    always: idsOf(all.filter((other) => isAlwaysBeside(other, one))),
    never: idsOf(all.filter((other) => isNeverBeside(other, one))),
  };
}

/** Whether an object is there whenever another is wanted: what a false condition does not delete counts as there. */
function isAlwaysBeside({ entry, gates }: GatedEntry, one: GatedEntry): boolean {
  if (entry.forEach !== undefined) return false;
  return (
    !entry.deletesWhenFalse ||
    gates.every((gate) => isEmpty(gate) || one.gates.some((other) => areSame(gate, other)))
  );
}

function isNeverBeside({ entry, gates }: GatedEntry, one: GatedEntry): boolean {
  return (
    entry.deletesWhenFalse &&
    gates.some((gate) => !isEmpty(gate) && one.gates.some((other) => areExclusive(gate, other)))
  );
}

function isEmpty({ when = [], or = [] }: WrittenConditions): boolean {
  return when.length + or.length === 0;
}

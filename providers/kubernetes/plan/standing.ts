import { getPath, isObject, type Standing } from '../../../core/index.ts';
import type { DesiredChild } from './desired-child.ts';
import type { Difference } from './differences.ts';
import type { FixedDifference } from './fixed-differences.ts';
import { changesOf } from './operations.ts';
import { lostWith } from './recreation.ts';

/** Fields named in a sentence; the record has all of them. */
const NAMED = 3;

/** Longest value shown in a sentence, in characters. */
const VALUE_LIMIT = 40;

/** Going away: it is made anew when it is gone, which is an event of its own. */
export const LEAVING: Standing = {
  decision: 'pending',
  reason: 'is being deleted, and is made anew when it is gone',
};

/** An object that differs although it was only to be created. */
export function keptByMode(child: DesiredChild, differences: readonly Difference[]): Standing {
  const why = child.createOnce
    ? 'a Job is created once'
    : `created once (${child.mode === 'once' ? 'once: true' : 'reconcile: false'})`;
  return kept(`differs, ${why}`, changesOf(child, differences));
}

/** An object that is scaled by somebody else by design. */
export function keptByScaler(
  child: DesiredChild,
  differences: readonly Difference[],
  scaler: string,
): Standing {
  const [{ live } = { live: undefined }] = differences;
  return standingOfScaled(live, scaler, changesOf(child, differences));
}

/** The same, of an object that was just looked at. */
export function standingOfScaled(
  replicas: unknown,
  scaler: string,
  changes: Standing['changes'] & object,
): Standing {
  return kept(`has ${String(replicas)} replicas, scaled by ${scaler}`, changes);
}

/** An object that was only to be created and of which nobody can say whether it differs. */
export function notCompared(child: DesiredChild): Standing {
  const why = child.createOnce ? 'a Job is created once' : 'created once';
  return kept(`${why}, and not compared: it reads the time or a random value`, []);
}

/**
 * An object with fields that cannot be changed where they are.
 *
 * @param written - the other fields that are written meanwhile
 */
export function standingOfFixed(
  child: Pick<DesiredChild, 'manifest' | 'onImmutable' | 'type'>,
  fixed: readonly FixedDifference[],
  rest: { readonly written: readonly Difference[]; readonly refusal?: string },
): Standing {
  const changes = changesOf(child, fixed);
  const updated =
    rest.written.length === 0
      ? ''
      : `; updated: ${rest.written.map(({ path }) => path).join(', ')}`;
  if (child.onImmutable === 'keep') {
    return kept(`differs in what cannot be changed (onImmutable: keep)${updated}`, changes);
  }
  const words = fixed.slice(0, NAMED).map((each) => describe(child, each));
  const more = fixed.length > NAMED ? ` and ${fixed.length - NAMED} more` : '';
  const answer = fixed.find(({ message }) => message !== undefined)?.message;
  const why = answer === undefined ? '' : ` (${answer})`;
  const reason = `${words.join(', ')}${more} cannot be changed${why}; ${waysOut(child, fixed, rest.refusal)}${updated}`;
  return { decision: 'immutable', reason, changes };
}

function kept(reason: string, changes: Standing['changes'] & object): Standing {
  return { decision: 'kept', reason, ...(changes.length === 0 ? {} : { changes }) };
}

function describe(child: Pick<DesiredChild, 'manifest'>, difference: FixedDifference): string {
  const [change] = changesOf(child, [difference]);
  const { path, from, to } = change ?? { path: difference.path };
  const [stored, declared] = [shown(from), shown(to)];
  return stored === undefined || declared === undefined
    ? path
    : `${path} (${stored}, declared ${declared})`;
}

/** A value that fits into a sentence. */
function shown(value: unknown): string | undefined {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  const text = isPlain && value !== '' ? String(value) : undefined;
  return text !== undefined && text.length <= VALUE_LIMIT ? text : undefined;
}

const SIZE = /^spec\.volumeClaimTemplates\[(\d+)\]\.spec\.resources\.requests\.storage$/;

/** The claims of templates that ask for another size: `data-web-0 to data-web-2`. */
function grownClaims(
  manifest: DesiredChild['manifest'],
  fixed: readonly FixedDifference[],
): readonly string[] {
  const templates = getPath(manifest, ['spec', 'volumeClaimTemplates']);
  const start = Number(getPath(manifest, ['spec', 'ordinals', 'start']) ?? 0);
  const last = start + Number(getPath(manifest, ['spec', 'replicas']) ?? 1) - 1;
  return fixed.flatMap(({ path }) => {
    const [, index] = SIZE.exec(path) ?? [];
    const template: unknown = Array.isArray(templates) ? templates[Number(index)] : undefined;
    const volume = isObject(template) ? getPath(template, ['metadata', 'name']) : undefined;
    if (index === undefined || typeof volume !== 'string') return [];
    const claim = `${volume}-${manifest.metadata.name}`;
    return [last > start ? `${claim}-${start} to ${claim}-${last}` : `${claim}-${start}`];
  });
}

function waysOut(
  { type, manifest }: Pick<DesiredChild, 'manifest' | 'type'>,
  fixed: readonly FixedDifference[],
  refusal: string | undefined,
): string {
  if (refusal !== undefined) return `${refusal}: declare what is stored, or set onImmutable: keep`;
  const isOfClaims = fixed.some(({ path }) => path.startsWith('spec.volumeClaimTemplates'));
  if (type.kind === 'StatefulSet' && isOfClaims) {
    const names = grownClaims(manifest, fixed);
    const way = 'onImmutable: recreate (pods and claims stay) or keep';
    if (names.length === 0) return `declare what is stored, or set ${way}`;
    return `grow ${names.join(', ')} by hand (kubectl edit pvc) where their StorageClass allows it, then set ${way}`;
  }
  // What would be lost with it is never deleted to be made anew.
  if (lostWith(type) !== undefined) return 'declare what is stored, or set onImmutable: keep';
  return 'declare what is stored, or set onImmutable: recreate or keep';
}

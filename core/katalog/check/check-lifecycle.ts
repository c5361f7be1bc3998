import { SemVer } from 'semver';
import { satisfies } from '../../notes/version-constraint.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import type { DocumentContext } from './document-context.ts';

const ANY_VERSION = new SemVer('1.0.0');

/** Checks what `lifecycle` and `publish` say beyond their form (composition.md §1.1); doubts are warnings. */
export function checkLifecycle(written: JsonObject, kind: string, document: DocumentContext): void {
  const lifecycle = mapAt(written, 'lifecycle');
  checkRanges(mapAt(lifecycle, 'compatibility'), document);
  checkTimeline(mapAt(mapAt(lifecycle, 'deprecation'), 'timeline'), document);
  if (kind !== 'Komposer' && lifecycle['accept'] !== undefined) {
    const message = `accept belongs to a Komposer, this is a ${kind}`;
    document.error(['lifecycle', 'accept'], { code: ProblemCode.NotSupported, message });
  }
  if (mapAt(mapAt(written, 'publish'), 'tests')['intent'] === true && !hasApi(written)) {
    const message = 'intent needs gateway.api.enabled: true';
    const text = { code: ProblemCode.FieldMissing, message, expected: 'gateway.api.enabled: true' };
    document.error(['publish', 'tests', 'intent'], text);
  }
  warnOfMaturity(lifecycle, document);
}

function hasApi(written: JsonObject): boolean {
  return mapAt(mapAt(written, 'gateway'), 'api')['enabled'] === true;
}

function checkRanges(compatibility: JsonObject, document: DocumentContext): void {
  for (const [name, range] of Object.entries(compatibility)) {
    if (typeof range !== 'string' || satisfies(ANY_VERSION, range) !== undefined) continue;
    const expected = 'a range of versions such as >=1.28 or ^1.2';
    const message = `${name} is ${JSON.stringify(range)}, expected ${expected}`;
    const path = ['lifecycle', 'compatibility', name];
    tellValue(document, path, { message, found: range, expected });
  }
}

function checkTimeline(timeline: JsonObject, document: DocumentContext): void {
  const base = ['lifecycle', 'deprecation', 'timeline'];
  for (const [name, day] of Object.entries(timeline)) {
    if (typeof day !== 'string' || isDay(day)) continue;
    const expected = 'a day such as 2026-01-31';
    const message = `${name} is ${JSON.stringify(day)}, expected ${expected}`;
    tellValue(document, [...base, name], { message, found: day, expected });
  }
  const { from, to } = timeline;
  const isBackwards =
    typeof from === 'string' && typeof to === 'string' && isDay(from) && isDay(to) && to < from;
  if (isBackwards) {
    const message = `to is ${to}, which is before from, ${from}`;
    tellValue(document, [...base, 'to'], { message, found: to });
  }
}

function isDay(text: string): boolean {
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:T.*)?$/.exec(text) ?? [];
  const time = Date.parse(`${day ?? ''}T00:00:00Z`);
  // A day that no month has is read as one of the next.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day ?? ' ');
}

function warnOfMaturity(lifecycle: JsonObject, document: DocumentContext): void {
  const { maturity, deprecation } = lifecycle;
  const warn = (field: string, message: string): void =>
    document.warning(['lifecycle', field], { code: ProblemCode.LifecycleNotice, message });
  if (maturity === 'alpha') warn('maturity', 'maturity is alpha: it may change in any way');
  if (maturity === 'deprecated' && deprecation === undefined) {
    warn('maturity', 'maturity is deprecated, but there is no deprecation with a message');
  }
  const { message, migratedTo } = mapAt(lifecycle, 'deprecation');
  if (typeof message !== 'string') return;
  const instead = typeof migratedTo === 'string' ? `; migrate to ${migratedTo}` : '';
  warn('deprecation', `deprecated: ${message}${instead}`);
}

function tellValue(
  document: DocumentContext,
  path: NodePath,
  text: { readonly message: string; readonly found: string; readonly expected?: string },
): void {
  document.error(path, { code: ProblemCode.ValueInvalid, ...text }, { at: 'value' });
}

function mapAt(value: JsonObject, key: string): JsonObject {
  const inner = value[key];
  return isObject(inner) ? inner : {};
}

import { nearestWord } from '../../../schemas/index.ts';
import { ProblemCode } from '../problem-code.ts';
import { builtInTarget } from './built-in-target.ts';
import { chooseManifest } from './choose-manifest.ts';
import { compareScope } from './compare-scope.ts';
import { type CrdManifest, storedVersion } from './crd-manifest.ts';
import type { TargetInput, WatchTarget } from './watch-target.ts';

const ALL_FOUR = ['group', 'version', 'kind', 'plural'] as const;

/** Finds out what an entry watches: `crdFile` wins over `apiTypes`, built-in kinds need only `kind` (§2, §2.1). */
export async function resolveTarget(input: TargetInput): Promise<WatchTarget | undefined> {
  const { written, path, document, named, beside } = input;
  const { apiTypes = {} } = written;
  if (named === 'faulty') return undefined;
  if (named === 'missing') return notGiven(input);
  if (named !== undefined) {
    const manifest = chooseManifest(named, input);
    return manifest === undefined ? undefined : fromManifest(manifest, input);
  }
  const missing = ALL_FOUR.filter((key) => apiTypes[key] === undefined);
  // What was left out for its value has been told.
  if (missing.some((key) => document.isWritten([...path, 'apiTypes', key]))) return undefined;
  const { group, version, kind, plural } = apiTypes;
  const manifest = beside.find((each) => each.group === group && each.kind === kind);
  if (manifest === undefined) {
    const known = await builtInTarget(input);
    if (known !== 'none') return known;
  }
  if (group === undefined || version === undefined || kind === undefined || plural === undefined) {
    const without = missing.length === ALL_FOUR.length;
    const [lack, file] = [`apiTypes lacks ${missing.join(' and ')}`, written.crdFile];
    const what =
      file !== undefined
        ? `${file} is empty and ${without ? 'apiTypes is missing' : lack}`
        : without
          ? 'apiTypes or crdFile is missing'
          : lack;
    const message = `${what}: the operator must know which kind it watches`;
    const at = apiTypes.kind === undefined ? path : [...path, 'apiTypes'];
    document.error(at, { code: ProblemCode.FieldMissing, message, expected: ALL_FOUR.join(', ') });
    return undefined;
  }
  if (manifest !== undefined) return fromManifest(manifest, input);
  const namespaced = written.namespaced ?? true;
  return { gvk: { group, version, kind }, plural, namespaced, schema: undefined, isBuiltIn: false };
}

function notGiven({ written, path, document }: TargetInput): undefined {
  const message = `${written.crdFile} was not read`;
  const text = { code: ProblemCode.SideFileUnreadable, message };
  document.error([...path, 'crdFile'], text, { at: 'value' });
}

function fromManifest(manifest: CrdManifest, input: TargetInput): WatchTarget | undefined {
  const { apiTypes = {}, crdFile } = input.written;
  const wanted = manifest.versions.find(({ name }) => name === apiTypes.version);
  // A `crdFile` overrides what apiTypes says; a manifest that was only found beside does not.
  const isNamed = crdFile !== undefined;
  const version =
    apiTypes.version === undefined || isNamed ? (wanted ?? storedVersion(manifest)) : wanted;
  const { group, kind, plural, namespaced } = manifest;
  compare('group', [group], manifest, input);
  compare(
    'version',
    manifest.versions.map(({ name }) => name),
    manifest,
    input,
  );
  compare('kind', [kind], manifest, input);
  compare('plural', [plural], manifest, input);
  compareScope(namespaced, manifest.file, input);
  if (version === undefined) return undefined;
  const gvk = { group, version: version.name, kind };
  const lacksStatus = !version.hasStatus;
  return { gvk, plural, namespaced, schema: version.schema, lacksStatus, isBuiltIn: false };
}

/** Tells where apiTypes and a manifest contradict each other: an error, unless `crdFile` decides. */
function compare(
  key: (typeof ALL_FOUR)[number],
  names: readonly string[],
  manifest: CrdManifest,
  { written, path, document }: TargetInput,
): void {
  const found = written.apiTypes?.[key];
  if (found === undefined || names.includes(found)) return;
  const expected = names.join(', ');
  const isNamed = written.crdFile !== undefined;
  const message = `${key} is ${found}, but ${manifest.file} has ${expected}${isNamed ? ' and wins' : ''}`;
  const nearest = nearestWord(found, names);
  const text = { code: ProblemCode.ValueInvalid, message, found, expected, nearest };
  const at = [...path, 'apiTypes', key];
  if (isNamed) document.warning(at, text, { at: 'value' });
  else document.error(at, text, { at: 'value' });
}

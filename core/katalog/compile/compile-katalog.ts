import type { CrdEntry, Katalog } from '../../../schemas/index.ts';
import { readJson } from '../../json/read-json.ts';
import { writeJson } from '../../json/write-json.ts';
import type { JsonObject } from '../../object/json.ts';
import type { CrdProgram, KatalogInfo } from '../../program/program.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { nativeValue } from '../check/plain-value.ts';
import { ProblemCode } from '../problem-code.ts';
import { nodeAt } from '../source/node-path.ts';
import type { NodePath, SourceNode } from '../source/source-node.ts';
import { checkLeftOut } from './check-left-out.ts';
import { type CompileDefaults, compileCrd } from './compile-crd.ts';
import { CrdContext } from './crd-context.ts';
import type { CrdManifest } from './crd-manifest.ts';
import { declaredOutputs } from './declared-outputs.ts';
import type { ExpressionCompilers } from './expression-compilers.ts';
import { isAddress } from './is-address.ts';
import type { KindSchemas } from './kind-schema.ts';
import type { ProviderKinds } from './provider-kinds.ts';
import type { NamedManifests } from './read-manifests.ts';
import { resolveTarget } from './resolve-target.ts';
import { secretKindsOf } from './secret-kinds.ts';
import type { WatchTarget } from './watch-target.ts';
import { writtenPaths } from './written-paths.ts';

/** An operator with what is needed to tell of faults found later. */
export interface CompiledCrd {
  readonly program: CrdProgram;
  readonly context: CrdContext;
}

export interface CompiledKatalog {
  readonly info: KatalogInfo;
  readonly crds: readonly CompiledCrd[];
}

export interface KatalogInput {
  /** Fits the schema. */
  readonly written: Katalog;
  readonly document: DocumentContext;
  /** As it was read, before aliases. */
  readonly original: SourceNode;
  /** With the parts that do not fit the schema, and the paths of those that are worth a look. */
  readonly whole: DocumentContext;
  readonly leftOut: readonly NodePath[];
  readonly compilers: ExpressionCompilers;
  readonly kinds: ProviderKinds;
  readonly schemas: KindSchemas;
  readonly defaults: CompileDefaults;
  /** Manifest of an entry's `crdFile`. */
  readonly namedManifest: (path: string) => ReturnType<NamedManifests['get']> | undefined;
  readonly manifests: readonly CrdManifest[];
}

/** Roots of every expression (katalog-language §5.2), besides those of providers. */
const ROOTS = [
  'metadata',
  'spec',
  'status',
  'apiVersion',
  'kind',
  'inputs',
  'metrics',
  'health',
  'data',
];

/** A host name in letters of either case (RFC 1123). */
const NAME =
  /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;

/** Compiles all enabled operators of one Katalog. */
export async function compileKatalog(input: KatalogInput): Promise<CompiledKatalog> {
  const { written } = input;
  tellEmpty(input);
  const info = infoOf(input);
  const crds: CompiledCrd[] = [];
  for (const [name, entry] of Object.entries(written.spec.crds)) {
    if (entry === undefined) continue;
    if (entry.enabled === false) {
      warnOfDisabled(name, input);
      continue;
    }
    const compiled = await compileEntry(name, entry, { input, info });
    if (compiled !== undefined) crds.push(compiled);
  }
  return { info, crds };
}

function tellEmpty({ original, document }: KatalogInput): void {
  const crds = nodeAt(original, ['spec', 'crds']);
  const isEmpty = crds?.kind === 'map' && crds.entries.length === 0;
  if (!isEmpty) return;
  const message = 'crds is empty: a Katalog declares at least one operator';
  document.error(['spec', 'crds'], { code: ProblemCode.FieldMissing, message });
}

/** katalog-language §2, `enabled`. */
function warnOfDisabled(name: string, { document }: KatalogInput): void {
  const message = `operator ${name} does not run; custom resources that carry its finalizers cannot be deleted meanwhile`;
  const path = ['spec', 'crds', name, 'enabled'];
  document.warning(path, { code: ProblemCode.EntryWithoutEffect, message });
}

async function compileEntry(
  name: string,
  written: CrdEntry,
  { input, info }: { readonly input: KatalogInput; readonly info: KatalogInfo },
): Promise<CompiledCrd | undefined> {
  const path = ['spec', 'crds', name];
  checkName(name, input.document);
  const { document, manifests: beside, namedManifest } = input;
  tellAddresses(written, path, document);
  const { crdFile } = written;
  const named = crdFile === undefined ? undefined : manifestOf(crdFile, namedManifest);
  const target = await resolveTarget({ written, path, document, named, beside });
  const context = contextOf(written, target, path, input);
  const { security, spec } = input.written;
  const { kinds, schemas, defaults } = input;
  const program = await compileCrd(
    {
      name,
      written,
      target: target ?? UNKNOWN_TARGET,
      katalog: info,
      security,
      finalizers: spec.finalizers,
      kinds,
      schemas,
      defaults,
    },
    context,
  );
  checkLeftOut(path, contextOf(written, target, path, { ...input, document: input.whole }), input);
  return program === undefined || target === undefined ? undefined : { program, context };
}

/** Lets the rest of an entry be checked although what it watches is not known. */
const UNKNOWN_TARGET: WatchTarget = {
  gvk: { group: '', version: '', kind: '' },
  plural: '',
  namespaced: true,
  schema: undefined,
  isBuiltIn: false,
};

function contextOf(
  written: CrdEntry,
  target: WatchTarget | undefined,
  path: readonly string[],
  { document, compilers, kinds }: KatalogInput,
): CrdContext {
  return new CrdContext({
    document,
    path,
    compilers,
    outputRoots: kinds.outputRoots,
    secretKinds: secretKindsOf(written),
    known: {
      roots: new Set([...ROOTS, ...kinds.outputRoots]),
      schema: target?.schema,
      isBuiltIn: target?.isBuiltIn ?? false,
      outputKeys: kinds.outputKeys,
      declaredOutputs: declaredOutputs(written.operatorBox, path, { kinds, document }),
      writtenPaths: writtenPaths(written),
    },
  });
}

function manifestOf(
  crdFile: string,
  namedManifest: KatalogInput['namedManifest'],
): ReturnType<KatalogInput['namedManifest']> {
  return isAddress(crdFile) ? 'faulty' : namedManifest(crdFile);
}

/** Files are read, not fetched. */
function tellAddresses(
  written: CrdEntry,
  path: readonly string[],
  document: DocumentContext,
): void {
  const { crdFile, crFiles = [], setup = [] } = written;
  const named = [
    ...(crdFile === undefined ? [] : [{ at: ['crdFile'], text: crdFile }]),
    ...crFiles.map((text, index) => ({ at: ['crFiles', index], text })),
    ...setup.map((text, index) => ({ at: ['setup', index], text })),
  ];
  for (const { at, text } of named) {
    if (!isAddress(text)) continue;
    const [setting] = at;
    const message = `${setting} is ${text}: fetching files is not built yet; save it beside the Katalog and give its path`;
    const problem = { code: ProblemCode.NotBuilt, message, found: text, expected: 'a path' };
    document.error([...path, ...at], problem, { at: 'value' });
  }
}

function checkName(name: string, document: DocumentContext): void {
  if (NAME.test(name)) return;
  const expected = 'letters, digits, - and ., with a letter or digit at both ends of each part';
  const message = `${writeJson(name)} is not a valid operator name, expected ${expected}`;
  const text = { code: ProblemCode.NameInvalid, message, found: name, expected };
  document.error(['spec', 'crds', name], text);
}

function infoOf({ written, document, original, defaults }: KatalogInput): KatalogInfo {
  const { metadata } = written;
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? 'default',
    version: metadata.version ?? '',
    description: metadata.description ?? '',
    author: metadata.author ?? '',
    license: metadata.license ?? '',
    clusterName: metadata.clusterName ?? defaults.clusterName ?? '',
    tags: metadata.tags ?? [],
    file: document.file,
    raw: nativeValue(original) as JsonObject,
    enriched: enrichedOf(written, defaults),
  };
}

/** The canonical form with the defaults an operator runs with. */
function enrichedOf(written: Katalog, defaults: CompileDefaults): JsonObject {
  const crds = Object.entries(written.spec.crds).map(([name, entry]) => {
    const box = entry?.operatorBox ?? {};
    const resync = `${defaults.resyncMs / 1000}s`;
    const enriched = { default: true, workers: defaults.workers, resync, ...box };
    return [name, { enabled: true, ...entry, operatorBox: enriched }];
  });
  const spec = { ...written.spec, crds: Object.fromEntries(crds) };
  // A copy without `undefined`, which JSON does not have.
  const copy: unknown = readJson(writeJson({ ...written, spec }));
  return copy as JsonObject;
}

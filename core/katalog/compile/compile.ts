import { createHash } from 'node:crypto';
import type { Katalog } from '../../../schemas/index.ts';
import type { Program } from '../../program/program.ts';
import { DocumentContext } from '../check/document-context.ts';
import { pruneDocument } from '../check/prune-document.ts';
import { normalizeDocument } from '../normalize/normalize-document.ts';
import { Normalizer } from '../normalize/normalizer.ts';
import { type Problem, ProblemList } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { childOf } from '../source/node-path.ts';
import { type ParsedDocument, readDocuments } from '../source/read-documents.ts';
import type { SourceDocument } from '../source/source-text.ts';
import { checkOperators, inStartOrder } from './check-dependencies.ts';
import { classifyDocument } from './classify-document.ts';
import type { CompileDefaults } from './compile-crd.ts';
import { type CompiledKatalog, compileKatalog } from './compile-katalog.ts';
import type { CrdManifest } from './crd-manifest.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { CreateExpressionCompilers, ExpressionCompilers } from './expression-compilers.ts';
import { type BlockProvider, readProviderKinds } from './provider-kinds.ts';
import { manifestsBeside, manifestsOfSideFiles } from './read-manifests.ts';
import type { SideFile } from './side-file.ts';

/** What is compiled, all of it loaded already. */
export interface CompileInput {
  /** Katalogs; documents of other kinds are ignored, but CRD manifests among them are used. */
  readonly documents: readonly SourceDocument[];
  /** What {@link sideFilesOf} asked for. */
  readonly files?: readonly SideFile[];
  readonly providers: readonly BlockProvider[];
  readonly defaults: CompileDefaults;
  /** Makes the compilers of a Katalog's expressions. */
  readonly expressions: CreateExpressionCompilers;
}

/** A program exactly when no problem is an error. */
export interface CompileResult {
  readonly program?: Program;
  /** All of them, sorted by place. */
  readonly problems: readonly Problem[];
}

interface OpenKatalog {
  readonly original: ParsedDocument;
  readonly document: DocumentContext;
  readonly written: Katalog;
}

/** Compiles Katalogs into one frozen program, or tells everything that is wrong with them. */
export async function compile(input: CompileInput): Promise<CompileResult> {
  const problems = new ProblemList();
  const parsed = input.documents.flatMap((document) => readDocuments(document, problems));
  const kinds = readProviderKinds(input.providers);
  const katalogs = openKatalogs(parsed, kinds.names, problems);
  tellMissing(input.documents, parsed, problems);
  const manifests = manifestsBeside(parsed, problems);
  const sideManifests = manifestsOfSideFiles(input.files ?? [], problems);
  const compiled: CompiledKatalog[] = [];
  for (const { original, document, written } of katalogs) {
    const compilers = compilersOf(written, document, input);
    const namedManifest = (path: string): CrdManifest | undefined =>
      sideManifests.get(document.file, path);
    const { root } = original;
    const { defaults } = input;
    compiled.push(
      await compileKatalog({
        written,
        document,
        original: root,
        compilers,
        kinds,
        defaults,
        namedManifest,
        manifests,
      }),
    );
  }
  checkOperators(
    compiled.flatMap(({ crds }) => crds),
    declaredOperators(katalogs),
  );
  const sorted = problems.sorted();
  return problems.hasErrors
    ? { problems: sorted }
    : { program: programOf(compiled), problems: sorted };
}

function compilersOf(
  { notes }: Katalog,
  document: DocumentContext,
  { expressions }: CompileInput,
): ExpressionCompilers {
  const { compilers, problems } = expressions(notes?.functions ?? []);
  for (const { path, message, offset, nearest } of problems) {
    const text = { code: ProblemCode.NoteInvalid, message, nearest };
    document.error(['notes', 'functions', ...path], text, { at: 'value', offset });
  }
  return compilers;
}

function openKatalogs(
  parsed: readonly ParsedDocument[],
  kinds: readonly string[],
  problems: ProblemList,
): readonly OpenKatalog[] {
  const names = new Map<string, string>();
  return parsed.flatMap((original) => {
    const { root } = original;
    const context = new DocumentContext(root, root, problems);
    const found = classifyDocument(root, context);
    if (found === 'other' || found === 'faulty') return [];
    if (found !== 'Katalog') {
      const message = `a ${found} cannot be run yet, only a Katalog`;
      const text = { code: ProblemCode.KindNotRunnable, message, found, expected: 'Katalog' };
      context.error(['kind'], text, { at: 'value' });
      return [];
    }
    tellSameName(root, context, names);
    const canonical = normalizeDocument(root, new Normalizer(root, problems, kinds));
    const document = new DocumentContext(root, canonical, problems);
    const pruned = pruneDocument(document, 'Katalog');
    if (pruned.value === undefined) return [];
    const written = pruned.value as Katalog; // the schema has just vouched for the shape
    return [{ original, document: pruned.context, written }];
  });
}

function tellSameName(
  root: ParsedDocument['root'],
  context: DocumentContext,
  names: Map<string, string>,
): void {
  const name = childOf(childOf(root, 'metadata'), 'name');
  if (name?.kind !== 'scalar' || name.text === '') return;
  const { file, line, column } = context.positionOf(['metadata', 'name'], { at: 'value' });
  const first = names.get(name.text);
  names.set(name.text, first ?? `${file}:${line}:${column}`);
  if (first === undefined) return;
  const message = `Katalog ${name.text} is declared twice, first at ${first}`;
  const text = { code: ProblemCode.KatalogDuplicate, message, found: name.text };
  context.error(['metadata', 'name'], text, { at: 'value' });
}

function declaredOperators(
  katalogs: readonly OpenKatalog[],
): ReadonlyMap<string, { readonly isEnabled: boolean }> {
  const declared = katalogs.flatMap(({ written }) =>
    Object.entries(written.spec.crds).map(
      ([name, crd]) => [name, { isEnabled: crd?.enabled !== false }] as const,
    ),
  );
  return new Map(declared);
}

/** Files without a Katalog are no fault in themselves; having none at all is. */
function tellMissing(
  documents: readonly SourceDocument[],
  parsed: readonly ParsedDocument[],
  problems: ProblemList,
): void {
  const isAny = parsed.some(({ root }) => isKind(root, 'Katalog'));
  if (isAny || problems.hasErrors) return;
  for (const { file } of documents) {
    const kinds = parsed.filter((each) => each.file === file).map(({ root }) => kindText(root));
    const found = kinds.length === 0 ? 'no document' : [...new Set(kinds)].join(', ');
    const message = `no Katalog in this file, found ${found}`;
    const text = { code: ProblemCode.KatalogMissing, message, found, expected: 'kind: Katalog' };
    problems.error({ file, line: 1, column: 1 }, [], text);
  }
}

function isKind(root: ParsedDocument['root'], kind: string): boolean {
  return kindText(root) === kind;
}

function kindText(root: ParsedDocument['root']): string {
  const kind = childOf(root, 'kind');
  return kind?.kind === 'scalar' ? kind.text : 'a document without kind';
}

function programOf(compiled: readonly CompiledKatalog[]): Program {
  const katalogs = compiled.map(({ info }) => info);
  const hash = createHash('sha256');
  for (const { enriched } of katalogs) hash.update(JSON.stringify(enriched));
  const crds = compiled.flatMap((each) => each.crds.map(({ program }) => program));
  return deepFreeze({ revision: hash.digest('hex'), katalogs, crds: inStartOrder(crds) });
}

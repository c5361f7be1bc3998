import { createHash } from 'node:crypto';
import type { Katalog } from '../../../schemas/index.ts';
import { writeJson } from '../../json/write-json.ts';
import type { Program } from '../../program/program.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { type Problem, ProblemList } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { childOf } from '../source/node-path.ts';
import { type ParsedDocument, readDocuments } from '../source/read-documents.ts';
import type { SourceDocument } from '../source/source-text.ts';
import { checkOperators, inStartOrder } from './check-dependencies.ts';
import type { CompileDefaults } from './compile-crd.ts';
import { type CompiledKatalog, compileKatalog } from './compile-katalog.ts';
import { createExpressionCompilers } from './create-expression-compilers.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { ExpressionCompilers } from './expression-compilers.ts';
import { expressionProblem } from './expression-problem.ts';
import { forEachNames } from './for-each-names.ts';
import { createKindSchemas } from './kind-schema.ts';
import {
  type DocumentSummary,
  type OpenKatalog,
  openDocuments,
  type Purpose,
} from './open-documents.ts';
import { type BlockProvider, type ProviderKinds, readProviderKinds } from './provider-kinds.ts';
import { type FileBeside, readDefinitions } from './read-definitions.ts';
import { manifestsBeside, manifestsOfSideFiles } from './read-manifests.ts';
import type { SideFile } from './side-file.ts';

/** What is compiled, all of it loaded already. */
export interface CompileInput {
  /** Katalogs; documents of Kubernetes are ignored, but CRD manifests among them are used. */
  readonly documents: readonly SourceDocument[];
  /** What {@link sideFilesOf} asked for. Default: none. */
  readonly files?: readonly SideFile[];
  /** Files that nobody named: only definitions are taken from them, and nothing in them is an error. Default: none. */
  readonly beside?: readonly FileBeside[];
  readonly providers: readonly BlockProvider[];
  readonly defaults: CompileDefaults;
  /**
   * `run` refuses what is no Katalog; `validate` checks Komposers, Motifs, Simulate and E2E files against their
   * schemas; `define` is `run` that takes an empty `crdFile` for none. Default `run`.
   */
  readonly purpose?: Purpose;
}

/** A program exactly when no problem is an error. */
export interface CompileResult {
  readonly program?: Program;
  /** All of them, sorted by place. */
  readonly problems: readonly Problem[];
  /** The documents of the language that were found. */
  readonly documents: readonly DocumentSummary[];
}

/** Compiles Katalogs into one frozen program, or tells everything that is wrong with them. */
export async function compile(input: CompileInput): Promise<CompileResult> {
  const problems = new ProblemList();
  const parsed = input.documents.flatMap((document) => readDocuments(document, problems));
  const kinds = readProviderKinds(input.providers);
  const purpose = input.purpose ?? 'run';
  const open = await openDocuments(parsed, { kinds, purpose }, problems);
  if (open.summaries.length === 0 && !problems.hasErrors)
    tellMissing(input.documents, parsed, problems);
  const isBeingMade = ({ content, request }: SideFile): boolean =>
    purpose === 'define' &&
    request.role === 'crd' &&
    'text' in content &&
    content.text.trim() === '';
  const files = (input.files ?? []).filter((file) => !isBeingMade(file));
  // Before the files beside, which it may be among: what is wrong with it is told as the error that it is.
  const named = manifestsOfSideFiles(files, problems);
  const manifests = [
    ...manifestsBeside(parsed, problems),
    ...(input.beside ?? []).flatMap((file) => readDefinitions(file, problems).manifests),
  ];
  const schemas = createKindSchemas([...manifests, ...named.all]);
  const compiled: CompiledKatalog[] = [];
  for (const katalog of open.katalogs) {
    const { written, document } = katalog;
    const compilers = compilersOf(written, document, kinds);
    const namedManifest = (path: string) => {
      const found = named.get(document.file, path);
      return found === 'missing' && purpose === 'define' ? undefined : found;
    };
    const { defaults } = input;
    compiled.push(
      await compileKatalog({
        ...katalog,
        compilers,
        kinds,
        schemas,
        defaults,
        namedManifest,
        manifests,
      }),
    );
  }
  checkOperators(
    compiled.flatMap(({ crds }) => crds),
    declaredOperators(open.katalogs),
  );
  const result = { problems: problems.sorted(), documents: open.summaries };
  return problems.hasErrors ? result : { program: programOf(compiled), ...result };
}

/** Compilers that know the notes of a Katalog and the names its `forEach` entries give. */
function compilersOf(
  written: Katalog,
  document: DocumentContext,
  kinds: ProviderKinds,
): ExpressionCompilers {
  const extraRoots = [...kinds.outputRoots, ...forEachNames(written)];
  const { compilers, problems, warnings } = createExpressionCompilers(
    written.notes?.functions ?? [],
    extraRoots,
  );
  const base = ['notes', 'functions'];
  for (const problem of problems) {
    const { text, spot } = expressionProblem(problem, ProblemCode.NoteInvalid);
    document.error([...base, ...problem.path], text, spot);
  }
  for (const problem of warnings) {
    const { text, spot } = expressionProblem(problem, ProblemCode.NoteInvalid);
    document.warning([...base, ...problem.path], text, spot);
  }
  return compilers;
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

/** A file without a Katalog is no fault in itself; having none at all is. */
function tellMissing(
  documents: readonly SourceDocument[],
  parsed: readonly ParsedDocument[],
  problems: ProblemList,
): void {
  for (const { file } of documents) {
    const kinds = parsed.filter((each) => each.file === file).map(kindText);
    const found = kinds.length === 0 ? 'no document' : [...new Set(kinds)].join(', ');
    const message = `no Katalog in this file, found ${found}`;
    const text = { code: ProblemCode.KatalogMissing, message, found, expected: 'kind: Katalog' };
    problems.error({ file, line: 1, column: 1 }, [], text);
  }
}

function kindText({ root }: ParsedDocument): string {
  const kind = childOf(root, 'kind');
  return kind?.kind === 'scalar' ? kind.text : 'a document without kind';
}

function programOf(compiled: readonly CompiledKatalog[]): Program {
  const katalogs = compiled.map(({ info }) => info);
  const hash = createHash('sha256');
  for (const { enriched } of katalogs) hash.update(writeJson(enriched));
  const crds = compiled.flatMap((each) => each.crds.map(({ program }) => program));
  return deepFreeze({ revision: hash.digest('hex'), katalogs, crds: inStartOrder(crds) });
}

import { type Katalog, loadDocumentRules } from '../../../schemas/index.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import { checkDocumentName } from '../check/check-document-name.ts';
import { checkLifecycle } from '../check/check-lifecycle.ts';
import { DocumentContext } from '../check/document-context.ts';
import { pruneDocument } from '../check/prune-document.ts';
import { normalizeDocument } from '../normalize/normalize-document.ts';
import { Normalizer } from '../normalize/normalizer.ts';
import type { ProblemList } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { childOf } from '../source/node-path.ts';
import type { ParsedDocument } from '../source/read-documents.ts';
import type { NodePath, SourceNode } from '../source/source-node.ts';
import { classifyDocument, type LanguageKind } from './classify-document.ts';
import type { ProviderKinds } from './provider-kinds.ts';

/**
 * What the documents are wanted for: only Katalogs can be run, all kinds can be validated. To `define` is to generate CRDs: a
 * `crdFile` that is empty may be the one that is being made.
 */
export type Purpose = 'run' | 'validate' | 'define';

/** A document of the language, for lists. */
export interface DocumentSummary {
  readonly kind: LanguageKind;
  readonly name: string;
  readonly file: string;
}

/** A Katalog in canonical form, without the parts that are faulty. */
export interface OpenKatalog {
  /** As it was read, before aliases. */
  readonly original: SourceNode;
  readonly document: DocumentContext;
  readonly written: Katalog;
  /** In canonical form, with the faulty parts. */
  readonly whole: DocumentContext;
  /** Faulty parts whose expressions can be checked all the same, by their paths in `whole`. */
  readonly leftOut: readonly NodePath[];
}

/** All documents of the language, in the order of the files. */
export interface OpenDocuments {
  readonly summaries: readonly DocumentSummary[];
  readonly katalogs: readonly OpenKatalog[];
}

/** Brings documents into canonical form and checks them against their schemas; documents of others are ignored. */
export async function openDocuments(
  parsed: readonly ParsedDocument[],
  options: { readonly kinds: ProviderKinds; readonly purpose: Purpose },
  problems: ProblemList,
): Promise<OpenDocuments> {
  const summaries: DocumentSummary[] = [];
  const katalogs: OpenKatalog[] = [];
  const names = new Map<string, string>();
  for (const { root, file } of parsed) {
    const context = new DocumentContext(root, root, problems);
    const kind = classifyDocument(root, context);
    if (kind === 'other' || kind === 'faulty') continue;
    summaries.push({ kind, name: nameOf(root), file });
    if (kind !== 'Katalog' && options.purpose !== 'validate') {
      tellNotRunnable(kind, context);
      continue;
    }
    tellSameName(kind, root, { context, names });
    const canonical = normalizeDocument(root, new Normalizer(root, problems, options.kinds.names));
    const document = new DocumentContext(root, canonical, problems);
    checkDocumentName(nameOf(canonical), kind, document);
    const pruned = pruneDocument(document, await loadDocumentRules(kind), options.kinds.get);
    if (isObject(pruned.value) && kind !== 'E2E' && kind !== 'Simulate')
      checkLifecycle(pruned.value as JsonObject, kind, document);
    if (kind !== 'Katalog' || pruned.value === undefined) continue;
    const written = pruned.value as Katalog; // the schema has just vouched for the shape
    const { context: kept, leftOut } = pruned;
    katalogs.push({ original: root, document: kept, written, whole: document, leftOut });
  }
  return { summaries, katalogs };
}

function tellNotRunnable(kind: LanguageKind, context: DocumentContext): void {
  const message = `a ${kind} cannot be run yet, only a Katalog`;
  const text = { code: ProblemCode.KindNotRunnable, message, found: kind, expected: 'Katalog' };
  context.error(['kind'], text, { at: 'value' });
}

function tellSameName(
  kind: LanguageKind,
  root: SourceNode,
  seen: { readonly context: DocumentContext; readonly names: Map<string, string> },
): void {
  const name = nameOf(root);
  if (name === '') return;
  const path = ['metadata', 'name'];
  const { file, line, column } = seen.context.positionOf(path, { at: 'value' });
  const key = `${kind} ${name}`;
  const first = seen.names.get(key);
  seen.names.set(key, first ?? `${file}:${line}:${column}`);
  if (first === undefined) return;
  const message = `${key} is declared twice, first at ${first}`;
  const text = { code: ProblemCode.KatalogDuplicate, message, found: name };
  seen.context.error(path, text, { at: 'value' });
}

function nameOf(root: SourceNode): string {
  const name = childOf(childOf(root, 'metadata'), 'name');
  return name?.kind === 'scalar' ? name.text : '';
}

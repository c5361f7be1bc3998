import { nearestWord } from '../../../schemas/index.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { API_VERSION, OLD_API_VERSION } from '../normalize/normalize-document.ts';
import { ProblemCode } from '../problem-code.ts';
import { childOf } from '../source/node-path.ts';
import type { SourceNode } from '../source/source-node.ts';

/** Kinds of the language (katalog-language §1). */
const LANGUAGE_KINDS = ['Katalog', 'Komposer', 'Motif', 'Simulate', 'E2E'] as const;

/** One of the kinds of the language. */
export type LanguageKind = (typeof LANGUAGE_KINDS)[number];

/** What a document is; `other` belongs to Kubernetes or to someone else. */
export type DocumentClass = LanguageKind | 'faulty' | 'other';

/** Whether a document names an API version of the language, whatever else is in it. */
export function isOfLanguage(root: SourceNode): boolean {
  const apiVersion = textAt(root, 'apiVersion');
  return apiVersion.startsWith('orkestra.orkspace.io/') || apiVersion === OLD_API_VERSION;
}

/** Tells documents of the language from others by `kind` and `apiVersion`; what is neither is told. */
export function classifyDocument(root: SourceNode, context: DocumentContext): DocumentClass {
  const kind = textAt(root, 'kind');
  const apiVersion = textAt(root, 'apiVersion');
  const known = LANGUAGE_KINDS.find((each) => each === kind);
  if (known === undefined) return isOfLanguage(root) ? tellKind(kind, context) : 'other';
  if (apiVersion === API_VERSION || apiVersion === OLD_API_VERSION) return known;
  return tellApiVersion(known, apiVersion, context);
}

function tellKind(kind: string, context: DocumentContext): DocumentClass {
  const nearest = nearestWord(kind, LANGUAGE_KINDS);
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  const expected = LANGUAGE_KINDS.join(', ');
  const message =
    kind === '' ? `kind is missing, expected one of ${expected}` : `unknown kind ${kind}${hint}`;
  const text = { code: ProblemCode.KindUnknown, message, found: kind, expected, nearest };
  context.error(['kind'], text, { at: 'value' });
  return 'faulty';
}

function tellApiVersion(
  kind: LanguageKind,
  apiVersion: string,
  context: DocumentContext,
): DocumentClass {
  const message =
    apiVersion === ''
      ? `apiVersion is missing, expected ${API_VERSION}`
      : `apiVersion ${apiVersion} of this ${kind} is not supported, expected ${API_VERSION}`;
  const text = { code: ProblemCode.ApiVersionUnsupported, message, found: apiVersion };
  context.error(['apiVersion'], { ...text, expected: API_VERSION }, { at: 'value' });
  return 'faulty';
}

function textAt(root: SourceNode, key: string): string {
  const node = childOf(root, key);
  return node?.kind === 'scalar' ? node.text : '';
}

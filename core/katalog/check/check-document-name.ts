import { ProblemCode } from '../problem-code.ts';
import type { DocumentContext } from './document-context.ts';

const NAME = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
const MAX_LENGTH = 253;
const WITH_NAMES: ReadonlySet<string> = new Set(['Katalog', 'Komposer', 'Motif']);

/** Checks the name of a document, which becomes part of names and references elsewhere. */
export function checkDocumentName(name: string, kind: string, document: DocumentContext): void {
  if (!WITH_NAMES.has(kind) || name.trim() === '') return;
  if (name.length <= MAX_LENGTH && NAME.test(name)) return;
  const expected = `letters, digits, - and ., with a letter or digit at both ends, at most ${MAX_LENGTH}`;
  const near = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  const hint = near === '' ? '' : `, did you mean ${near}?`;
  const message = `${JSON.stringify(name)} is not a name of a ${kind}, expected ${expected}${hint}`;
  const text = { code: ProblemCode.NameInvalid, message, found: name, expected };
  document.error(['metadata', 'name'], { ...text, nearest: near }, { at: 'value' });
}

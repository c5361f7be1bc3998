import { dirname, join } from 'node:path';
import { type KubeObject, keyOf, type OrkError, refOf, textOf } from '../../../core/index.ts';
import { problemText, type ShownProblem } from '../problems/problem-text.ts';
import { STANDARD_INPUT_NAME } from '../standard-input.ts';
import type { Style } from '../style.ts';
import type { GeneratedCrd } from './dev-manifests.ts';
import { type ManifestFile, positionIn } from './manifest-file.ts';

/** An object that the API server did not take. */
export interface Refusal {
  readonly object: KubeObject;
  readonly file: ManifestFile;
  readonly error: OrkError;
  /** The definition that was made for its kind, if nobody wrote one. */
  readonly generated: GeneratedCrd | undefined;
}

/** A refusal for people: file, line and field, whose schema it is, and what to do. */
export function refusalText({ error, file, generated, object }: Refusal, style: Style): string {
  const name = `${object.kind} ${keyOf(refOf(object))}`;
  const why =
    generated === undefined
      ? ''
      : `; its CRD ${generated.name} was generated from ${generated.katalog}`;
  const { document } = file;
  const problem: ShownProblem = {
    ...positionIn(document, object, fieldOf(error)),
    severity: 'error',
    code: error.code,
    message: `${name} is refused: ${textOf(error)}${why}`,
  };
  const hints = [
    ...(generated === undefined
      ? []
      : [
          `a crd.yaml beside it would be taken instead; to begin with one: ork generate crd -k ${generated.katalog} --out ${join(dirname(generated.katalog), 'crd.yaml')}`,
        ]),
    ...(document.file === STANDARD_INPUT_NAME
      ? []
      : [`${document.file} is applied again as soon as it changes`]),
  ];
  const lines = hints.map((hint) => `      = ${hint}\n`).join('');
  return `${problemText([problem], [document], style)}\n${lines}`;
}

/** The first field that the answer names. */
function fieldOf({ details }: OrkError): string {
  const { causes } = details;
  const [cause] = Array.isArray(causes) ? (causes as readonly { readonly field?: unknown }[]) : [];
  if (typeof cause?.field === 'string' && /^[\w.[\]-]+$/.test(cause.field)) return cause.field;
  const [, field] =
    /(?:^|[\s:])\.?((?:spec|metadata|status)\.[\w.[\]-]*\w)/.exec(String(details['text'])) ?? [];
  return field ?? '';
}

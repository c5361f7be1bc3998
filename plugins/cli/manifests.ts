import {
  ErrorCode,
  formatPosition,
  formatProblem,
  isObject,
  type KubeObject,
  OrkError,
  readManifests,
  type SourceDocument,
} from '../../core/index.ts';
import type { CommandIo } from './io.ts';

/**
 * The Kubernetes objects of some files, as kubectl would read them, lists taken apart; documents of the language and
 * empty ones are left out.
 *
 * @throws {OrkError} `DocumentInvalid` for what is not YAML, or not an object of Kubernetes.
 */
export function manifestsIn(documents: readonly SourceDocument[]): readonly KubeObject[] {
  return documents.flatMap((source) => {
    const { documents: read, problems } = readManifests(source);
    const faults = problems.filter(({ severity }) => severity === 'error');
    if (faults.length > 0)
      throw invalid(faults.map((each) => `${formatPosition(each)}: ${each.message}`).join('; '));
    return read.flatMap(({ position, value }) => objectsOf(value, formatPosition(position)));
  });
}

/** Writes on stderr what in manifests is not what it looks like, as a key that is a truth value for kubectl. */
export function tellDoubts(
  documents: readonly SourceDocument[],
  { stderr }: Pick<CommandIo, 'stderr'>,
): void {
  for (const document of documents) {
    for (const problem of readManifests(document).problems)
      if (problem.severity === 'warning') stderr.write(`${formatProblem(problem)}\n`);
  }
}

/**
 * The manifests of files that were named for what they hold.
 *
 * @throws {OrkError} `DocumentInvalid` also for a file without any, which most likely is not the one that was meant.
 */
export function customResourcesIn(documents: readonly SourceDocument[]): readonly KubeObject[] {
  return documents.flatMap((document) => {
    const manifests = manifestsIn([document]);
    if (manifests.length > 0) return manifests;
    throw new OrkError('File holds no custom resource', {
      code: ErrorCode.DocumentInvalid,
      retry: { kind: 'never' },
      details: { text: `${document.file} holds no custom resource` },
    });
  });
}

function objectsOf(value: unknown, position: string): readonly KubeObject[] {
  if (value === null || value === undefined) return [];
  if (!isManifest(value))
    throw invalid(`${position}: apiVersion, kind or metadata.name is missing`);
  if (value.kind === 'List' && Array.isArray(value['items']))
    return value['items'].flatMap((item: unknown) => objectsOf(item, position));
  return [value];
}

function isManifest(value: unknown): value is KubeObject {
  if (!isObject(value) || typeof value['apiVersion'] !== 'string') return false;
  if (typeof value['kind'] !== 'string') return false;
  const { metadata } = value;
  return value['kind'] === 'List' || (isObject(metadata) && typeof metadata['name'] === 'string');
}

function invalid(text: string): OrkError {
  return new OrkError('Document is not a manifest', {
    code: ErrorCode.DocumentInvalid,
    retry: { kind: 'never' },
    details: { text },
  });
}

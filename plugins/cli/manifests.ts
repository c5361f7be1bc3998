import { parseAllDocuments } from 'yaml';
import {
  ErrorCode,
  fixUnescapedQuotes,
  isObject,
  type KubeObject,
  OrkError,
  type SourceDocument,
} from '../../core/index.ts';

/**
 * The Kubernetes objects of some files, lists taken apart; documents of the language and empty ones are left out.
 *
 * @throws {OrkError} `DocumentInvalid` for what is not YAML, or not an object of Kubernetes.
 */
export function manifestsIn(documents: readonly SourceDocument[]): readonly KubeObject[] {
  return documents.flatMap(({ file, text }) => {
    // As the compiler reads them, which has told of the quotes.
    const parsed = parseAllDocuments(fixUnescapedQuotes(text), { prettyErrors: false });
    const list = Array.isArray(parsed) ? parsed : [];
    return list.flatMap((document, index) => {
      const [error] = document.errors;
      if (error !== undefined) throw invalid(file, index, error.message);
      return objectsOf(document.toJS({ maxAliasCount: 100 }), file, index);
    });
  });
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

function objectsOf(value: unknown, file: string, index: number): readonly KubeObject[] {
  if (value === null || value === undefined) return [];
  if (!isManifest(value))
    throw invalid(file, index, 'apiVersion, kind or metadata.name is missing');
  if (value.kind === 'List' && Array.isArray(value['items']))
    return value['items'].flatMap((item: unknown) => objectsOf(item, file, index));
  return value.apiVersion.startsWith('orkestra.orkspace.io/') ? [] : [value];
}

function isManifest(value: unknown): value is KubeObject {
  if (!isObject(value) || typeof value['apiVersion'] !== 'string') return false;
  if (typeof value['kind'] !== 'string') return false;
  const { metadata } = value;
  return value['kind'] === 'List' || (isObject(metadata) && typeof metadata['name'] === 'string');
}

function invalid(file: string, index: number, reason: string): OrkError {
  return new OrkError('Document is not a manifest', {
    code: ErrorCode.DocumentInvalid,
    retry: { kind: 'never' },
    details: { text: `${file}, document ${index + 1}: ${reason}` },
  });
}

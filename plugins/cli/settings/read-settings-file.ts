import { parse } from 'yaml';
import { ErrorCode, isObject, OrkError } from '../../../core/index.ts';
import { type DocumentIo, readAll } from '../documents.ts';
import type { SettingSources } from './settings.ts';

/**
 * Reads a file of settings, YAML or JSON.
 *
 * @throws {OrkError} `DocumentUnreadable`, or `ConfigInvalid` when it is not a map.
 */
export async function readSettingsFile(
  name: string,
  io: DocumentIo,
): Promise<NonNullable<SettingSources['file']>> {
  const [document] = await readAll([name], io);
  try {
    const values: unknown = parse(document?.text ?? '');
    if (isObject(values)) return { name, values };
  } catch (cause) {
    throw notAMap(name, cause);
  }
  throw notAMap(name, undefined);
}

function notAMap(name: string, cause: unknown): OrkError {
  return new OrkError('Settings file is wrong', {
    code: ErrorCode.ConfigInvalid,
    retry: { kind: 'never' },
    cause,
    details: { text: `${name} is not a YAML map of settings` },
  });
}

import type { Flags } from '../flags.ts';
import { type Format, formatOf } from '../output.ts';
import type { Settings } from '../settings/settings.ts';
import { usageError } from '../usage-error.ts';

/**
 * The form of decision records.
 *
 * @throws {OrkError} `Usage` when a form is given and no record is printed.
 */
export function recordForm(flags: Flags, { explain }: Pick<Settings, 'explain'>): Format {
  const format = formatOf(flags);
  if (explain || flags.text('output') === undefined) return format;
  throw usageError('-o is the form of what --explain prints', 'Give --explain as well');
}

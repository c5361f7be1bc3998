import { ErrorCode, OrkError } from '../errors.ts';
import type { StatusFieldRecord } from './decision-record.ts';

/** The failure that declared status fields are: refused by the API server, or not to be evaluated. */
export function statusFault(fields: readonly StatusFieldRecord[]): OrkError | undefined {
  const refused = fields.filter(({ outcome }) => outcome === 'refused');
  const failed = fields.filter(({ outcome }) => outcome === 'failed');
  if (refused.length === 0 && failed.length === 0) return undefined;
  const text = sentence([...refused, ...failed]);
  if (refused.length > 0)
    return new OrkError('Status was refused', { code: ErrorCode.StatusRefused, details: { text } });
  return new OrkError('Status fields failed', {
    code: ErrorCode.StatusFieldFailed,
    // Nothing but a change of what it reads makes it come out otherwise.
    retry: { kind: 'never' },
    details: { text },
  });
}

const REMARKED: ReadonlySet<StatusFieldRecord['outcome']> = new Set([
  'dropped',
  'absent',
  'altered',
]);

/** What is to be said of a status that is no failure: fields that are dropped or altered, or that read what is not there. */
export function statusRemark(fields: readonly StatusFieldRecord[]): string {
  return sentence(fields.filter(({ outcome }) => REMARKED.has(outcome)));
}

function sentence(fields: readonly StatusFieldRecord[]): string {
  // One rule may refuse several fields: its words are said once.
  const paths = new Map<string, string[]>();
  for (const { path, outcome, error = '' } of fields) {
    const isRejected = ['refused', 'dropped', 'altered'].includes(outcome);
    const words = `${isRejected ? outcome : ''}|${error}`;
    const same = paths.get(words);
    if (same === undefined) paths.set(words, [`status.${path}`]);
    else same.push(`status.${path}`);
  }
  return [...paths]
    .map(([words, names]) => {
      const [outcome = '', ...error] = words.split('|');
      const verb = names.length === 1 ? 'was' : 'were';
      return `${names.join(', ')}${outcome === '' ? '' : ` ${verb} ${outcome}`}: ${error.join('|')}`;
    })
    .join('; ');
}

import { textOf } from '../errors.ts';
import type { Acted } from './act.ts';
import type { EntryDraft } from './decision.ts';
import type { EntryRecord } from './decision-record.ts';

/** The records of all entries once their operations have ended: what came of each, not what was planned. */
export function settleEntries(
  drafts: readonly EntryDraft[],
  acted: readonly Acted[],
): readonly EntryRecord[] {
  const byOperation = new Map(acted.map((each) => [each.operation, each]));
  return drafts.map(({ record, operation }) => {
    if (operation === undefined) return record;
    return settle(record, byOperation.get(operation));
  });
}

function settle(record: EntryRecord, ended: Acted | undefined): EntryRecord {
  if (ended === undefined || ended.outcome === 'not-reached') {
    const reason = ended?.message ?? 'an earlier step failed';
    return { ...record, decision: 'not-reached', reason };
  }
  if (ended.outcome === 'pending')
    return { ...record, decision: 'pending', reason: ended.message ?? '' };
  if (ended.outcome === 'failed') {
    return { ...record, decision: 'failed', error: textOf(ended.error) };
  }
  const { became, stored } = ended;
  return { ...record, ...became, ...(stored === undefined ? {} : { stored }) };
}

import { type DecisionRecord, jsonText, type Runtime, writeYaml } from '../../../core/index.ts';
import type { CommandIo } from '../io.ts';
import type { Format } from '../output.ts';
import { styleOf } from '../style.ts';
import { recordText } from './record-text.ts';

/** Prints every decision record on stdout as it is made: text, a line of JSON, or a YAML document; returns the way to stop. */
export function printRecords(
  runtime: Pick<Runtime, 'onDecision'>,
  format: Format,
  { env, stdout }: Pick<CommandIo, 'env' | 'stdout'>,
): () => void {
  const style = styleOf(stdout, env);
  const forms: Readonly<Record<Format, (record: DecisionRecord) => string>> = {
    text: (record) => recordText(record, style),
    json: (record) => `${jsonText(record)}\n`,
    yaml: (record) => `${writeYaml([record])}---\n`,
  };
  return runtime.onDecision((record) => stdout.write(forms[format](record)));
}

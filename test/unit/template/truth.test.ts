import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isOrkError } from '../../../core/errors.ts';
import { compileTemplate } from '../../../core/template/index.ts';
import { truthFunctions } from './truth-functions.ts';

interface Group {
  readonly name: string;
  readonly data: string;
  readonly rendered?: boolean;
  readonly templates: readonly string[];
}

interface Cases {
  readonly data: Readonly<Record<string, unknown>>;
  readonly groups: readonly Group[];
}

type Answer = string | { readonly error: string };

const cases = readTruth<Cases>('cases.json');
const answers = readTruth<Readonly<Record<string, readonly Answer[]>>>('answers.json');

function readTruth<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../truth/${name}`, import.meta.url), 'utf8')) as T;
}

function answerOf(source: string, group: Group): Answer {
  try {
    const template = compileTemplate(source, { name: 't', functions: truthFunctions });
    const data = cases.data[group.data];
    return group.rendered === true ? template.render(data) : template.execute(data);
  } catch (error) {
    if (!isOrkError(error)) throw error;
    return { error: String(error.details['text']) };
  }
}

describe("Go's own text/template", () => {
  test('is asked at least a thousand questions', () => {
    const count = cases.groups.reduce((sum, group) => sum + group.templates.length, 0);

    expect(count).toBeGreaterThan(1_000);
  });

  test.each(cases.groups)('gives the same output and error texts: $name', (group) => {
    const expected = answers[group.name] ?? [];

    const actual = group.templates.map((source) => ({ source, answer: answerOf(source, group) }));

    const wanted = group.templates.map((source, at) => ({ source, answer: expected[at] }));
    expect(actual).toEqual(wanted);
  });
});

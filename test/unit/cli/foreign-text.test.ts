import { afterEach, describe, expect, test } from 'vitest';
import { jsonText } from '../../../core/text/printable.ts';
import { frameOf } from '../../../plugins/cli/live-view/frame.ts';
import { logLineText } from '../../../plugins/cli/log/log-line-text.ts';
import { githubText } from '../../../plugins/cli/problems/github.ts';
import {
  type CommandWorld,
  commandWorld,
  websiteCr,
  websiteKatalog,
} from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

/** Clears the screen, sets the title, turns the text around. */
const FOREIGN = '\u001B[2J\u001B]0;x\u0007\u009B31m\u202Etxt';
const style = { red: same, green: same, yellow: same, dim: same, bold: same };

function same(text: string): string {
  return text;
}

function expectHarmless(text: string): void {
  expect(text).not.toMatch(/(?![\n\t])\p{Cc}|[\u202A-\u202E]/u);
}

describe('text of others is shown, not obeyed', () => {
  test('in log lines', () => {
    const line = logLineText(
      JSON.stringify({
        level: 'info',
        time: '2026-01-01T00:00:00Z',
        msg: FOREIGN,
        a: FOREIGN,
        b: { c: FOREIGN },
        err: { message: FOREIGN },
      }),
    );

    expectHarmless(line.trimEnd());
    expect(line).toContain('\\x1b[2J');
  });

  test('in the live view', () => {
    const state = { title: FOREIGN, objects: [], decisions: [FOREIGN, `a\n${FOREIGN}`] };

    for (const line of frameOf(state, style, 80)) {
      expectHarmless(line);
      expect(line).not.toContain('\n');
    }
  });

  test('in annotations of GitHub', () => {
    const text = githubText([
      {
        severity: 'error',
        code: 'ORK1203',
        file: 'k.yaml',
        line: 1,
        column: 1,
        path: '',
        message: FOREIGN,
      },
    ]);

    expectHarmless(text);
  });

  test('in JSON, which still says the same', () => {
    const text = jsonText({ a: FOREIGN, 'b\u0085': ['\u2028'] }, 2);

    expectHarmless(text);
    expect(JSON.parse(text)).toEqual({ a: FOREIGN, 'b\u0085': ['\u2028'] });
  });

  test.each([
    ['a problem', ['validate']],
    ['an error', ['validate', '-k', `no-${FOREIGN}.yaml`]],
    ['a flag', ['validate', `--${FOREIGN}`]],
    ['what is printed as text', ['template', '--cr', 'cr.yaml', '-o', 'text']],
  ])('in %s', async (_, argv) => {
    const katalog = websiteKatalog((text) =>
      text.replace('port: 80', `port: ${JSON.stringify(FOREIGN)}`),
    );
    world = await commandWorld({ files: { 'katalog.yaml': katalog, 'cr.yaml': websiteCr } });

    const { code, stderr, stdout } = await world.ork(...argv);

    expect(code).not.toBe(0);
    expectHarmless(stdout);
    expectHarmless(stderr);
  });
});

import { describe, expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/index.ts';
import { createLogger } from '../../../plugins/cli/log/create-logger.ts';

function logged(
  options: { readonly format?: 'auto' | 'json' | 'pretty'; readonly isTty?: boolean },
  write: (log: ReturnType<typeof createLogger>) => void,
): string {
  let text = '';
  const sink = {
    isTty: options.isTty ?? false,
    columns: 80,
    write(part: string) {
      text += part;
    },
  };
  write(createLogger({ level: 'info', format: options.format ?? 'auto', sink }));
  return text;
}

describe('log lines', () => {
  test('are JSON off a terminal, with constant message and fields', () => {
    const line = logged({}, (log) =>
      log.child({ crd: 'website' }).info({ object: 'a/b' }, 'object reconciled'),
    );

    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      crd: 'website',
      object: 'a/b',
      msg: 'object reconciled',
    });
  });

  test('are text on a terminal, an error with its code and without its stack', () => {
    const err = new OrkError('API request failed', {
      code: ErrorCode.ApiForbidden,
      details: { text: 'websites is forbidden' },
    });

    const line = logged({ isTty: true }, (log) =>
      log.warn({ err, attempt: 2 }, 'reconcile failed'),
    );

    expect(line).toMatch(
      /^\d\d:\d\d:\d\d WARN {2}reconcile failed attempt=2 error="websites is forbidden" ORK_API_FORBIDDEN\n$/,
    );
  });

  test.each(['authorization', 'password', 'token', 'data', 'stringData'])(
    'never hold %s, at any of three levels',
    (key) => {
      const secret = { [key]: 'hunter2' };

      const line = logged({}, (log) =>
        log.error({ ...secret, headers: secret, request: { headers: secret } }, 'failed'),
      );

      expect(line).not.toContain('hunter2');
    },
  );

  test('leave out what is below their level', () => {
    expect(logged({}, (log) => log.debug({}, 'step'))).toBe('');
  });
});

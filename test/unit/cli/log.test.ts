import { describe, expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/index.ts';
import { createLogger } from '../../../plugins/cli/log/create-logger.ts';

function logged(
  options: {
    readonly format?: 'auto' | 'json' | 'pretty';
    readonly isTty?: boolean;
    readonly level?: 'debug' | 'info';
  },
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
  write(createLogger({ level: options.level ?? 'info', format: options.format ?? 'auto', sink }));
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

  test.each([
    { level: 'info', holdsStack: false },
    { level: 'debug', holdsStack: true },
  ] as const)('hold the text of an error once, at $level', ({ level, holdsStack }) => {
    const inner = new OrkError('Template failed', {
      code: ErrorCode.TemplateExecution,
      details: { text: 'spec.x is empty' },
    });
    const { code, details } = inner;
    const err = new OrkError('Template failed', { code, details, cause: inner });

    const line = logged({ level }, (log) => log.warn({ err }, 'reconcile failed'));

    const { stack, ...told } = JSON.parse(line).err;
    expect(told).toEqual({ type: 'OrkError', code, message: 'spec.x is empty', details });
    expect(stack !== undefined).toBe(holdsStack);
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

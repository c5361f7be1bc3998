import { describe, expect, test } from 'vitest';
import { ErrorCode } from '../../../core/errors.ts';
import { silentLogger } from '../../../core/log.ts';
import { createPluginHost, type PluginHost } from '../../../core/plugin/host.ts';
import { definePlugin, type Plugin } from '../../../core/plugin/plugin.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { fakeRuntime } from '../../helpers/fake-runtime.ts';

const hostOf = (plugins: readonly Plugin[]): PluginHost =>
  createPluginHost({ plugins, runtime: fakeRuntime(), log: silentLogger, clock: fakeClock() });

/** A plugin that writes down when it is set up and stopped. */
function recorded(diary: string[], name: string, requires: readonly string[] = []): Plugin {
  return definePlugin({
    name,
    requires,
    setup: async ({ onStop }) => {
      diary.push(`+${name}`);
      onStop(async () => void diary.push(`-${name}`));
    },
  });
}

describe('a plugin host', () => {
  test('sets plugins up after those they require and stops them in reverse', async () => {
    const diary: string[] = [];
    const host = hostOf([
      recorded(diary, 'audit', ['http']),
      recorded(diary, 'metrics'),
      recorded(diary, 'http', ['metrics']),
    ]);

    await host.start();
    await host.stop();

    expect(diary).toEqual(['+metrics', '+http', '+audit', '-audit', '-http', '-metrics']);
  });

  test('stops what stands when a later one cannot be set up', async () => {
    const diary: string[] = [];
    const broken = definePlugin({
      name: 'broken',
      requires: ['http'],
      setup: () => Promise.reject(new Error('no port')),
    });
    const host = hostOf([recorded(diary, 'http'), broken]);

    await expect(host.start()).rejects.toThrow('no port');

    expect(diary).toEqual(['+http', '-http']);
  });

  test('stops the others when one fails to stop, and tells of it', async () => {
    const diary: string[] = [];
    const stubborn = definePlugin({
      name: 'stubborn',
      setup: async ({ onStop }) => onStop(() => Promise.reject(new Error('stuck'))),
    });
    const host = hostOf([recorded(diary, 'http'), stubborn]);
    await host.start();

    const stopping = host.stop();

    await expect(stopping).rejects.toMatchObject({ errors: [new Error('stuck')] });
    expect(diary).toEqual(['+http', '-http']);
  });

  test.each([
    {
      fault: 'two of one name',
      plugins: [recorded([], 'http'), recorded([], 'http')],
      code: ErrorCode.PluginDuplicate,
    },
    {
      fault: 'a requirement nobody meets',
      plugins: [recorded([], 'audit', ['http'])],
      code: ErrorCode.PluginMissing,
    },
    {
      fault: 'requirements in a circle',
      plugins: [recorded([], 'a', ['b']), recorded([], 'b', ['a'])],
      code: ErrorCode.PluginCycle,
    },
  ])('refuses $fault', ({ plugins, code }) => {
    expect(() => hostOf(plugins)).toThrow(expect.objectContaining({ code }));
  });
});

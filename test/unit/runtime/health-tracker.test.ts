import { expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import { createHealthTracker } from '../../../core/runtime/health-tracker.ts';

test('a CRD is degraded at the threshold and heals with one success', () => {
  const health = createHealthTracker(2);
  health.started(0);

  health.failed('a', { error: new Error('boom'), attempt: 1, nowMs: 1 });
  const once = health.state(() => 'pending');
  health.failed('a', { error: new Error('boom'), attempt: 2, nowMs: 2 });
  const twice = health.state(() => 'pending');
  health.succeeded('a', 3);

  expect([once, twice, health.state(() => 'pending')]).toEqual(['started', 'degraded', 'healthy']);
  expect(health.totals.lastError).toBe('boom');
  expect(health.failing()).toEqual([]);
});

test('before its workers run a CRD is what it waits for', () => {
  const health = createHealthTracker(5);

  expect(health.state(() => 'missing')).toBe('missing');
  expect(health.state(() => 'pending')).toBe('pending');
});

test('failing objects are told with their attempt', () => {
  const health = createHealthTracker(5);

  health.failed('ns/web', { error: new Error('no'), attempt: 3, nowMs: 1 });

  expect(health.failing()).toEqual([{ object: 'ns/web', attempt: 3, error: 'no' }]);
});

test('custom resources that are not ready are counted by their reason until they are', () => {
  const health = createHealthTracker(5);

  health.readiness('ns/a', 'ChildOwned');
  health.readiness('ns/b', 'ChildOwned');
  health.readiness('ns/c', 'ImmutableField');
  const before = health.notReady();
  health.readiness('ns/a', '');
  health.forget('ns/c');

  expect(before).toEqual({ ChildOwned: 2, ImmutableField: 1 });
  expect(health.notReady()).toEqual({ ChildOwned: 1 });
});

test('custom resources that their own rules refuse do not make their operator degraded', () => {
  const health = createHealthTracker(2);
  health.started(0);
  const error = new OrkError('Validation failed', { code: ErrorCode.ValidationDenied });

  for (const attempt of [1, 2, 3]) health.failed('ns/web', { error, attempt, nowMs: attempt });

  expect(health.state(() => 'pending')).toBe('started');
  expect(health.failing()).toMatchObject([{ object: 'ns/web' }]);
});

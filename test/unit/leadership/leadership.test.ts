import { expect, test } from 'vitest';
import { ErrorCode } from '../../../core/errors.ts';
import { alwaysLeader, notLeaderError } from '../../../core/leadership/leadership.ts';

test('a process that runs alone leads and may write', () => {
  const leadership = alwaysLeader('me');

  expect(leadership.isLeader()).toBe(true);
  expect(leadership.leader()).toBe('me');
  expect(() => leadership.assertCanWrite()).not.toThrow();
});

test('a write without leadership is not tried again', () => {
  expect(notLeaderError()).toMatchObject({ code: ErrorCode.NotLeader, retry: { kind: 'never' } });
});

import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { listenForSignals } from '../../../plugins/cli/signals.ts';

test.each(['SIGINT', 'SIGTERM'])('the first %s asks to stop, the second exits with 130', (name) => {
  const source = new EventEmitter();
  const exits: number[] = [];
  const signal = listenForSignals(source, (code) => exits.push(code));

  source.emit(name);
  const afterFirst = [...exits];
  source.emit(name);

  expect(signal.aborted).toBe(true);
  expect(afterFirst).toEqual([]);
  expect(exits).toEqual([130]);
});

test('the end of a terminal asks to stop, however often it is told', () => {
  const source = new EventEmitter();
  const exits: number[] = [];
  const signal = listenForSignals(source, (code) => exits.push(code));

  source.emit('SIGHUP');
  source.emit('SIGHUP');

  expect([signal.aborted, exits]).toEqual([true, []]);
});

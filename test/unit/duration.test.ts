import { expect, test } from 'vitest';
import { parseDuration } from '../../core/duration.ts';

const cases = [
  { text: '30s', ms: 30_000 },
  { text: '1h30m', ms: 5_400_000 },
  { text: '250ms', ms: 250 },
  { text: '1.5h', ms: 5_400_000 },
  { text: ' 2m ', ms: 120_000 },
  { text: '-5s', ms: -5_000 },
  { text: '30d', ms: 2_592_000_000 },
  { text: '1w', ms: 604_800_000 },
  { text: '1mo', ms: 2_592_000_000 },
  { text: '1y', ms: 31_536_000_000 },
  { text: 'never', ms: 0 },
  { text: '0', ms: 0 },
  { text: '', ms: undefined },
  { text: '5', ms: undefined },
  { text: '1d12h', ms: undefined },
  { text: '-1d', ms: -86_400_000 },
  { text: '-0', ms: 0 },
  { text: '1h'.repeat(51), ms: undefined },
  { text: 'soon', ms: undefined },
];

test.each(cases)('"$text" is $ms milliseconds', ({ text, ms }) => {
  expect(parseDuration(text)).toBe(ms);
});

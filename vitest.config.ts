import { defineConfig } from 'vitest/config';

/** Ends what hangs; long enough for a machine that is busy with something else. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // Without it vitest leaves one core alone, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], ...patience } },
      {
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          ...patience,
        },
      },
      { test: { name: 'repo', include: ['test/repo/**/*.test.ts'], ...patience } },
    ],
    coverage: {
      provider: 'v8',
      include: ['core/**', 'registry/**', 'providers/**', 'plugins/**'],
      thresholds: { lines: 10 },
    },
  },
});

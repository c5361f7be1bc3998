import { defineConfig } from 'vitest/config';

const common = {
  // Ends what hangs; long enough for a machine that is busy with something else.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Files share the modules of a worker: no test mocks one, and loading them anew for each file took as long as the tests.
  isolate: false,
};

export default defineConfig({
  test: {
    // Without it vitest leaves one core alone, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], ...common } },
      {
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          ...common,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          ...common,
        },
      },
      { test: { name: 'repo', include: ['test/repo/**/*.test.ts'], ...common } },
    ],
    coverage: {
      provider: 'v8',
      include: ['core/**', 'registry/**', 'providers/**', 'plugins/**'],
      thresholds: { lines: 10 },
    },
  },
});

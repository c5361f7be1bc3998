import type { Problem } from '../../../core/index.ts';

/** Problems in the Static Analysis Results Interchange Format (SARIF 2.1.0). */
export function sarifOf(problems: readonly Problem[], version: string): object {
  const rules = [...new Set(problems.map(({ code }) => code))].sort().map((id) => ({ id }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ork', version, rules } },
        results: problems.map(({ code, column, file, line, message, severity }) => ({
          ruleId: code,
          level: severity,
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: file.replaceAll('\\', '/') },
                region: { startLine: line, startColumn: column },
              },
            },
          ],
        })),
      },
    ],
  };
}

import type { CommandDefinition, OptionDefinition } from '../../plugins/cli/command-definition.ts';
import { definitions } from '../../plugins/cli/definitions/index.ts';
import { markdownTable } from './markdown-table.ts';

/** The page of all commands, made from their definitions. */
export function cliMarkdown(): string {
  const commands = definitions.flatMap((definition) => commandPages(definition, 'ork'));
  return `# Command line

Made from the definitions in \`plugins/cli/definitions\`; a test proves it current, and \`npx vitest run --project repo -u test/repo/docs.test.ts\`
writes it anew. Data goes to stdout, everything else to stderr. [Exit codes](errors.md#exit-codes). \`NO_COLOR\` is honoured.
With \`-o json\` (or \`yaml\`) stdout has one object, of an error too: \`{"error": {code, message, causes, hint?, problems?, exitCode}}\`; only \`--explain\` has one for each record.

Settings of \`ork run\` and \`ork dev\` come from a flag, else the environment, else the file of \`--config\`, else their default;
\`schemas/runtime-config.schema.json\` has them all. Durations are \`15s\`, \`1m30s\` or whole seconds.

${commands.join('\n')}`;
}

function commandPages(definition: CommandDefinition, parent: string): readonly string[] {
  const path = `${parent} ${definition.name}`;
  const { argument, commands = [], description, examples, options, summary } = definition;
  const usage = [path, ...(argument === undefined ? [] : [argument.name])].join(' ');
  const lines = [
    `## ${path}`,
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    ...(description === undefined ? [] : [description]),
    ...(commands.length > 0
      ? []
      : [`Usage: \`${usage}${options.length > 0 ? ' [options]' : ''}\``]),
    ...(argument === undefined ? [] : [`\`${argument.name}\`: ${argument.description}.`]),
    ...(options.length === 0 ? [] : [optionTable(options)]),
    `\`\`\`sh\n${examples.map((each) => `# ${each.description}\n${each.command}`).join('\n')}\n\`\`\``,
  ];
  return [`${lines.join('\n\n')}\n`, ...commands.flatMap((each) => commandPages(each, path))];
}

function optionTable(options: readonly OptionDefinition[]): string {
  return markdownTable(
    ['Option', 'Meaning', 'Default'],
    options.map(({ defaultText = '', description, flags }) => [
      `\`${flags}\``,
      description,
      defaultText,
    ]),
  );
}
